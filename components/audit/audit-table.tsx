import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { AuditEventView } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";

/** The events of one page of the log; each leads to its own page. */
export function AuditTable({ items }: { items: readonly AuditEventView[] }) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th>{text.when}</Th>
        <Th>{text.actor}</Th>
        <Th>{text.action}</Th>
        <Th>{text.target}</Th>
        <Th>{text.address}</Th>
      </TableHead>
      <TableBody>
        {items.map((event) => (
          <Tr key={event.id}>
            <Td label={text.when}>
              <RelativeTime time={event.at} />
            </Td>
            <Td label={text.actor}>
              <span className="min-w-0">{event.actorName}</span>
            </Td>
            <Td label={text.action}>
              <TextLink href={`/admin/audit/${event.id}`}>
                <code className="text-code">{event.action}</code>
              </TextLink>
            </Td>
            <Td label={text.target}>
              <span className="block min-w-0">
                <span className="break-words">{event.targetName}</span>
                <span className="block text-muted text-xs">{event.targetType}</span>
              </span>
            </Td>
            <Td label={text.address}>
              {event.address === null ? (
                <span className="text-muted">{text.unknownAddress}</span>
              ) : (
                <code className="break-words text-code">{event.address}</code>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
