"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { NameField, SuffixField } from "@/components/admin/api-fields";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type ApiVersionInput, apiVersionInput } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { versionMessages as text } from "@/lib/messages/en/versions";
import { suggestVersion } from "./suggest-version";

interface AddVersionProps {
  api: { id: string; name: string; suffix: string; version: string | null };
  /** The newest version's name; null for an API without versions. */
  newest: string | null;
  gatewayBase: string;
}

/** Makes the next version of an API and goes on to its settings. */
export function AddVersion({ api, newest, gatewayBase }: AddVersionProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof apiVersionInput>, unknown, ApiVersionInput>({
    resolver: zodResolver(apiVersionInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: suggestVersion(api, newest),
  });
  const { register } = form;
  const { errors, isSubmitting } = form.formState;
  const suffix = useWatch({ control: form.control, name: "suffix" });
  const { onSubmit, failure } = useSave(form, async (body) => {
    const schema = z.object({ id: z.string() });
    const { id } = await callApi(`/api/apis/${api.id}/versions`, { method: "POST", body, schema });
    toast.success(text.added(body.name));
    router.push(`/admin/apis/${id}`);
  });

  return (
    <Card title={text.add} description={text.addHint} className="mt-8 max-w-3xl">
      <AdminForm onSubmit={onSubmit}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {api.version === null && (
            <Field label={text.current} error={errors.currentVersion?.message} required>
              <Input {...register("currentVersion")} mono autoComplete="off" spellCheck={false} />
            </Field>
          )}
          <Field label={text.next} error={errors.version?.message} required>
            <Input {...register("version")} mono autoComplete="off" spellCheck={false} />
          </Field>
        </div>
        <NameField register={register} errors={errors} />
        <SuffixField register={register} errors={errors} suffix={suffix} gatewayBase={gatewayBase} />
        <SaveBar saving={isSubmitting} changed={false} failure={failure} saveLabel={text.add} />
      </AdminForm>
    </Card>
  );
}
