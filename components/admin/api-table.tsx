import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ApiSort } from "@/lib/catalogue/list-schema";
import type { SortBy } from "@/lib/lists/schema";
import { adminMessages } from "@/lib/messages/en/admin";

import { versionMessages } from "@/lib/messages/en/versions";

const text = adminMessages.apis;

interface ApiTableProps {
  items: readonly {
    id: string;
    name: string;
    suffix: string;
    published: boolean;
    version: string | null;
    deprecatedOn: string | null;
    operationCount: number;
    products: readonly string[];
    updatedAt: string;
  }[];
  sortBy: SortBy<ApiSort>;
}

/** The APIs of one page. */
export function ApiTable({ items, sortBy }: ApiTableProps) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th sort={sortBy("name")}>{text.name}</Th>
        <Th sort={sortBy("suffix")}>{text.suffix}</Th>
        <Th sort={sortBy("operations")} align="end">
          {text.operations}
        </Th>
        <Th>{text.products}</Th>
        <Th sort={sortBy("updatedAt")}>{text.changed}</Th>
      </TableHead>
      <TableBody>
        {items.map((api) => (
          <Tr key={api.id}>
            <Td label={text.name}>
              <span className="flex min-w-0 flex-wrap items-center gap-2 *:min-w-0">
                <TextLink href={`/admin/apis/${api.id}`}>{api.name}</TextLink>
                {api.version !== null && <Badge tone="info">{api.version}</Badge>}
                {api.deprecatedOn !== null && <Badge tone="warning">{versionMessages.deprecated}</Badge>}
                {!api.published && <Badge>{text.hidden}</Badge>}
              </span>
            </Td>
            <Td label={text.suffix}>
              <code className="font-mono text-code">/{api.suffix}</code>
            </Td>
            <Td label={text.operations} align="end">
              {api.operationCount}
            </Td>
            <Td label={text.products}>
              {api.products.length > 0 ? (
                api.products.join(", ")
              ) : (
                <span className="text-muted">{text.noProducts}</span>
              )}
            </Td>
            <Td label={text.changed}>
              <RelativeTime time={api.updatedAt} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
