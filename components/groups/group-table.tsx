import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { GroupSort } from "@/lib/groups/schema";
import type { SortBy } from "@/lib/lists/schema";
import { groupMessages as text } from "@/lib/messages/en/groups";

interface GroupTableProps {
  items: readonly {
    id: string;
    name: string;
    description: string;
    isSystem: boolean;
    /** Null where members follow from a rule. */
    memberCount: number | null;
    products: readonly string[];
  }[];
  sortBy: SortBy<GroupSort>;
}

/** The groups of one page of the list. */
export function GroupTable({ items, sortBy }: GroupTableProps) {
  return (
    <Table label={text.title} cards>
      <TableHead>
        <Th sort={sortBy("name")}>{text.name}</Th>
        <Th sort={sortBy("members")}>{text.members}</Th>
        <Th sort={sortBy("products")}>{text.products}</Th>
      </TableHead>
      <TableBody>
        {items.map(({ id, name, description, isSystem, memberCount, products }) => (
          <Tr key={id}>
            <Td label={text.name}>
              <span className="block min-w-0">
                <span className="flex min-w-0 flex-wrap items-center gap-2 *:min-w-0">
                  <TextLink href={`/admin/groups/${id}`}>{name}</TextLink>
                  {isSystem && <Badge>{text.builtIn}</Badge>}
                </span>
                <span className="block text-muted text-xs">
                  {(isSystem && text.rules[name]) || description}
                </span>
              </span>
            </Td>
            <Td label={text.members}>{memberCount ?? <span className="text-muted">{text.byRule}</span>}</Td>
            <Td label={text.products}>
              {products.length > 0 ? (
                products.join(", ")
              ) : (
                <span className="text-muted">{text.noProducts}</span>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
