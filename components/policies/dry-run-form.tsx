"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { useSave } from "@/components/admin/use-save";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DescriptionList } from "@/components/ui/description-list";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { callApi } from "@/lib/http/api-client";
import { dryRunMessages as text } from "@/lib/messages/en/policies-effective";
import { type DryRunInput, type DryRunStep, dryRunInput, dryRunSteps } from "@/lib/policies/dry-run-schema";

interface DryRunFormProps {
  method: DryRunInput["method"];
  target: string;
  subscriptions: readonly { id: string; name: string; product: string; owner: string }[];
}

/** Asks what would become of a call, and shows the steps. */
export function DryRunForm({ method, target, subscriptions }: DryRunFormProps) {
  const [steps, setSteps] = useState<DryRunStep[] | null>(null);
  const form = useForm<z.input<typeof dryRunInput>, unknown, DryRunInput>({
    resolver: zodResolver(dryRunInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: {
      method,
      target,
      headers: "",
      clientAddress: "127.0.0.1",
      subscriptionId: subscriptions[0]?.id ?? "",
    },
  });
  const { errors, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (body) => {
    const answer = await callApi("/api/policies/dry-run", { method: "POST", body, schema: dryRunSteps });
    setSteps(answer.steps);
  });
  const options = [
    ...subscriptions.map(({ id, name, product, owner }) => ({
      value: id,
      label: text.subscriptionOf(name, product, owner),
    })),
    { value: "", label: text.noKey },
  ];

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-4xl">
      <FormSection title={text.title} description={text.hint}>
        <Field label={text.subscription} error={errors.subscriptionId?.message}>
          <Select {...form.register("subscriptionId")} options={options} />
        </Field>
        <Field label={text.target} hint={text.targetHint} error={errors.target?.message} required>
          <Input {...form.register("target")} mono autoComplete="off" spellCheck={false} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-[14rem_1fr]">
          <Field label={text.address} error={errors.clientAddress?.message} required>
            <Input {...form.register("clientAddress")} mono autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={text.headers} hint={text.headersHint} error={errors.headers?.message} optional>
            <Textarea {...form.register("headers")} mono rows={2} />
          </Field>
        </div>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {text.run}
        </Button>
        {failure && (
          <Alert tone="danger" title={text.failed}>
            {failure.message}
          </Alert>
        )}
        <section aria-label={text.result} aria-live="polite">
          {steps && (
            <DescriptionList items={steps.map(({ step, verdict }) => ({ term: step, detail: verdict }))} />
          )}
        </section>
      </FormSection>
    </AdminForm>
  );
}
