"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { teamMessages as text } from "@/lib/messages/en/teams";
import { addMemberInput, type OwnSubscription, teamPerson } from "@/lib/subscriptions/schema";

interface TeamDialogProps {
  subscription: OwnSubscription;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => Promise<void>;
}

type Person = OwnSubscription["owner"];

/** The people of a subscription, for its owner: add by email, remove, hand the ownership over. */
export function TeamDialog({ subscription, open, onOpenChange, onChanged }: TeamDialogProps) {
  const { id, name, owner, members } = subscription;
  const [heir, setHeir] = useState<Person | null>(null);
  const [pending, setPending] = useState<string | null>(null);

  async function remove(member: Person) {
    setPending(member.id);
    try {
      await callApi(`/api/subscriptions/${id}/members/${member.id}`, { method: "DELETE" });
      toast.success(text.removed(member.name));
      await onChanged();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast.error(error.details.detail);
    } finally {
      setPending(null);
    }
  }

  async function handOver(member: Person) {
    await callApi(`/api/subscriptions/${id}/owner`, { method: "PUT", body: { userId: member.id } });
    toast.success(text.handedOver(member.name));
    onOpenChange(false);
    await onChanged();
  }

  return (
    <>
      <Dialog
        open={open}
        onOpenChange={onOpenChange}
        title={text.title(name)}
        description={text.description}
        size="lg"
      >
        <ul aria-label={text.people} className="mb-5 divide-y rounded-lg border text-sm">
          <li className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
            <PersonName person={owner} note={text.you} />
            <Badge>{text.owner}</Badge>
          </li>
          {members.map((member) => (
            <li key={member.id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
              <PersonName person={member} />
              <span className="flex gap-2">
                <Button size="sm" aria-label={text.handOverOf(member.name)} onClick={() => setHeir(member)}>
                  {text.handOver}
                </Button>
                <Button
                  size="sm"
                  aria-label={text.removeOf(member.name)}
                  pending={pending === member.id}
                  onClick={() => void remove(member)}
                >
                  {text.remove}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        <AddMemberForm subscriptionId={id} onAdded={onChanged} />
      </Dialog>
      {heir && (
        <ConfirmDialog
          open
          onOpenChange={() => setHeir(null)}
          title={text.handOverTitle(heir.name)}
          consequence={text.handOverConsequence(heir.name)}
          confirmLabel={text.handOver}
          onConfirm={() => handOver(heir)}
        />
      )}
    </>
  );
}

function PersonName({ person, note }: { person: Person; note?: string }) {
  return (
    <span className="min-w-0">
      <span className="break-words">{person.name}</span>
      {note && <span className="text-muted"> ({note})</span>}
      <span className="block break-all text-muted text-xs">{person.email}</span>
    </span>
  );
}

function AddMemberForm({
  subscriptionId,
  onAdded,
}: {
  subscriptionId: string;
  onAdded: () => Promise<void>;
}) {
  const form = useForm({
    resolver: zodResolver(addMemberInput),
    mode: "onSubmit",
    defaultValues: { email: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (body) => {
    try {
      const path = `/api/subscriptions/${subscriptionId}/members`;
      const { name } = await callApi(path, { method: "POST", body, schema: teamPerson });
      form.reset();
      toast.success(text.added(name));
      await onAdded();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      form.setError("email", { message: error.details.errors[0]?.message ?? error.details.detail });
    }
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-3">
      <Field
        label={text.email}
        hint={text.emailHint}
        error={errors.email?.message}
        className="min-w-56 flex-1"
      >
        <Input {...form.register("email")} type="email" autoComplete="off" spellCheck={false} />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting} className="mt-6">
        {text.add}
      </Button>
    </form>
  );
}
