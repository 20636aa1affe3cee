"use client";

import { Copy, Ellipsis, Pencil, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.operations;

export interface ListedOperation {
  id: string;
  displayName: string;
  method: string;
  urlTemplate: string;
}

interface OperationActionsProps {
  api: { id: string; suffix: string };
  operation: ListedOperation;
  onDeleted: () => void;
}

/** What else can be done with one operation. */
export function OperationActions({ api, operation, onDeleted }: OperationActionsProps) {
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const { id, displayName, method, urlTemplate } = operation;
  const listPath = `/admin/apis/${api.id}/operations`;

  async function remove() {
    await callApi(`/api/apis/${api.id}/operations/${id}`, { method: "DELETE" });
    toast.success(text.deleted(displayName));
    onDeleted();
    router.refresh();
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton name={text.moreFor(displayName)} size="sm">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={[
          { label: text.edit, icon: <Pencil />, href: `${listPath}/${id}` },
          { label: text.test, icon: <Play />, href: `${listPath}/${id}/test` },
          { label: text.duplicate, icon: <Copy />, href: `${listPath}/new?from=${id}` },
          {
            label: text.delete,
            icon: <Trash2 />,
            danger: true,
            separated: true,
            onSelect: () => setDeleting(true),
          },
        ]}
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={text.deleteTitle(displayName)}
        consequence={text.deleteConsequence(method, `/${api.suffix}${urlTemplate.replace(/\?.*$/, "")}`)}
        confirmLabel={text.deleteConfirm}
        onConfirm={remove}
      />
    </>
  );
}
