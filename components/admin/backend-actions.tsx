"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.pool;

interface BackendActionsProps {
  apiId: string;
  backendId: string;
  address: string;
}

/** What can be done with a backend of a pool. */
export function BackendActions({ apiId, backendId, address }: BackendActionsProps) {
  const router = useRouter();
  const [asked, setAsked] = useState(false);

  async function remove() {
    await callApi(`/api/apis/${apiId}/backends/${backendId}`, { method: "DELETE" });
    toast.success(text.removed);
    router.refresh();
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton name={text.actions(address)} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={[
          { label: text.edit, href: `/admin/apis/${apiId}/backend/${backendId}` },
          { label: text.remove, onSelect: () => setAsked(true), danger: true, separated: true },
        ]}
      />
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={setAsked}
          title={text.removeTitle(address)}
          consequence={text.removeConsequence}
          confirmLabel={text.remove}
          onConfirm={remove}
        />
      )}
    </>
  );
}
