import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { governMessages as text } from "@/lib/messages/en/govern";
import { subscriptionMessages } from "@/lib/messages/en/subscriptions";
import type { GovernedSubscription } from "@/lib/subscriptions/govern-schema";
import { SubscriptionActions } from "./subscription-actions";

/** Everybody's subscriptions on one page of the list. */
export function SubscriptionTable({ items }: { items: readonly GovernedSubscription[] }) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th>{text.name}</Th>
        <Th>{text.developer}</Th>
        <Th>{text.product}</Th>
        <Th>{text.state}</Th>
        <Th>{text.created}</Th>
        <Th>{text.expires}</Th>
        <Th hidden>{text.actions("")}</Th>
      </TableHead>
      <TableBody>
        {items.map((item) => {
          const { label, tone } = subscriptionMessages.states[item.state];
          return (
            <Tr key={item.id}>
              <Td label={text.name}>
                <span className="break-words font-medium">{item.name}</span>
              </Td>
              <Td label={text.developer}>
                <span className="block min-w-0">
                  {item.user.name}
                  <span className="block break-all text-muted text-xs">{item.user.email}</span>
                </span>
              </Td>
              <Td label={text.product}>{item.product.name}</Td>
              <Td label={text.state}>
                <Badge tone={tone}>{label}</Badge>
                {item.stateReason !== null && (
                  <span className="mt-1 block max-w-xs break-words text-muted text-xs">
                    {text.reasonOf(item.stateReason)}
                  </span>
                )}
              </Td>
              <Td label={text.created}>
                <RelativeTime time={item.createdAtMs} />
              </Td>
              <Td label={text.expires}>
                {item.expiresAtMs === null ? (
                  <span className="text-muted">{text.never}</span>
                ) : (
                  <RelativeTime time={item.expiresAtMs} />
                )}
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
