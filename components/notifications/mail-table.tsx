import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { SortBy } from "@/lib/lists/schema";
import type { ListedMail, MailSort } from "@/lib/mail/schema";
import { outboxMessages as text } from "@/lib/messages/en/outbox";

export const mailTones = { waiting: "info", sent: "success", failed: "danger" } as const;

/** The mails of one page of the outbox. */
export function MailTable({ items, sortBy }: { items: readonly ListedMail[]; sortBy: SortBy<MailSort> }) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th sort={sortBy("subject")}>{text.subject}</Th>
        <Th sort={sortBy("to")}>{text.to}</Th>
        <Th sort={sortBy("state")}>{text.state}</Th>
        <Th sort={sortBy("written")}>{text.written}</Th>
      </TableHead>
      <TableBody>
        {items.map((mail) => (
          <Tr key={mail.id}>
            <Td label={text.subject}>
              <TextLink href={`/admin/notifications/outbox/${mail.id}`}>{mail.subject}</TextLink>
            </Td>
            <Td label={text.to}>
              <span className="break-all">{mail.recipient}</span>
            </Td>
            <Td label={text.state}>
              <span className="block min-w-0">
                <Badge tone={mailTones[mail.state]}>{text.states[mail.state]}</Badge>
                {mail.lastError !== null && (
                  <span className="mt-1 block max-w-xs break-words text-muted text-xs">
                    {text.lastError(mail.lastError)}
                  </span>
                )}
              </span>
            </Td>
            <Td label={text.written}>
              <RelativeTime time={mail.createdAtMs} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
