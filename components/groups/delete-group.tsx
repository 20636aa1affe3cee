"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { groupMessages as text } from "@/lib/messages/en/groups";

interface DeleteGroupProps {
  group: { id: string; name: string };
  memberCount: number;
  productCount: number;
}

/** Deletes a custom group, once it has been said what follows. */
export function DeleteGroup({ group, memberCount, productCount }: DeleteGroupProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  async function remove() {
    await callApi(`/api/groups/${group.id}`, { method: "DELETE" });
    toast.success(text.deleted(group.name));
    router.push("/admin/groups");
    router.refresh();
  }

  return (
    <>
      <Card
        className="mt-8 max-w-3xl pb-4"
        title={text.delete}
        description={text.deleteHint}
        actions={<Button onClick={() => setOpen(true)}>{text.delete}</Button>}
      />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={text.deleteTitle(group.name)}
        consequence={text.deleteConsequence(memberCount, productCount)}
        confirmLabel={text.delete}
        typeToConfirm={group.name}
        onConfirm={remove}
      />
    </>
  );
}
