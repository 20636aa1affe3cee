"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";

export interface ActedProduct {
  id: string;
  name: string;
  published: boolean;
  requiresSubscription: boolean;
  apiCount: number;
  liveSubscriptions: number;
  endedSubscriptions: number;
}

interface ProductActionsProps {
  product: ActedProduct;
  /** Whether the page is about the product, and makes no sense without it. */
  leaveOnDelete?: boolean;
}

const made = z.object({ id: z.string() });

/** Publish or hide a product, make another like it, delete it. */
export function ProductActions({ product, leaveOnDelete = false }: ProductActionsProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<"publish" | "delete" | null>(null);
  const { id, name, published } = product;

  async function setPublished() {
    await callApi(`/api/products/${id}`, { method: "PATCH", body: { published: !published } });
    toast.success(published ? text.unpublishedDone(name) : text.publishedDone(name), text.savedHint);
    router.refresh();
  }

  async function duplicate() {
    try {
      const copy = await callApi(`/api/products/${id}/copies`, { method: "POST", schema: made });
      toast.success(text.duplicated(text.copyOf(name)), text.duplicatedHint);
      router.push(`/admin/products/${copy.id}`);
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
  }

  async function remove() {
    await callApi(`/api/products/${id}`, { method: "DELETE" });
    toast.success(text.deleted(name));
    if (leaveOnDelete) router.push("/admin/products");
    router.refresh();
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton name={text.actions(name)} size={leaveOnDelete ? "md" : "sm"}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={[
          { label: published ? text.unpublish : text.publish, onSelect: () => setAsked("publish") },
          { label: text.duplicate, onSelect: () => void duplicate() },
          {
            label: text.seeSubscriptions,
            href: `/admin/subscriptions?search=${encodeURIComponent(name)}`,
          },
          { label: text.delete, onSelect: () => setAsked("delete"), danger: true, separated: true },
        ]}
      />
      {asked === "publish" && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={published ? text.unpublishTitle(name) : text.publishTitle(name)}
          consequence={
            published
              ? text.unpublishConsequence(product.liveSubscriptions, !product.requiresSubscription)
              : text.publishConsequence
          }
          confirmLabel={published ? text.unpublish : text.publish}
          tone={published ? "danger" : "primary"}
          onConfirm={setPublished}
        />
      )}
      {asked === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={text.deleteTitle(name)}
          consequence={text.deleteConsequence(product.apiCount, product.endedSubscriptions)}
          confirmLabel={text.deleteProduct}
          typeToConfirm={name}
          onConfirm={remove}
        />
      )}
    </>
  );
}
