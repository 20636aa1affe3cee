"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { type PasswordGiven, type ProviderButton, passwordGiven } from "@/lib/identities/schema";
import { identityMessages } from "@/lib/messages/en/identities";
import { PasswordInput } from "./password-input";
import { showProblem } from "./show-problem";

const text = identityMessages.own;

interface LinkIdentityProps {
  provider: ProviderButton;
  email: string;
  /** Leads away from here, or throws why not. */
  onLink: (currentPassword: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the password before another way in is made. */
export function LinkIdentityDialog({ provider, email, onLink, onClose }: LinkIdentityProps) {
  const formId = useId();
  const form = useForm<PasswordGiven>({
    resolver: zodResolver(passwordGiven),
    mode: "onTouched",
    defaultValues: { currentPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ currentPassword }) => {
    try {
      await onLink(currentPassword);
    } catch (error) {
      showProblem(form, ["currentPassword"], error, text.started);
    }
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.link(provider.name)}
      footer={
        <>
          <Button onClick={onClose}>{identityMessages.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {text.goOn(provider.name)}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" noValidate onSubmit={submit} className="space-y-4 text-sm">
        <p>{text.linkConsequence}</p>
        {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
        <input hidden readOnly name="username" autoComplete="username" value={email} />
        <Field label={text.yourPassword} error={errors.currentPassword?.message} required>
          <PasswordInput {...form.register("currentPassword")} autoComplete="current-password" />
        </Field>
      </form>
    </Dialog>
  );
}
