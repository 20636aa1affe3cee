"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import type { IdentityProviderRow } from "@/lib/identities/schema";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { ProviderDialog } from "./provider-dialog";

/** What can be done with one identity provider. */
export function ProviderActions({ row, publicUrl }: { row: IdentityProviderRow; publicUrl: string }) {
  const router = useRouter();
  const [act, setAct] = useState<"change" | "delete" | null>(null);
  const close = () => setAct(null);

  async function remove() {
    await callApi(`/api/identity-providers/${row.id}`, { method: "DELETE" });
    toast.success(text.deleted(row.name));
    router.refresh();
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton name={text.actions(row.name)} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={[
          { label: text.change, onSelect: () => setAct("change") },
          { label: text.delete, onSelect: () => setAct("delete"), danger: true, separated: true },
        ]}
      />
      {act === "change" && <ProviderDialog row={row} publicUrl={publicUrl} onClose={close} />}
      {act === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={text.deleteTitle(row.name)}
          consequence={text.deleteConsequence(row.peopleCount)}
          confirmLabel={text.delete}
          onConfirm={remove}
        />
      )}
    </>
  );
}
