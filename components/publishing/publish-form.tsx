"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
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
import {
  type ImportSource,
  importSource,
  type PublishingWay,
  type PublishPreview,
  publishPreview,
} from "@/lib/publishing/schema";
import { DraftForm, type PublishingPlace } from "./draft-form";
import { SourceFields, type SourceForm } from "./source-fields";

const sourceSchema = z.strictObject({ source: importSource });

/** As the form holds it: all texts; which of them count, the kind says. */
const sourceForm = z.custom<SourceForm>().transform((form, context) => {
  const parsed = sourceSchema.safeParse(form);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  return z.NEVER;
});

type Way = Exclude<PublishingWay, "blank">;

const emptySources: Record<Way, SourceForm["source"]> = {
  classic: { kind: "classic", requestUri: "", apiKey: "" },
  online: { kind: "online", scoringUri: "", apiKey: "", payload: "data" },
  batch: { kind: "batch", jobsUri: "", token: "" },
  openapi: { kind: "openapi", document: "", url: "" },
  curl: { kind: "curl", command: "" },
};

interface PublishFormProps extends PublishingPlace {
  way: Way;
}

/** Two steps: a source is read and shown, then saved under the name and suffix that the admin confirms. */
export function PublishForm({ way, ...installation }: PublishFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<{ source: ImportSource; preview: PublishPreview } | null>(null);
  const form = useForm<SourceForm, unknown, z.output<typeof sourceSchema>>({
    resolver: zodResolver(sourceForm),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { source: emptySources[way] },
  });
  const { isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async ({ source }) => {
    setDraft(null);
    const preview = await callApi("/api/apis/imports/preview", {
      method: "POST",
      body: { source },
      schema: publishPreview,
    });
    setDraft({ source, preview });
  });
  const [saved, setSaved] = useState(false);
  useUnsavedChanges(isDirty && !saved);

  return (
    <div className="max-w-3xl space-y-8">
      <AdminForm onSubmit={onSubmit}>
        <SourceFields way={way} form={form} />
        <FormFailure failure={failure} title={text.notRead} />
        <FormActions>
          <Button type="submit" variant={draft === null ? "primary" : "secondary"} pending={isSubmitting}>
            {draft === null ? text.preview : text.again}
          </Button>
          {draft === null && <LinkButton href="/admin/apis">{adminMessages.form.cancel}</LinkButton>}
        </FormActions>
      </AdminForm>
      {draft !== null && (
        <DraftForm
          // Another reading begins with what it found.
          key={JSON.stringify(draft.preview)}
          {...draft}
          {...installation}
          onSaved={(apiId) => {
            setSaved(true);
            router.push(`/admin/apis/${apiId}/operations`);
          }}
        />
      )}
    </div>
  );
}
