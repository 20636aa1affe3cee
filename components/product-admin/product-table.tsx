"use client";

import { useState } from "react";
import { move } from "@/components/admin/move";
import { Table, TableBody, TableHead, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { callApi } from "@/lib/http/api-client";
import type { ListLinks } from "@/lib/lists/schema";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import type { ProductSort } from "@/lib/products/schema";
import { type ListedProduct, ProductRow } from "./product-row";

type Sorting = ReturnType<ListLinks<string, ProductSort>["sortBy"]>;

interface ProductTableProps {
  items: readonly ListedProduct[];
  sorting: Record<ProductSort, Sorting>;
  /** Whether these are all products in the portal's order, so that they can be moved. */
  canMove: boolean;
}

/** The products of one page, moved by dragging or by the arrows. */
export function ProductTable({ items, sorting, canMove }: ProductTableProps) {
  const [moved, setMoved] = useState<{ of: typeof items; to: readonly ListedProduct[] } | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState("");
  // What the server sends anew wins over what was moved before.
  const ordered = moved?.of === items ? moved.to : items;

  async function moveTo(from: number, to: number) {
    const one = ordered[from];
    if (!one || to < 0 || to >= ordered.length || from === to) return;
    const after = move(ordered, from, to);
    setMoved({ of: items, to: after });
    setAnnouncement(text.moved(one.name, to + 1, ordered.length));
    try {
      const body = { productIds: after.map(({ id }) => id) };
      await callApi("/api/products/order", { method: "PUT", body });
    } catch (error) {
      setMoved({ of: items, to: ordered });
      toast.error(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      <Table label={text.title} cards>
        <TableHead>
          <Th sort={sorting.position}>{text.order}</Th>
          <Th sort={sorting.name}>{text.name}</Th>
          <Th>{text.limits}</Th>
          <Th sort={sorting.apis} align="end">
            {text.apis}
          </Th>
          <Th>{text.audience}</Th>
          <Th sort={sorting.subscriptions} align="end">
            {text.subscriptions}
          </Th>
          <Th hidden>{text.actions("")}</Th>
        </TableHead>
        <TableBody>
          {ordered.map((product, index) => (
            <ProductRow
              key={product.id}
              product={product}
              isFirst={index === 0}
              isLast={index === ordered.length - 1}
              canMove={canMove}
              isDragged={dragged === index}
              onMove={(by) => void moveTo(index, index + by)}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDrop={() => dragged !== null && void moveTo(dragged, index)}
            />
          ))}
        </TableBody>
      </Table>
      {canMove && ordered.length > 1 && <p className="text-muted text-xs">{text.dragHint}</p>}
    </>
  );
}
