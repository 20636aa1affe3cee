"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { callApi } from "@/lib/http/api-client";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { mailRequest } from "@/lib/users/schema";
import { AuthForm } from "./auth-form";
import { useAuthForm } from "./use-auth-form";

interface MailRequestFormProps {
  /** What is asked for: the confirmation of an email, or a new password. */
  about: "confirm" | "reset";
  /** Whether mails leave this portal. */
  sendsMail: boolean;
}

/** Asks for a mail with a link. What it says afterwards is the same for every address. */
export function MailRequestForm({ about, sendsMail }: MailRequestFormProps) {
  const [asked, setAsked] = useState(false);
  const { register, errors, frame } = useAuthForm({
    schema: mailRequest,
    defaults: { email: "" },
    fields: ["email"],
    async send(values) {
      await callApi(`/api/${about}/mails`, { method: "POST", body: values });
      setAsked(true);
    },
  });
  if (asked) {
    return (
      <Alert tone="success" title={entranceMessages.mailed.title}>
        <p>{entranceMessages[about].asked}</p>
        {!sendsMail && <p>{entranceMessages.mailed.noServer}</p>}
      </Alert>
    );
  }
  return (
    <AuthForm {...frame} submitLabel={entranceMessages[about].ask}>
      <Field label={entranceMessages.email} error={errors.email?.message} required>
        <Input {...register("email")} type="email" autoComplete="username" inputMode="email" />
      </Field>
    </AuthForm>
  );
}
