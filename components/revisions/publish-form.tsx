"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { MarkdownPreview } from "@/components/admin/markdown-preview";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { type PublishRevisionInput, publishedRevision, publishRevisionInput } from "@/lib/revisions/schema";

interface PublishFormProps {
  /** Where the note is posted. */
  path: string;
  title: string;
  description?: string;
  note?: string;
  /** The revision whose state comes back. */
  restores?: number;
  /** What is shown once it is done. */
  after?: string;
}

/** Publishes with a note, which developers read in the changelog. */
export function PublishForm({ path, title, description, note = "", restores, after }: PublishFormProps) {
  const router = useRouter();
  const form = useForm<PublishRevisionInput>({
    resolver: zodResolver(publishRevisionInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { note },
  });
  const typed = useWatch({ control: form.control, name: "note" });
  const { errors, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (body) => {
    const { number } = await callApi(path, { method: "POST", body, schema: publishedRevision });
    toast.success(restores === undefined ? text.published(number) : text.rolledBack(number, restores));
    if (after !== undefined) router.push(after);
    router.refresh();
  });
  return (
    <AdminForm onSubmit={onSubmit}>
      <FormSection title={title} description={description}>
        <Field label={text.note} hint={text.noteHint} error={errors.note?.message} required>
          <Textarea {...form.register("note")} rows={4} />
        </Field>
        <MarkdownPreview value={typed} />
        <SaveBar saving={isSubmitting} changed={false} failure={failure} saveLabel={title} />
      </FormSection>
    </AdminForm>
  );
}
