"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useIsLive } from "@/components/ui/use-is-live";
import { callApi } from "@/lib/http/api-client";
import { authMessages } from "@/lib/messages/en/auth";
import { type FirstAdminInput, firstAdminInput } from "@/lib/users/schema";
import { PasswordInput } from "./password-input";
import { showProblem } from "./show-problem";

const texts = authMessages.setup;

/** Creates the first administrator's account, which is then signed in. */
export function SetupForm({ token }: { token: string }) {
  const live = useIsLive();
  const form = useForm<FirstAdminInput>({ resolver: zodResolver(firstAdminInput), mode: "onTouched" });
  const { register, handleSubmit, formState } = form;
  const { errors, isSubmitting } = formState;

  async function submit(input: FirstAdminInput) {
    try {
      await callApi("/api/setup", { method: "POST", body: { ...input, token } });
    } catch (error) {
      return showProblem(form, ["name", "email", "password"], error, texts.failed);
    }
    window.location.assign("/admin");
    return new Promise<void>(() => {});
  }

  return (
    <form method="post" noValidate onSubmit={handleSubmit(submit)} className="space-y-4">
      {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
      <Field label={texts.name} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="name" />
      </Field>
      <Field label={texts.email} error={errors.email?.message} required>
        <Input {...register("email")} type="email" autoComplete="username" inputMode="email" />
      </Field>
      <Field label={texts.password} hint={texts.passwordHint} error={errors.password?.message} required>
        <PasswordInput {...register("password")} autoComplete="new-password" />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        disabled={!live}
        pending={isSubmitting}
      >
        {texts.submit}
      </Button>
    </form>
  );
}
