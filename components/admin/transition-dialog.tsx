"use client";

import { type FormEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useTimeZone } from "@/components/ui/time-zone";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { governMessages as text } from "@/lib/messages/en/govern";
import type { AdminTransition, GovernedSubscription } from "@/lib/subscriptions/govern-schema";
import { DateField } from "./date-field";
import { endOfDay } from "./day-in-zone";

interface TransitionDialogProps {
  subscription: GovernedSubscription;
  transition: AdminTransition;
  onClose: () => void;
  onDone: () => void;
}

/** Asks before a subscription changes its state, with the reason that its developer will read. */
export function TransitionDialog({
  subscription: { id, name },
  transition,
  onClose,
  onDone,
}: TransitionDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const zone = useTimeZone();
  const [day, setDay] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ field: string; message: string } | null>(null);
  const takesReason = transition === "reject" || transition === "suspend" || transition === "cancel";

  async function decide(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setFailure(null);
    try {
      await callApi(`/api/subscriptions/${id}/state`, {
        method: "POST",
        body: {
          transition,
          ...(takesReason && { reason }),
          ...(transition === "renew" && { expiresAt: endOfDay(day, zone) }),
        },
      });
      toast.success(text.done[transition](name));
      onClose();
      onDone();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const [first] = error.details.errors;
      setFailure({ field: first?.field ?? "", message: first?.message ?? error.details.detail });
    } finally {
      setPending(false);
    }
  }

  const errorOf = (field: string) => (failure?.field === field ? failure.message : undefined);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.questions[transition](name)}
      description={text.consequences[transition]}
      footer={
        <>
          <Button onClick={onClose}>{text.keep}</Button>
          <Button
            type="submit"
            form={formId}
            variant={transition === "reject" || transition === "cancel" ? "danger" : "primary"}
            pending={pending}
          >
            {text.transitions[transition]}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={decide} noValidate className="space-y-4">
        {takesReason && (
          <Field
            label={text.reason}
            hint={text.reasonHint}
            error={errorOf("reason")}
            required={transition === "reject"}
          >
            <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        {transition === "renew" && <DateField value={day} onChange={setDay} error={errorOf("expiresAt")} />}
        {failure && !["reason", "expiresAt"].includes(failure.field) && (
          <Alert tone="danger">{failure.message}</Alert>
        )}
      </form>
    </Dialog>
  );
}
