"use client";

import { type ReactNode, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { signUpInput } from "@/lib/users/schema";
import { AuthForm } from "./auth-form";
import { PasswordInput } from "./password-input";
import { useAuthForm } from "./use-auth-form";

const texts = entranceMessages.signUp;

interface SignUpFormProps {
  /** Whether mails leave this portal. */
  sendsMail: boolean;
  /** How long the link works. */
  linkHours: number;
  /** Other ways to an account, shown until a mail is on its way. */
  children?: ReactNode;
}

/** Opens an account, which the mailed link then confirms. */
export function SignUpForm({ sendsMail, linkHours, children }: SignUpFormProps) {
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const { register, errors, frame } = useAuthForm({
    schema: signUpInput,
    defaults: { name: "", email: "", password: "" },
    fields: ["name", "email", "password"],
    async send(values) {
      await callApi("/api/sign-up", { method: "POST", body: values });
      setMailedTo(values.email);
    },
  });
  if (mailedTo !== null) return <Mailed {...{ email: mailedTo, sendsMail, linkHours }} />;
  return (
    <>
      <AuthForm {...frame} submitLabel={texts.submit}>
        <Field label={entranceMessages.name} error={errors.name?.message} required>
          <Input {...register("name")} autoComplete="name" />
        </Field>
        <Field label={entranceMessages.email} error={errors.email?.message} required>
          <Input {...register("email")} type="email" autoComplete="username" inputMode="email" />
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
      {children}
    </>
  );
}

function Mailed({ email, sendsMail, linkHours }: Omit<SignUpFormProps, "children"> & { email: string }) {
  const [pending, setPending] = useState(false);

  async function sendAgain() {
    setPending(true);
    try {
      await callApi("/api/confirm/mails", { method: "POST", body: { email } });
      toast.success(texts.sentAgain);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : entranceMessages.failed);
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="space-y-4">
      <Alert tone="success" title={entranceMessages.mailed.title}>
        <p className="break-words">{texts.mailed(email, linkHours)}</p>
        {!sendsMail && <p>{entranceMessages.mailed.noServer}</p>}
      </Alert>
      <Button pending={pending} onClick={sendAgain}>
        {texts.again}
      </Button>
    </div>
  );
}
