import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { effectiveMessages as text } from "@/lib/messages/en/policies-effective";
import { effectiveRows, type ScopePolicy } from "./effective-rows";

interface EffectiveTableProps {
  /** Outermost first. */
  policies: readonly ScopePolicy[];
  apiId: string;
}

/** Everything that holds at an operation, and where each part comes from. */
export function EffectiveTable({ policies, apiId }: EffectiveTableProps) {
  const rows = effectiveRows(policies);
  if (rows.length === 0) return <EmptyState title={text.nothing} description={text.nothingHint} />;
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th>{text.setting}</Th>
        <Th>{text.from}</Th>
      </TableHead>
      <TableBody>
        {rows.map(({ key, setting, from, overruled }) => (
          <Tr key={key}>
            <Td label={text.setting}>
              {overruled ? (
                <span className="text-muted">
                  <s>{setting}</s> ({text.overruled})
                </span>
              ) : (
                setting
              )}
            </Td>
            <Td label={text.from}>
              <TextLink href={pageOf(from, apiId)}>{text.scopes[from.scope](from.name)}</TextLink>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function pageOf({ scope, targetId }: ScopePolicy, apiId: string): string {
  switch (scope) {
    case "global":
      return "/admin/policies/global";
    case "product":
      return `/admin/products/${targetId}/policies`;
    case "api":
      return `/admin/apis/${apiId}/policies`;
    case "operation":
      return `/admin/apis/${apiId}/operations/${targetId}/policies`;
  }
}
