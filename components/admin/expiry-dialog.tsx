"use client";

import { type FormEvent, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTimeZone } from "@/components/ui/time-zone";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { governMessages as text } from "@/lib/messages/en/govern";
import type { GovernedSubscription } from "@/lib/subscriptions/govern-schema";
import { DateField } from "./date-field";
import { dayOf, endOfDay } from "./day-in-zone";

interface ExpiryDialogProps {
  subscription: GovernedSubscription;
  onClose: () => void;
  onDone: () => void;
}

/** Sets, moves or takes away the day that a subscription ends on. */
export function ExpiryDialog({
  subscription: { id, name, expiresAtMs },
  onClose,
  onDone,
}: ExpiryDialogProps) {
  const formId = useId();
  const zone = useTimeZone();
  const [day, setDay] = useState(() => dayOf(expiresAtMs, zone));
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ ofField: boolean; message: string } | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setFailure(null);
    try {
      await callApi(`/api/subscriptions/${id}/expiry`, {
        method: "PUT",
        body: { expiresAt: endOfDay(day, zone) },
      });
      toast.success(text.expirySet(name));
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
      title={text.setExpiryTitle(name)}
      footer={
        <>
          <Button onClick={onClose}>{text.keep}</Button>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {text.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} noValidate className="space-y-4">
        <DateField value={day} onChange={setDay} error={failure?.ofField ? failure.message : undefined} />
        {failure && !failure.ofField && <Alert tone="danger">{failure.message}</Alert>}
      </form>
    </Dialog>
  );
}
