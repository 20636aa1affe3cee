import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { adminMessages } from "@/lib/messages/en/admin";

const text = adminMessages.overview;

interface Ranked {
  id: string;
  name: string;
  calls: number;
}

interface MostCalledProps {
  /** Of the last 24 hours, most calls first. */
  most: Record<"apis" | "products" | "developers", readonly Ranked[]>;
}

/** Who and what had most of the day's calls; nothing where there were none. */
export function MostCalled({ most }: MostCalledProps) {
  const lists = [
    { title: text.topApis, href: "/admin/apis", items: most.apis },
    { title: text.topProducts, href: "/admin/products", items: most.products },
    { title: text.topDevelopers, href: "/admin/users", items: most.developers },
  ].filter(({ items }) => items.length > 0);
  if (lists.length === 0) return null;
  return (
    <section aria-label={text.most} className="mb-8 grid gap-3 lg:grid-cols-3">
      {lists.map(({ title, href, items }) => (
        <Card key={href} title={title} description={text.mostHint}>
          <ol className="space-y-1.5 text-sm">
            {items.map(({ id, name, calls }) => (
              <li key={id} className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate" title={name}>
                  <TextLink href={`${href}/${id}`}>{name}</TextLink>
                </span>
                <span className="shrink-0 text-muted tabular-nums">{text.callCount(calls)}</span>
              </li>
            ))}
          </ol>
        </Card>
      ))}
    </section>
  );
}
