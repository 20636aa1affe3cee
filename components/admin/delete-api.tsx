"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.api;

interface DeleteApiProps {
  api: { id: string; name: string; suffix: string };
  affected: { operations: number; products: number; subscriptions: number };
}

/** Deletes an API, once its name has been typed. */
export function DeleteApi({ api, affected }: DeleteApiProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);

  async function remove() {
    await callApi(`/api/apis/${api.id}`, { method: "DELETE" });
    toast.success(text.deleted(api.name));
    router.push("/admin/apis");
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
        title={text.deleteTitle(api.name)}
        consequence={text.deleteConsequence(api.suffix, affected)}
        confirmLabel={text.delete}
        typeToConfirm={api.name}
        onConfirm={remove}
      />
    </>
  );
}
