import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { notificationMessages } from "@/lib/messages/en/notifications";
import { webhookMessages as text } from "@/lib/messages/en/webhooks";
import type { Delivery } from "@/lib/webhooks/schema";
import { PostButton } from "./webhook-actions";

const tones = { waiting: "info", sent: "success", failed: "danger" } as const;

const eventNames: Readonly<Record<string, string>> = { ...notificationMessages.events, test: text.testEvent };

/** The end of a webhook's log. */
export function DeliveryTable({ webhookId, items }: { webhookId: string; items: readonly Delivery[] }) {
  return (
    <Table label={text.log} cards>
      <TableHead>
        <Th>{text.event}</Th>
        <Th>{text.state}</Th>
        <Th align="end">{text.attempts}</Th>
        <Th>{text.when}</Th>
        <Th hidden>{text.again}</Th>
      </TableHead>
      <TableBody>
        {items.map(({ id, event, state, attempts, lastStatus, lastError, createdAtMs }) => (
          <Tr key={id}>
            <Td label={text.event}>{eventNames[event] ?? event}</Td>
            <Td label={text.state}>
              <span className="block min-w-0">
                <Badge tone={tones[state]}>{text.delivery[state]}</Badge>
                {(lastError !== null || lastStatus !== null) && (
                  <span className="mt-1 block max-w-xs break-words text-muted text-xs">
                    {lastError ?? text.answered(lastStatus ?? 0)}
                  </span>
                )}
              </span>
            </Td>
            <Td label={text.attempts} align="end">
              {attempts}
            </Td>
            <Td label={text.when}>
              <RelativeTime time={createdAtMs} />
            </Td>
            <Td label="" align="end">
              {state !== "waiting" && (
                <PostButton
                  size="sm"
                  path={`/api/webhooks/${webhookId}/deliveries/${id}`}
                  label={text.again}
                  done={text.sendingAgain}
                />
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
