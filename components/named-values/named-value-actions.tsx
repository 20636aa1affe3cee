"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import type { NamedValueRow } from "@/lib/named-values/schema";
import { NamedValueDialog } from "./named-value-dialog";

/** What can be done with one named value. What uses it keeps it from being deleted. */
export function NamedValueActions({ row }: { row: NamedValueRow }) {
  const router = useRouter();
  const [act, setAct] = useState<"change" | "delete" | null>(null);
  const close = () => setAct(null);

  async function remove() {
    await callApi(`/api/named-values/${row.id}`, { method: "DELETE" });
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
          {
            label: text.delete,
            onSelect: () => setAct("delete"),
            danger: true,
            separated: true,
            disabled: row.usedBy.length > 0,
          },
        ]}
      />
      {act === "change" && <NamedValueDialog row={row} onClose={close} />}
      {act === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={text.deleteTitle(row.name)}
          consequence={text.deleteConsequence}
          confirmLabel={text.delete}
          onConfirm={remove}
        />
      )}
    </>
  );
}
