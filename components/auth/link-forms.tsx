"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { callApi } from "@/lib/http/api-client";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { acceptInput, confirmInput, resetInput } from "@/lib/users/schema";
import { AuthForm } from "./auth-form";
import { PasswordInput } from "./password-input";
import { goTo, useAuthForm } from "./use-auth-form";

/** The forms that mailed links lead to. Each ends signed in. */

interface LinkFormProps {
  token: string;
  /** Whose account it is, for password managers. */
  email: string;
}

const Owner = ({ email }: { email: string }) => (
  <input hidden readOnly name="username" autoComplete="username" value={email} />
);

/** The password chosen at sign-up opens the account. */
export function ConfirmForm({ token, email }: LinkFormProps) {
  const { register, errors, frame } = useAuthForm({
    schema: confirmInput,
    defaults: { token, password: "" },
    fields: ["password"],
    async send(values) {
      await callApi("/api/confirm", { method: "POST", body: values });
      await goTo("/");
    },
  });
  return (
    <AuthForm {...frame} submitLabel={entranceMessages.confirm.submit}>
      <Owner email={email} />
      <Field label={entranceMessages.password} error={errors.password?.message} required>
        <PasswordInput {...register("password")} autoComplete="current-password" />
      </Field>
    </AuthForm>
  );
}

/** A new password. */
export function ResetForm({ token, email }: LinkFormProps) {
  const { register, errors, frame } = useAuthForm({
    schema: resetInput,
    defaults: { token, password: "" },
    fields: ["password"],
    async send(values) {
      await callApi("/api/reset", { method: "POST", body: values });
      await goTo("/");
    },
  });
  return (
    <AuthForm {...frame} submitLabel={entranceMessages.reset.submit}>
      <Owner email={email} />
      <Field
        label={entranceMessages.newPassword}
        hint={entranceMessages.passwordHint}
        error={errors.password?.message}
        required
      >
        <PasswordInput {...register("password")} autoComplete="new-password" />
      </Field>
    </AuthForm>
  );
}

/** Name and password of somebody who was invited. */
export function InvitationForm({ token, email, name }: LinkFormProps & { name: string }) {
  const { register, errors, frame } = useAuthForm({
    schema: acceptInput,
    defaults: { token, name, password: "" },
    fields: ["name", "password"],
    async send(values) {
      await callApi("/api/invitation", { method: "POST", body: values });
      await goTo("/");
    },
  });
  return (
    <AuthForm {...frame} submitLabel={entranceMessages.invitation.submit}>
      <Owner email={email} />
      <Field label={entranceMessages.name} error={errors.name?.message} required>
        <Input {...register("name")} autoComplete="name" />
      </Field>
      <Field
        label={entranceMessages.password}
        hint={entranceMessages.passwordHint}
        error={errors.password?.message}
        required
      >
        <PasswordInput {...register("password")} autoComplete="new-password" />
      </Field>
    </AuthForm>
  );
}
