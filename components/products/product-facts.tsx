import { describeLimit, productMessages as text } from "@/lib/messages/en/products";
import type { ProductLimit } from "@/lib/products/schema";

interface ProductFactsProps {
  product: {
    limits: readonly ProductLimit[];
    requiresSubscription: boolean;
    requiresApproval: boolean;
    maxSubscriptions: number | null;
  };
}

/** What a product allows and asks, in words. */
export function ProductFacts({ product }: ProductFactsProps) {
  const { limits, maxSubscriptions } = product;
  const access = accessOf(product);
  return (
    <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
      <div>
        <dt className="text-muted">{text.limits}</dt>
        {limits.length === 0 && <dd className="mt-1 font-medium">{text.noLimits}</dd>}
        {limits.map((limit) => (
          <dd key={limit.id} className="mt-1">
            <span className="font-medium">{describeLimit(limit)}</span>
            <span className="block text-muted text-xs">{limitHint(limit)}</span>
          </dd>
        ))}
      </div>
      <div>
        <dt className="text-muted">{text.access}</dt>
        <dd className="mt-1">
          <span className="font-medium">{access.label}</span>
          <span className="block text-muted text-xs">{access.hint}</span>
        </dd>
        {maxSubscriptions !== null && product.requiresSubscription && (
          <dd className="mt-1">{text.maxSubscriptions(maxSubscriptions)}</dd>
        )}
      </div>
    </dl>
  );
}

function limitHint({ kind, periodSeconds }: ProductLimit): string {
  if (kind === "rate") return text.limitsHintRate;
  if (kind === "concurrency") return text.limitsHintAtOnce;
  return periodSeconds === 0 ? text.limitsHintTotal : text.limitsHintQuota;
}

function accessOf({ requiresSubscription, requiresApproval }: ProductFactsProps["product"]) {
  if (!requiresSubscription) return { label: text.open, hint: text.openHint };
  return requiresApproval
    ? { label: text.needsApproval, hint: text.approvalHint }
    : { label: text.atOnce, hint: text.atOnceHint };
}
