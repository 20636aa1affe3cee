"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AdminForm } from "@/components/admin/admin-form";
import { SaveBar } from "@/components/admin/save-bar";
import { useSave } from "@/components/admin/use-save";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { notificationMessages } from "@/lib/messages/en/notifications";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import { notificationNames } from "@/lib/notifications/events-schema";
import { type MadeWebhook, madeWebhook, type WebhookInput, webhookInput } from "@/lib/webhooks/schema";

const listPath = "/admin/notifications/webhooks";

/** Adds a webhook, whose secret is then shown once, or changes one. */
export function WebhookForm({ id, webhook }: { id?: string; webhook?: WebhookInput }) {
  const router = useRouter();
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const form = useForm<z.input<typeof webhookInput>, unknown, WebhookInput>({
    resolver: zodResolver(webhookInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: webhook ?? { name: "", url: "", events: [], active: true },
  });
  const { register } = form;
  const { errors, isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (body, edit) => {
    if (id === undefined) {
      setMade(await callApi("/api/webhooks", { method: "POST", body, schema: madeWebhook }));
    } else {
      await callApi(`/api/webhooks/${id}`, { method: "PUT", body, edit });
      toast.success(text.saved);
      router.refresh();
    }
    form.reset(body);
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <Field label={text.name} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="off" />
      </Field>
      <Field label={text.url} hint={text.urlHint} error={errors.url?.message} required>
        <Input {...register("url")} type="url" mono autoComplete="off" spellCheck={false} />
      </Field>
      <CheckboxGroup
        legend={text.events}
        error={errors.events?.message}
        filterFrom={99}
        options={notificationNames.map((event) => ({
          value: event,
          label: notificationMessages.events[event],
        }))}
        {...register("events")}
      />
      <Checkbox label={text.active} hint={text.activeHint} {...register("active")} />
      <SaveBar saving={isSubmitting} changed={isDirty} failure={failure} cancelHref={listPath} />
      {made && (
        <ShownOnceDialog
          open
          title={text.secretTitle}
          warning={text.secretOnce}
          secrets={[{ label: text.secretLabel, masked: "whsec_••••••••••••", value: made.secret }]}
          onClose={() => router.push(`${listPath}/${made.id}`)}
        />
      )}
    </AdminForm>
  );
}
