import { Edited } from "@/components/admin/edited";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { IdentityProviderRow } from "@/lib/identities/schema";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { ProviderActions } from "./provider-actions";

interface ProviderTableProps {
  rows: readonly IdentityProviderRow[];
  publicUrl: string;
}

/** All identity providers, with what must stand at each of them. */
export function ProviderTable({ rows, publicUrl }: ProviderTableProps) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th>{text.name}</Th>
        <Th>{text.kind}</Th>
        <Th>{text.redirectUri}</Th>
        <Th align="end">{text.people}</Th>
        <Th>{text.state}</Th>
        <Th hidden>{text.actions("")}</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label={text.name}>{row.name}</Td>
            <Td label={text.kind}>{text.kinds[row.kind].label}</Td>
            <Td label={text.redirectUri}>
              <span className="break-all font-mono text-code">{row.redirectUri}</span>
            </Td>
            <Td label={text.people} align="end">
              {row.peopleCount}
            </Td>
            <Td label={text.state}>
              <StateBadge {...row} />
            </Td>
            <Td label="" align="end">
              <Edited version={row.version}>
                <ProviderActions row={row} publicUrl={publicUrl} />
              </Edited>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function StateBadge({ active, secretSet }: Pick<IdentityProviderRow, "active" | "secretSet">) {
  if (!secretSet) return <Badge tone="warning">{text.states.waiting}</Badge>;
  return <Badge tone={active ? "success" : "neutral"}>{active ? text.states.on : text.states.off}</Badge>;
}
