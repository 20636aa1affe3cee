"use client";

import { type FormEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { governMessages as text } from "@/lib/messages/en/govern";
import type { GovernedSubscription } from "@/lib/subscriptions/govern-schema";

interface DeclineRenewalDialogProps {
  subscription: GovernedSubscription;
  onClose: () => void;
  onDone: () => void;
}

/** Leaves a subscription's end as it is, with the reason that its developer gets. */
export function DeclineRenewalDialog({
  subscription: { id, name },
  onClose,
  onDone,
}: DeclineRenewalDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ ofField: boolean; message: string } | null>(null);

  async function decline(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setFailure(null);
    try {
      await callApi(`/api/subscriptions/${id}/renewal/refusal`, { method: "POST", body: { reason } });
      toast.success(text.renewalDeclined(name));
      onClose();
      onDone();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const [first] = error.details.errors;
      setFailure({ ofField: first !== undefined, message: first?.message ?? error.details.detail });
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.declineRenewalTitle(name)}
      description={text.declineRenewalConsequence}
      footer={
        <>
          <Button onClick={onClose}>{text.keep}</Button>
          <Button type="submit" form={formId} variant="danger" pending={pending}>
            {text.declineRenewal}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={decline} noValidate className="space-y-4">
        <Field
          label={text.reason}
          hint={text.reasonHint}
          error={failure?.ofField ? failure.message : undefined}
          required
        >
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {failure && !failure.ofField && <Alert tone="danger">{failure.message}</Alert>}
      </form>
    </Dialog>
  );
}
