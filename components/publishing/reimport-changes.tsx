"use client";

import { useEffect, useRef } from "react";
import { useForm, useWatch } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { FormFailure } from "@/components/admin/form-failure";
import { useSave } from "@/components/admin/use-save";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormActions } from "@/components/ui/form-actions";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import type { ImportSource, OperationPart, ReimportPreview } from "@/lib/publishing/schema";
import { NotesList } from "./notes-list";
import { OperationLines } from "./operation-lines";

interface ReimportChangesProps {
  apiId: string;
  source: Extract<ImportSource, { kind: "openapi" }>;
  preview: ReimportPreview;
  onApplied: () => void;
}

/** What comes, changes and goes; nothing goes unless that is chosen. */
export function ReimportChanges({ apiId, source, preview, onApplied }: ReimportChangesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useForm({ defaultValues: { removeMissing: false }, shouldFocusError: false });
  const removeMissing = useWatch({ control: form.control, name: "removeMissing" });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values) => {
    const body = { source, ...values, compared: preview.version };
    await callApi(`/api/apis/${apiId}/import`, { method: "POST", body });
    toast.success(text.applied);
    onApplied();
  });
  useEffect(() => heading.current?.focus(), []);
  const { added, changed, removed, unchanged, notes } = preview;
  const isNothing = added.length + changed.length + removed.length === 0;

  return (
    <section className="space-y-5 border-t pt-6">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-heading">
        {text.changesTitle}
      </h2>
      {isNothing && <p>{text.noChanges}</p>}
      <Group title={text.groups.added} operations={added} />
      <Group
        title={text.groups.changed}
        operations={changed.map((one) => ({ ...one, aside: one.parts.map(partName).join(", ") }))}
      />
      <Group title={text.groups.removed} operations={removed} />
      {unchanged > 0 && <p className="text-muted text-sm">{text.unchanged(unchanged)}</p>}
      <NotesList notes={notes} />
      {!isNothing && (
        <AdminForm onSubmit={onSubmit}>
          {removed.length > 0 && (
            <Checkbox
              label={text.removeMissing}
              hint={removeMissing ? text.removedGo : text.removedKept}
              {...form.register("removeMissing")}
            />
          )}
          <FormFailure failure={failure} />
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              pending={isSubmitting || (isSubmitSuccessful && !failure)}
            >
              {text.apply}
            </Button>
          </FormActions>
        </AdminForm>
      )}
    </section>
  );
}

function partName(part: OperationPart): string {
  return text.parts[part];
}

function Group({
  title,
  operations,
}: {
  title: string;
  operations: Parameters<typeof OperationLines>[0]["operations"];
}) {
  if (operations.length === 0) return null;
  return (
    <div className="space-y-2">
      <h3 className="font-semibold text-subheading">
        {title} ({operations.length.toLocaleString("en")})
      </h3>
      <OperationLines label={title} operations={operations} />
    </div>
  );
}
