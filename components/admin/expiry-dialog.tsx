"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTimeZone } from "@/components/ui/time-zone";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { governMessages as text } from "@/lib/messages/en/govern";
import type { GovernedSubscription } from "@/lib/subscriptions/govern-schema";
import { DateField } from "./date-field";
import { dayOf, endOfDay } from "./day-in-zone";
import { useEdit } from "./edited";
import { FormFailure } from "./form-failure";
import { failureOf, type SaveFailure } from "./use-save";

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
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const [dayError, setDayError] = useState<string>();
  const editOf = useEdit();

  async function save(isOver = false) {
    setPending(true);
    setFailure(null);
    setDayError(undefined);
    try {
      await callApi(`/api/subscriptions/${id}/expiry`, {
        method: "PUT",
        body: { expiresAt: endOfDay(day, zone) },
        edit: editOf(isOver),
      });
      toast.success(text.expirySet(name));
      onClose();
      onDone();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const [first] = error.details.errors;
      if (first) return setDayError(first.message);
      setFailure(
        failureOf(error, { reload: () => window.location.reload(), saveOver: () => void save(true) }),
      );
    } finally {
      setPending(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void save();
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
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <DateField value={day} onChange={setDay} error={dayError} />
        <FormFailure failure={failure} />
      </form>
    </Dialog>
  );
}
