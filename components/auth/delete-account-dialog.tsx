"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useId } from "react";
import { useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { callApi } from "@/lib/http/api-client";
import { deletionMessages as text } from "@/lib/messages/en/deletion";
import { type DeletionInput, deletionInput } from "@/lib/users/schema";
import { PasswordInput } from "./password-input";
import { showProblem } from "./show-problem";
import { goTo } from "./use-auth-form";

export interface DeleteAccountProps {
  email: string;
  hasPassword: boolean;
  /** Own subscriptions in use, which end with the account. */
  cancelledCount: number;
  teamCount: number;
  /** Team subscriptions that others get. */
  passedOn: readonly { id: string; name: string; to: { name: string } }[];
  onClose: () => void;
}

/** Says what is lost and what stays, and asks for the password, or the email where there is none. */
export function DeleteAccountDialog({ email, hasPassword, onClose, ...plan }: DeleteAccountProps) {
  const formId = useId();
  const form = useForm<DeletionInput>({
    resolver: zodResolver(deletionInput),
    mode: "onTouched",
    defaultValues: { confirmation: "" },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await callApi("/api/profile/deletion", { method: "POST", body: values });
    } catch (error) {
      return showProblem(form, ["confirmation"], error, text.failed);
    }
    await goTo("/");
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.question}
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" form={formId} variant="danger" pending={isSubmitting}>
            {text.confirm}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" noValidate onSubmit={submit} className="space-y-4 text-sm">
        <Consequences {...plan} />
        {errors.root?.message && <Alert tone="danger">{errors.root.message}</Alert>}
        <input hidden readOnly name="username" autoComplete="username" value={email} />
        {hasPassword ? (
          <Field label={text.password} error={errors.confirmation?.message} required>
            <PasswordInput {...form.register("confirmation")} autoComplete="current-password" />
          </Field>
        ) : (
          <Field label={text.email(email)} error={errors.confirmation?.message} required>
            <Input {...form.register("confirmation")} autoComplete="off" inputMode="email" />
          </Field>
        )}
      </form>
    </Dialog>
  );
}

type Plan = Pick<DeleteAccountProps, "cancelledCount" | "teamCount" | "passedOn">;

function Consequences({ cancelledCount, teamCount, passedOn }: Plan) {
  return (
    <>
      <Part title={text.lostTitle}>
        <li>{text.lost.person}</li>
        {cancelledCount > 0 && <li>{text.lost.cancelled(cancelledCount)}</li>}
        {teamCount > 0 && <li>{text.lost.teams(teamCount)}</li>}
      </Part>
      {passedOn.length > 0 && (
        <Part title={text.passedTitle}>
          {passedOn.map(({ id, name, to }) => (
            <li key={id}>{text.passed(name, to.name)}</li>
          ))}
          <li>{text.passedHint}</li>
        </Part>
      )}
      <Part title={text.staysTitle}>
        {text.stays.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </Part>
      <p className="font-medium">{text.noReturn}</p>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="font-semibold text-subheading">{title}</h3>
      <ul className="mt-1 list-disc space-y-1 pl-5 text-muted">{children}</ul>
    </section>
  );
}
