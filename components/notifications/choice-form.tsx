"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { toast } from "@/components/ui/toast";
import { useIsLive } from "@/components/ui/use-is-live";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { notificationMessages } from "@/lib/messages/en/notifications";
import { profileMessages } from "@/lib/messages/en/profile";
import type { NotificationEvent } from "@/lib/notifications/events-schema";
import { choiceInput } from "@/lib/notifications/schema";

const texts = notificationMessages.choice;

interface ChoiceFormProps {
  /** Those that can be chosen, and those that are. */
  events: readonly NotificationEvent[];
  wanted: NotificationEvent[];
}

/** Which events somebody gets mail about. */
export function ChoiceForm({ events, wanted }: ChoiceFormProps) {
  const live = useIsLive();
  const form = useForm<z.infer<typeof choiceInput>>({
    resolver: zodResolver(choiceInput),
    defaultValues: { events: wanted },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await callApi("/api/profile/notifications", { method: "PUT", body: values });
    } catch (error) {
      const message = error instanceof ApiProblem ? error.message : profileMessages.failed;
      return form.setError("root", { message });
    }
    form.reset(values);
    toast.success(texts.saved);
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      <fieldset disabled={!live} className="min-w-0 space-y-4">
        {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
        <CheckboxGroup
          legend={texts.legend}
          filterFrom={99}
          options={events.map((event) => ({ value: event, label: notificationMessages.events[event] }))}
          {...form.register("events")}
        />
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {texts.submit}
        </Button>
      </fieldset>
    </form>
  );
}
