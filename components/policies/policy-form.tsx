"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { AdminForm } from "@/components/admin/admin-form";
import { FormSection } from "@/components/admin/form-section";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { policyMessages } from "@/lib/messages/en/policies";
import {
  type PolicyDocument,
  type PolicyDocumentInput,
  type PolicyScope,
  policyDocument,
  switches,
} from "@/lib/policies/schema";
import { AccessSection } from "./access-section";
import { ChangeList } from "./change-list";
import { CorsSection } from "./cors-section";
import { LimitsSection } from "./limits-section";
import { TokenSection } from "./token-section";

const text = policyMessages.form;
const switchOptions = switches.map((value) => ({ value, label: text.switches[value] }));

interface PolicyFormProps {
  scope: PolicyScope;
  targetId: string;
  document: PolicyDocument;
}

/** One scope's policy. */
export function PolicyForm({ scope, targetId, document }: PolicyFormProps) {
  const router = useRouter();
  const form = useForm<PolicyDocumentInput, unknown, PolicyDocument>({
    resolver: zodResolver(policyDocument),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: document,
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (values, edit) => {
    await callApi(`/api/policies/${scope}/${targetId}`, { method: "PUT", body: values, edit });
    form.reset(values);
    toast.success(text.saved, text.savedHint);
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <FormProvider {...form}>
      <AdminForm onSubmit={onSubmit} className="max-w-4xl">
        <AccessSection />
        <TokenSection />
        {scope !== "product" && <CorsSection />}
        <LimitsSection />
        <FormSection title={text.request} description={text.requestHint}>
          <Field
            label={text.limitBytes}
            hint={text.limitBytesHint}
            error={errors.request?.limitBytes?.message}
            className="max-w-80"
          >
            <Input {...form.register("request.limitBytes")} inputMode="numeric" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text.rewrite} hint={text.rewriteHint} error={errors.request?.rewrite?.message}>
              <Input {...form.register("request.rewrite")} mono autoComplete="off" spellCheck={false} />
            </Field>
            <Field label={text.validateBody}>
              <Select {...form.register("request.validateBody")} options={switchOptions} />
            </Field>
          </div>
          <ChangeList title={text.requestHeaders} name="request.headers" kind="header" />
          <ChangeList title={text.query} name="request.query" kind="query" />
        </FormSection>
        <FormSection title={text.response} description={text.responseHint}>
          <Field label={text.mock} className="max-w-80">
            <Select {...form.register("response.mock")} options={switchOptions} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={text.cache} hint={text.cacheHint}>
              <Select {...form.register("response.cache.mode")} options={switchOptions} />
            </Field>
            <Field
              label={text.cacheSeconds}
              hint={text.cacheSecondsHint}
              error={errors.response?.cache?.seconds?.message}
            >
              <Input {...form.register("response.cache.seconds")} inputMode="numeric" />
            </Field>
          </div>
          <ChangeList title={text.responseHeaders} name="response.headers" kind="header" />
        </FormSection>
        <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} sticky />
      </AdminForm>
    </FormProvider>
  );
}
