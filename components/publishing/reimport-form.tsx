"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormFailure } from "@/components/admin/form-failure";
import { useSave } from "@/components/admin/use-save";
import { Button } from "@/components/ui/button";
import { FormActions } from "@/components/ui/form-actions";
import { LinkButton } from "@/components/ui/link-button";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type ReimportPreview, reimportInput, reimportPreview } from "@/lib/publishing/schema";
import { DocumentFields } from "./document-fields";
import { ReimportChanges } from "./reimport-changes";

type Input = z.output<typeof reimportInput>;

/** A document is compared with the API that is there, then applied as compared. */
export function ReimportForm({ apiId }: { apiId: string }) {
  const router = useRouter();
  const [compared, setCompared] = useState<{ source: Input["source"]; preview: ReimportPreview } | null>(
    null,
  );
  const [isApplied, setApplied] = useState(false);
  const form = useForm<z.input<typeof reimportInput>, unknown, Input>({
    resolver: zodResolver(reimportInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { source: { kind: "openapi", document: "", url: "" } },
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async ({ source }) => {
    setCompared(null);
    const path = `/api/apis/${apiId}/import/preview`;
    const preview = await callApi(path, { method: "POST", body: { source }, schema: reimportPreview });
    setCompared({ source, preview });
  });
  useUnsavedChanges(isDirty && !isApplied);

  return (
    <div className="max-w-3xl space-y-8">
      <AdminForm onSubmit={onSubmit}>
        <DocumentFields
          register={form.register}
          errors={errors}
          onFile={(content) =>
            form.setValue("source.document", content, { shouldDirty: true, shouldValidate: true })
          }
        />
        <FormFailure failure={failure} title={text.notRead} />
        <FormActions>
          <Button type="submit" variant={compared === null ? "primary" : "secondary"} pending={isSubmitting}>
            {compared === null ? text.preview : text.again}
          </Button>
          {compared === null && (
            <LinkButton href={`/admin/apis/${apiId}`}>{adminMessages.form.cancel}</LinkButton>
          )}
        </FormActions>
      </AdminForm>
      {compared !== null && (
        <ReimportChanges
          key={JSON.stringify(compared.preview)}
          apiId={apiId}
          {...compared}
          onApplied={() => {
            setApplied(true);
            router.push(`/admin/apis/${apiId}/operations`);
            router.refresh();
          }}
        />
      )}
    </div>
  );
}
