import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { policyMessages } from "@/lib/messages/en/policies";
import type { PolicyDocument, PolicyScope } from "@/lib/policies/schema";
import { describePolicy } from "./describe-policy";

const text = policyMessages.list;

interface PolicyTableProps {
  rows: readonly {
    scope: PolicyScope;
    targetId: string;
    name: string;
    document: PolicyDocument;
    changedAt: string | null;
  }[];
}

/** The policies that reach beyond one API, and what each sets. */
export function PolicyTable({ rows }: PolicyTableProps) {
  return (
    <Table label={policyMessages.title} cards>
      <TableHead>
        <Th>{text.name}</Th>
        <Th>{text.scope}</Th>
        <Th>{text.sets}</Th>
        <Th>{text.changed}</Th>
      </TableHead>
      <TableBody>
        {rows.map(({ scope, targetId, name, document, changedAt }) => (
          <Tr key={targetId}>
            <Td label={text.name}>
              <TextLink
                href={scope === "global" ? "/admin/policies/global" : `/admin/products/${targetId}/policies`}
              >
                {name}
              </TextLink>
            </Td>
            <Td label={text.scope}>{policyMessages.scopes[scope]}</Td>
            <Td label={text.sets}>{describePolicy(document).join(", ") || text.nothing}</Td>
            <Td label={text.changed}>
              {changedAt === null ? text.never : <RelativeTime time={changedAt} />}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
