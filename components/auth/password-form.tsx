"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { useIsLive } from "@/components/ui/use-is-live";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { profileMessages } from "@/lib/messages/en/profile";
import { type PasswordChangeInput, passwordChangeInput } from "@/lib/users/schema";
import { PasswordInput } from "./password-input";
import { showProblem } from "./show-problem";

const texts = profileMessages.password;
const empty: PasswordChangeInput = { currentPassword: "", newPassword: "" };

/** Sets a new password. The route answers with a new session for this browser; every other one ends. */
export function PasswordForm({ email }: { email: string }) {
  const live = useIsLive();
  const form = useForm<PasswordChangeInput>({
    resolver: zodResolver(passwordChangeInput),
    mode: "onTouched",
    defaultValues: empty,
  });
  const { register, handleSubmit, reset, formState } = form;
  const { errors, isDirty, isSubmitting } = formState;
  useUnsavedChanges(isDirty && !isSubmitting);

  async function submit(input: PasswordChangeInput) {
    try {
      await callApi("/api/profile/password", { method: "PUT", body: input });
    } catch (error) {
      return showProblem(form, ["currentPassword", "newPassword"], error, profileMessages.failed);
    }
    reset(empty);
    toast.success(texts.changed, texts.changedDetail);
  }

  return (
    <form method="post" noValidate onSubmit={handleSubmit(submit)}>
      {/* What is typed before the script runs would be lost. */}
      <fieldset disabled={!live} className="min-w-0 space-y-4">
        {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
        {/* For password managers: whose password this is. */}
        <input hidden readOnly name="username" autoComplete="username" value={email} />
        <Field label={texts.current} error={errors.currentPassword?.message} required>
          <PasswordInput {...register("currentPassword")} autoComplete="current-password" />
        </Field>
        <Field label={texts.next} hint={texts.nextHint} error={errors.newPassword?.message} required>
          <PasswordInput {...register("newPassword")} autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {texts.submit}
        </Button>
      </fieldset>
    </form>
  );
}
