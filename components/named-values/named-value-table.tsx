import { Edited } from "@/components/admin/edited";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";
import type { NamedValueRow } from "@/lib/named-values/schema";
import { NamedValueActions } from "./named-value-actions";

/** All named values, and where each is used. */
export function NamedValueTable({ rows }: { rows: readonly NamedValueRow[] }) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th>{text.name}</Th>
        <Th>{text.value}</Th>
        <Th>{text.usedBy}</Th>
        <Th>{text.set}</Th>
        <Th hidden>{text.actions("")}</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label={text.name}>
              <span className="break-all font-mono text-code">{row.name}</span>
            </Td>
            <Td label={text.value}>
              {row.value === null ? (
                <span className="flex flex-wrap gap-1.5">
                  <Badge>{text.secret}</Badge>
                  {!row.isSet && <Badge tone="warning">{text.notSet}</Badge>}
                </span>
              ) : (
                <span className="line-clamp-2 break-all font-mono text-code">{row.value}</span>
              )}
            </Td>
            <Td label={text.usedBy}>
              {row.usedBy.length === 0 ? (
                <span className="text-muted">{text.unused}</span>
              ) : (
                <ul className="space-y-1">
                  {row.usedBy.map(({ label, href }) => (
                    <li key={label}>
                      <TextLink href={href}>{label}</TextLink>
                    </li>
                  ))}
                </ul>
              )}
            </Td>
            <Td label={text.set}>
              <RelativeTime time={row.setAt} />
            </Td>
            <Td label="" align="end">
              <Edited version={row.version}>
                <NamedValueActions row={row} />
              </Edited>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
