"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { toast } from "@/components/ui/toast";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import { callApi } from "@/lib/http/api-client";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { newUserInput } from "@/lib/users/govern-schema";
import { AdminForm } from "./admin-form";
import { SaveBar } from "./save-bar";
import { useSave } from "./use-save";
import { UserFields } from "./user-fields";

/** Invites somebody by mail. Where no mail leaves, the next step is in the outbox. */
export function InviteUserForm({ sendsMail }: { sendsMail: boolean }) {
  const router = useRouter();
  const form = useForm<z.input<typeof newUserInput>, unknown, z.output<typeof newUserInput>>({
    resolver: zodResolver(newUserInput),
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { name: "", email: "", role: "developer" },
  });
  const { isDirty, isSubmitting } = form.formState;
  const { onSubmit, failure } = useSave(form, async (input) => {
    await callApi("/api/users/invitations", { method: "POST", body: input });
    form.reset(form.getValues());
    toast.success(sendsMail ? text.invited(input.email) : text.inviteWaiting(input.email));
    router.push(sendsMail ? "/admin/users" : "/admin/notifications/outbox");
    router.refresh();
  });
  useUnsavedChanges(isDirty);

  return (
    <AdminForm onSubmit={onSubmit} className="max-w-2xl">
      <UserFields form={form} />
      <SaveBar
        saving={isSubmitting}
        changed={isDirty}
        failure={failure}
        cancelHref="/admin/users"
        saveLabel={text.inviteSubmit}
      />
    </AdminForm>
  );
}
