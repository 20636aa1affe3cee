import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { notificationMessages as text } from "@/lib/messages/en/notifications";
import { audienceOf, type MailEvent } from "@/lib/notifications/events-schema";

interface EventRow {
  event: MailEvent;
  mailed: boolean;
  copies: readonly string[];
  changed: boolean;
}

/** Every event with whom its mail goes to. */
export function EventTable({ rules }: { rules: readonly EventRow[] }) {
  return (
    <Table label={text.mails} cards>
      <TableHead>
        <Th>{text.event}</Th>
        <Th>{text.goesTo}</Th>
        <Th>{text.text}</Th>
      </TableHead>
      <TableBody>
        {rules.map((rule) => (
          <Tr key={rule.event}>
            <Td label={text.event}>
              <TextLink href={`/admin/notifications/${rule.event}`}>{text.events[rule.event]}</TextLink>
            </Td>
            <Td label={text.goesTo}>{receiversOf(rule)}</Td>
            <Td label={text.text}>
              {rule.changed ? (
                <Badge>{text.ownText}</Badge>
              ) : (
                <span className="text-muted">{text.originalText}</span>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function receiversOf({ event, mailed, copies }: EventRow): string {
  const parts = [
    ...(mailed ? [text.audiences[audienceOf(event)]] : []),
    ...(copies.length > 0 ? [text.andCopies(copies.length)] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : text.nobody;
}
