import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { VersionRow } from "@/lib/catalogue/schema";
import { dayInWords } from "@/lib/messages/day";
import { versionMessages as text } from "@/lib/messages/en/versions";

interface VersionTableProps {
  /** The API on whose page it stands. */
  apiId: string;
  versions: readonly VersionRow[];
}

/** The versions of an API, the newest first. */
export function VersionTable({ apiId, versions }: VersionTableProps) {
  return (
    <Table label={text.list} cards>
      <TableHead>
        <Th>{text.version}</Th>
        <Th>{text.api}</Th>
        <Th>{text.suffix}</Th>
        <Th>{text.state}</Th>
      </TableHead>
      <TableBody>
        {versions.map((row) => (
          <Tr key={row.id}>
            <Td label={text.version}>
              <span className="font-medium">{row.version}</span>
              {row.id === apiId && <span className="ml-2 text-muted text-xs">{text.thisOne}</span>}
            </Td>
            <Td label={text.api}>
              <TextLink href={`/admin/apis/${row.id}/versions`}>{row.name}</TextLink>
            </Td>
            <Td label={text.suffix}>
              <code className="font-mono text-code">/{row.suffix}</code>
            </Td>
            <Td label={text.state}>
              <span className="flex min-w-0 flex-wrap items-center gap-2 *:min-w-0">
                {row.published ? (
                  <Badge tone="success">{text.published}</Badge>
                ) : (
                  <Badge>{text.hidden}</Badge>
                )}
                {row.deprecatedOn !== null && <Badge tone="warning">{text.deprecated}</Badge>}
                {row.sunsetOn !== null && (
                  <span className="text-muted text-xs">{text.ends(dayInWords(row.sunsetOn))}</span>
                )}
                {row.isShown && <span className="text-muted text-xs">{text.inCatalogue}</span>}
              </span>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
