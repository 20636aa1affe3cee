import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { SortBy } from "@/lib/lists/schema";
import { governMessages as text } from "@/lib/messages/en/govern";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import type { GovernedSort, GovernedSubscription } from "@/lib/subscriptions/govern-schema";
import { SubscriptionActions } from "./subscription-actions";

interface SubscriptionTableProps {
  items: readonly GovernedSubscription[];
  sortBy: SortBy<GovernedSort>;
}

/** Everybody's subscriptions on one page of the list. */
export function SubscriptionTable({ items, sortBy }: SubscriptionTableProps) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th sort={sortBy("name")}>{text.name}</Th>
        <Th sort={sortBy("developer")}>{text.developer}</Th>
        <Th sort={sortBy("product")}>{text.product}</Th>
        <Th sort={sortBy("state")}>{text.state}</Th>
        <Th sort={sortBy("created")}>{text.created}</Th>
        <Th sort={sortBy("expires")}>{text.expires}</Th>
        <Th hidden>{text.actions("")}</Th>
      </TableHead>
      <TableBody>
        {items.map((item) => {
          const { label, tone } = subscriptionMessages.states[item.state];
          return (
            <Tr key={item.id}>
              <Td label={text.name}>
                <span className="min-w-0 font-medium">{item.name}</span>
              </Td>
              <Td label={text.developer}>
                <span className="block min-w-0">
                  {item.user.isDeleted ? (
                    item.user.name
                  ) : (
                    <TextLink href={`/admin/users/${item.user.id}`}>{item.user.name}</TextLink>
                  )}
                  <span className="block break-all text-muted text-xs">{item.user.email}</span>
                  {item.members.length > 0 && (
                    <span className="block text-muted text-xs">
                      {text.team(item.members.map(({ email }) => email))}
                    </span>
                  )}
                </span>
              </Td>
              <Td label={text.product}>
                <span className="block min-w-0">
                  <TextLink href={`/admin/products/${item.product.id}`}>{item.product.name}</TextLink>
                  {item.terms && (
                    <span className="block text-muted text-xs">
                      {text.terms(item.terms)} <RelativeTime time={item.terms.acceptedAtMs} />
                    </span>
                  )}
                </span>
              </Td>
              <Td label={text.state}>
                <span className="block min-w-0">
                  <Badge tone={tone}>{label}</Badge>
                  {item.stateReason !== null && (
                    <span className="mt-1 block max-w-xs break-words text-muted text-xs">
                      {text.reasonOf(item.stateReason)}
                    </span>
                  )}
                </span>
              </Td>
              <Td label={text.created}>
                <RelativeTime time={item.createdAtMs} />
              </Td>
              <Td label={text.expires}>
                <span className="block min-w-0">
                  {item.expiresAtMs === null ? (
                    <span className="text-muted">{text.never}</span>
                  ) : (
                    <RelativeTime time={item.expiresAtMs} />
                  )}
                  {item.renewalAskedAtMs !== null && (
                    <span className="block text-muted text-xs">
                      {text.renewalRequested} <RelativeTime time={item.renewalAskedAtMs} />
                    </span>
                  )}
                </span>
              </Td>
              <Td label="" align="end">
                <SubscriptionActions subscription={item} />
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
