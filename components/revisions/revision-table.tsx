import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import type { RevisionList } from "@/lib/revisions/schema";

interface RevisionTableProps extends Pick<RevisionList, "revisions" | "isLatestLive"> {
  apiId: string;
}

/** What was published of an API, latest first. */
export function RevisionTable({ apiId, revisions, isLatestLive }: RevisionTableProps) {
  return (
    <Table label={text.history} cards>
      <TableHead>
        <Th>{text.number}</Th>
        <Th>{text.note}</Th>
        <Th>{text.who}</Th>
        <Th>{text.when}</Th>
      </TableHead>
      <TableBody>
        {revisions.map(({ number, note, restored, actorName, publishedAt }, index) => (
          <Tr key={number}>
            <Td label={text.number}>
              <span className="flex min-w-0 flex-wrap items-center gap-2 *:min-w-0">
                <TextLink href={`/admin/apis/${apiId}/revisions/${number}`}>{text.numbered(number)}</TextLink>
                {index === 0 && (
                  <Badge tone={isLatestLive ? "success" : "neutral"}>
                    {isLatestLive ? text.current : text.changedSince}
                  </Badge>
                )}
              </span>
            </Td>
            <Td label={text.note}>
              <span className="line-clamp-2 max-w-prose break-words">
                {note ?? <span className="text-muted">{text.kept}</span>}
              </span>
              {restored !== null && <span className="text-muted text-xs">{text.restored(restored)}</span>}
            </Td>
            <Td label={text.who}>{actorName}</Td>
            <Td label={text.when}>
              <RelativeTime time={publishedAt} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
