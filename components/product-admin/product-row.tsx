import { ArrowDown, ArrowUp } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Td, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { productAdminMessages as text } from "@/lib/messages/en/product-admin";
import { describeLimits } from "@/lib/messages/en/products";
import type { ProductLimit } from "@/lib/products/schema";
import { type ActedProduct, ProductActions } from "./product-actions";

export interface ListedProduct extends ActedProduct {
  requiresApproval: boolean;
  limits: readonly ProductLimit[];
  groups: readonly string[];
}

interface ProductRowProps {
  product: ListedProduct;
  isFirst: boolean;
  isLast: boolean;
  canMove: boolean;
  isDragged: boolean;
  /** By -1 up, by 1 down. */
  onMove: (by: -1 | 1) => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDrop: () => void;
}

export function ProductRow({
  product,
  isFirst,
  isLast,
  canMove,
  isDragged,
  onMove,
  ...drag
}: ProductRowProps) {
  const { id, name, groups } = product;
  return (
    <Tr
      className={isDragged ? "opacity-50" : undefined}
      {...(canMove && { draggable: true, ...drag, onDragOver: (event) => event.preventDefault() })}
    >
      <Td label={text.order} className="whitespace-nowrap sm:w-px">
        <span className="inline-flex">
          <IconButton
            name={text.moveUp(name)}
            size="sm"
            disabled={!canMove || isFirst}
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden="true" />
          </IconButton>
          <IconButton
            name={text.moveDown(name)}
            size="sm"
            disabled={!canMove || isLast}
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden="true" />
          </IconButton>
        </span>
      </Td>
      <Td label={text.name}>
        <span className="flex min-w-0 flex-wrap items-center gap-2 *:min-w-0">
          <TextLink href={`/admin/products/${id}`}>{name}</TextLink>
          {!product.published && <Badge>{text.hidden}</Badge>}
          {!product.requiresSubscription && <Badge tone="info">{text.open}</Badge>}
          {product.requiresSubscription && product.requiresApproval && (
            <Badge tone="neutral">{text.approval}</Badge>
          )}
        </span>
      </Td>
      <Td label={text.limits}>{describeLimits(product.limits)}</Td>
      <Td label={text.apis} align="end">
        <TextLink href={`/admin/products/${id}/apis`}>{product.apiCount}</TextLink>
      </Td>
      <Td label={text.audience}>
        {groups.length > 0 ? groups.join(", ") : <span className="text-muted">{text.nobody}</span>}
      </Td>
      <Td label={text.subscriptions} align="end">
        {product.liveSubscriptions}
      </Td>
      <Td label="" align="end">
        <ProductActions product={product} />
      </Td>
    </Tr>
  );
}
