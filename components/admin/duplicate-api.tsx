"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { type ApiCopyInput, apiCopyInput } from "@/lib/catalogue/schema";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { AdminForm } from "./admin-form";
import { NameField, SuffixField } from "./api-fields";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";

const text = adminMessages.duplicate;

interface DuplicateApiProps {
  api: { id: string; name: string; suffix: string };
  gatewayBase: string;
}

/** Makes a hidden copy of an API and goes on to its settings. */
export function DuplicateApi({ api, gatewayBase }: DuplicateApiProps) {
  const router = useRouter();
  const form = useForm<z.input<typeof apiCopyInput>, unknown, ApiCopyInput>({
    resolver: zodResolver(apiCopyInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { name: text.nameOf(api.name), suffix: text.suffixOf(api.suffix) },
  });
  const { register, formState } = form;
  const suffix = useWatch({ control: form.control, name: "suffix" });
  const { onSubmit, failure } = useSave(form, async (body) => {
    const schema = z.object({ id: z.string() });
    const { id } = await callApi(`/api/apis/${api.id}/copies`, { method: "POST", body, schema });
    toast.success(text.done(body.name));
    router.push(`/admin/apis/${id}`);
  });

  return (
    <details className="mt-8 max-w-3xl">
      <summary className="cursor-pointer font-semibold text-subheading">{text.title}</summary>
      <Card className="mt-3">
        <AdminForm onSubmit={onSubmit}>
          <p className="text-muted text-sm">{text.hint}</p>
          <NameField register={register} errors={formState.errors} />
          <SuffixField
            register={register}
            errors={formState.errors}
            suffix={suffix}
            gatewayBase={gatewayBase}
          />
          <SaveBar
            saving={formState.isSubmitting}
            changed={false}
            failure={failure}
            saveLabel={text.action}
          />
        </AdminForm>
      </Card>
    </details>
  );
}
