"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useIsLive } from "@/components/ui/use-is-live";
import { readSignInFailure } from "@/lib/auth/schema";
import { authMessages } from "@/lib/messages/en/auth";
import { type SignInInput, signInInput } from "@/lib/users/schema";
import { explainFailure } from "./explain-failure";
import { PasswordInput } from "./password-input";

interface SignInFormProps {
  /** A path of our own to go to afterwards. */
  callbackPath: string;
  /** The address that sign-ins are taken from. */
  publicUrl: string;
  /** Why an earlier attempt failed, from the page's address. */
  failure: string | null;
}

/** Email and password; both stay typed when they were wrong. */
export function SignInForm({ callbackPath, publicUrl, failure }: SignInFormProps) {
  const [message, setMessage] = useState(failure);
  const live = useIsLive();
  const { register, handleSubmit, setFocus, formState } = useForm<SignInInput>({
    resolver: zodResolver(signInInput),
    mode: "onTouched",
  });
  const { errors, isSubmitting } = formState;

  async function submit(credentials: SignInInput) {
    setMessage(null);
    const failed = await requestSignIn(credentials, publicUrl);
    if (failed === null) {
      // A whole new page, so that nothing rendered for a guest is left.
      window.location.assign(callbackPath);
      return new Promise<void>(() => {});
    }
    setMessage(failed);
    setFocus("password", { shouldSelect: true });
  }

  return (
    <form method="post" noValidate onSubmit={handleSubmit(submit)} className="space-y-4">
      {message !== null && <Alert tone="danger">{message}</Alert>}
      <Field label={authMessages.signIn.email} error={errors.email?.message}>
        <Input {...register("email")} type="email" autoComplete="username" inputMode="email" />
      </Field>
      <Field label={authMessages.signIn.password} error={errors.password?.message}>
        <PasswordInput {...register("password")} autoComplete="current-password" />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        disabled={!live}
        pending={isSubmitting}
      >
        {authMessages.signIn.submit}
      </Button>
    </form>
  );
}

/** Null when signed in, else what to say. What asks is loaded only now. */
async function requestSignIn(credentials: SignInInput, publicUrl: string): Promise<string | null> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { ...credentials, callbackUrl: "/", redirect: false });
    if (answer?.ok && !answer.error) return null;
    return explainFailure(readSignInFailure(answer?.error ?? "internal"));
  } catch {
    // No answer, or one that is not next-auth's: refused because of where it came from.
    const elsewhere = window.location.origin !== publicUrl;
    return elsewhere ? authMessages.otherAddress(publicUrl) : authMessages.unreachable;
  }
}
