"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { audienceOf, type MailEvent, namesOf } from "@/lib/notifications/events-schema";
import { type RuleInput, ruleInput, type TemplateInput } from "@/lib/notifications/schema";
import { fillTemplate } from "@/lib/notifications/template-schema";

interface RuleFormProps {
  event: MailEvent;
  rule: RuleInput;
  /** The text that Gatehouse comes with. */
  original: TemplateInput;
  portal: string;
}

/** Whom an event's mail goes to, and what it says, with a preview. */
export function RuleForm({ event, rule, original, portal }: RuleFormProps) {
  const router = useRouter();
  const form = useForm<RuleInput>({
    resolver: zodResolver(ruleInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: rule,
  });
  const { register, setValue, watch } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi(`/api/notifications/${event}`, { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.saved);
    router.refresh();
  });
  useUnsavedChanges(isDirty);
  const [subject, body] = watch(["subject", "body"]);
  const isOriginal = subject === original.subject && body === original.body;
  const audience = audienceOf(event);
  const copyFault = errors.copies?.message ?? errors.copies?.find?.((one) => one?.message)?.message;

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-3xl">
      {audience === "account" ? (
        <p className="text-muted text-sm">{text.alwaysMailed}</p>
      ) : (
        <FormSection title={text.receivers}>
          <Checkbox
            label={text.mailed(text.audiences[audience])}
            hint={text.mailedHint}
            {...register("mailed")}
          />
          <Field label={text.copies} hint={text.copiesHint} error={copyFault} optional>
            <Textarea
              {...register("copies", { setValueAs: linesOf })}
              defaultValue={rule.copies.join("\n")}
              rows={2}
              spellCheck={false}
            />
          </Field>
        </FormSection>
      )}
      <FormSection
        title={text.text}
        description={`${text.textHint} ${namesOf(event)
          .map((name) => `{{${name}}}`)
          .join(", ")}`}
        actions={
          <Button
            size="sm"
            disabled={isOriginal}
            onClick={() => {
              setValue("subject", original.subject, { shouldDirty: true, shouldValidate: true });
              setValue("body", original.body, { shouldDirty: true, shouldValidate: true });
            }}
          >
            {text.reset}
          </Button>
        }
      >
        <Field label={text.subject} error={errors.subject?.message} required>
          <Input {...register("subject")} />
        </Field>
        <Field label={text.body} error={errors.body?.message} required>
          <Textarea {...register("body")} rows={12} />
        </Field>
      </FormSection>
      <Preview {...{ subject, body, portal }} />
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} cancelHref="/admin/notifications" />
    </AdminForm>
  );
}

function Preview({ subject, body, portal }: TemplateInput & { portal: string }) {
  const values = { ...text.examples, portal };
  return (
    <FormSection title={text.preview} description={text.previewHint}>
      <p className="break-words font-semibold text-sm">{fillTemplate(subject, values)}</p>
      <p className="whitespace-pre-wrap break-words text-sm">{fillTemplate(body, values)}</p>
    </FormSection>
  );
}

/** One address a line; the form keeps them as a list. */
function linesOf(value: string | readonly string[]): string[] {
  const lines = typeof value === "string" ? value.split(/[\n,]/) : value;
  return lines.map((line) => line.trim()).filter(Boolean);
}
