import { Stat } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.overview;

interface OverviewNumbersProps {
  counts: { apis: number; operations: number; products: number };
  subscriptions: { active: number; waiting: number };
  /** Of the last 24 hours. */
  summary: { calls: number; clientErrors: number; serverErrors: number; meanMs: number | null };
}

/** How much there is, and how the calls of the last day went. */
export function OverviewNumbers({ counts, subscriptions, summary }: OverviewNumbersProps) {
  const grouped = (count: number) => count.toLocaleString("en");
  return (
    <section aria-label={text.numbers} className="mb-8 space-y-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat label={text.calls} value={grouped(summary.calls)} hint={text.lastDay} />
        <Stat label={text.clientErrors} value={grouped(summary.clientErrors)} hint={text.clientErrorsHint} />
        <Stat label={text.serverErrors} value={grouped(summary.serverErrors)} hint={text.serverErrorsHint} />
        <Stat
          label={text.latency}
          value={summary.meanMs === null ? "–" : text.milliseconds(summary.meanMs)}
          hint={text.latencyHint}
        />
      </div>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat label={text.apis} value={<TextLink href="/admin/apis">{grouped(counts.apis)}</TextLink>} />
        <Stat label={text.operations} value={grouped(counts.operations)} />
        <Stat
          label={text.products}
          value={<TextLink href="/admin/products">{grouped(counts.products)}</TextLink>}
        />
        <Stat
          label={text.subscriptions}
          value={<TextLink href="/admin/subscriptions?show=active">{grouped(subscriptions.active)}</TextLink>}
          hint={
            subscriptions.waiting > 0 ? (
              <TextLink href="/admin/subscriptions?show=waiting">
                {text.waiting(subscriptions.waiting)}
              </TextLink>
            ) : undefined
          }
        />
      </div>
    </section>
  );
}
