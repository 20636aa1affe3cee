"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { ApiProblem, callApi } from "@/lib/http/api-client";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { uiMessages } from "@/lib/messages/en/ui";
import { type OwnSubscription, renameInput } from "@/lib/subscriptions/schema";

interface RenameDialogProps {
  subscription: OwnSubscription;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => Promise<void>;
}

export function RenameDialog({ subscription, open, onOpenChange, onChanged }: RenameDialogProps) {
  const { id, name } = subscription;
  const form = useForm({
    resolver: zodResolver(renameInput),
    mode: "onTouched",
    defaultValues: { name },
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await callApi(`/api/subscriptions/${id}`, { method: "PATCH", body: values });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      form.setError("name", { message: error.details.errors[0]?.message ?? error.message });
      return;
    }
    onOpenChange(false);
    toast.success(text.renamed(values.name));
    await onChanged();
  });

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={text.renameTitle(name)}>
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field
          label={text.nameLabel}
          hint={text.nameHint}
          required
          {...(errors.name?.message !== undefined && { error: errors.name.message })}
        >
          <Input {...form.register("name")} autoComplete="off" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{uiMessages.cancel}</Button>
          <Button type="submit" variant="primary" pending={isSubmitting}>
            {text.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
