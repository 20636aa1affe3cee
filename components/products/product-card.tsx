import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { describeLimits, productMessages as text } from "@/lib/messages/en/products";
import type { ProductLimit } from "@/lib/products/schema";

interface ProductCardProps {
  product: {
    slug: string;
    name: string;
    published: boolean;
    requiresSubscription: boolean;
    requiresApproval: boolean;
    limits: readonly ProductLimit[];
    apiCount: number;
  };
  /** How many subscriptions to it the viewer holds. */
  held: number;
  /** The description, drawn. */
  description: ReactNode;
  action: ReactNode;
}

/** A product in the list: what it opens, within which limits, and how to get it. */
export function ProductCard({ product, held, description, action }: ProductCardProps) {
  return (
    <li className="flex min-w-0 flex-col rounded-lg border bg-surface px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold text-heading">
          <Link href={`/products/${product.slug}`} className="hover:underline">
            {product.name}
          </Link>
        </h2>
        {!product.published && <Badge tone="warning">{text.notPublished}</Badge>}
        {held > 0 && <Badge tone="success">{text.subscribed}</Badge>}
      </div>
      <div className="mt-1 line-clamp-3 text-muted">{description}</div>
      <p className="mt-3 font-medium">{describeLimits(product.limits)}</p>
      <p className="mt-0.5 mb-4 text-muted text-sm">
        {[text.apiCount(product.apiCount), accessWord(product)].join(" · ")}
      </p>
      <div className="mt-auto flex flex-wrap items-center gap-3">{action}</div>
    </li>
  );
}

function accessWord({
  requiresSubscription,
  requiresApproval,
}: {
  requiresSubscription: boolean;
  requiresApproval: boolean;
}): string {
  if (!requiresSubscription) return text.open;
  return requiresApproval ? text.needsApproval : text.atOnce;
}
