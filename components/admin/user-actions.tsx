"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { type GovernedUser, type MadePassword, madePassword } from "@/lib/users/govern-schema";
import { PasswordDialog } from "./password-dialog";

type Act = keyof typeof text.acts;

const changes = {
  block: { state: "blocked" },
  activate: { state: "active" },
  promote: { role: "admin" },
  demote: { role: "developer" },
} as const;

interface UserActionsProps {
  user: Pick<GovernedUser, "id" | "name" | "email" | "role" | "state">;
  /** Where to go when the account is gone; left out where the page goes on without it. */
  afterDelete?: string;
}

/** What an administrator can do with somebody else's account. */
export function UserActions({ user, afterDelete }: UserActionsProps) {
  const router = useRouter();
  const [act, setAct] = useState<Act | null>(null);
  const [made, setMade] = useState<MadePassword | null>(null);
  const { id, name } = user;
  const entry = (which: Act) => ({ label: text.acts[which], onSelect: () => setAct(which) });

  async function perform(which: Act) {
    const path = `/api/users/${id}`;
    if (which === "resetPassword") {
      setMade(await callApi(`${path}/password`, { method: "POST", schema: madePassword }));
    } else if (which === "delete") {
      await callApi(path, { method: "DELETE" });
    } else if (which === "endSessions") {
      await callApi(`${path}/sessions`, { method: "DELETE" });
    } else if (which === "mailLink") {
      await callApi(`${path}/mails`, { method: "POST" });
    } else {
      await callApi(path, { method: "PATCH", body: changes[which] });
    }
    toast.success(text.done[which](name));
    if (which === "delete" && afterDelete !== undefined) router.push(afterDelete);
    router.refresh();
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton name={text.actions(name)} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={[
          entry(user.role === "admin" ? "demote" : "promote"),
          ...(user.state === "pending"
            ? [entry("mailLink")]
            : [entry("resetPassword"), entry("endSessions")]),
          user.state === "blocked"
            ? { ...entry("activate"), separated: true }
            : { ...entry("block"), danger: true, separated: true },
          { ...entry("delete"), danger: true },
        ]}
      />
      {act !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setAct(null)}
          title={text.questions[act](name)}
          consequence={text.consequences[act]}
          confirmLabel={text.acts[act]}
          tone={act === "activate" || act === "promote" || act === "mailLink" ? "primary" : "danger"}
          {...(act === "delete" && { typeToConfirm: user.email })}
          onConfirm={() => perform(act)}
        />
      )}
      {made && <PasswordDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}
