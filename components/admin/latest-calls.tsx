import { EmptyState } from "@/components/ui/empty-state";
import { MethodBadge } from "@/components/ui/method-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { adminMessages, reasonPhrases } from "@/lib/messages/en/admin";

const text = adminMessages.overview;

interface LatestCall {
  id: string;
  at: string;
  source: string;
  /** The API and the operation in words; null when none took the call, or it is gone. */
  operation: string | null;
  method: string;
  target: string;
  status: number;
  /** Why the gateway refused it; empty where it did not. */
  refusal: string;
  durationMs: number;
}

/** The last calls that came in, refused ones with the reason. */
export function LatestCalls({ calls }: { calls: readonly LatestCall[] }) {
  return (
    <>
      <h2 className="mb-3 font-semibold text-heading">{text.latestCalls}</h2>
      {calls.length === 0 ? (
        <EmptyState title={text.noCalls} description={text.noCallsHint} />
      ) : (
        <Table label={text.latestCalls} cards>
          <TableHead>
            <Th>{text.time}</Th>
            <Th>{text.status}</Th>
            <Th>{text.operation}</Th>
            <Th>{text.call}</Th>
            <Th>{text.source}</Th>
            <Th align="end">{text.duration}</Th>
          </TableHead>
          <TableBody>
            {calls.map((call) => (
              <CallRow key={call.id} call={call} />
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

function CallRow({ call }: { call: LatestCall }) {
  return (
    <Tr>
      <Td label={text.time} className="whitespace-nowrap">
        <RelativeTime time={call.at} />
      </Td>
      <Td label={text.status} className="whitespace-nowrap">
        <StatusBadge status={call.status} word={reasonPhrases[call.status] ?? ""} />
      </Td>
      <Td label={text.operation}>
        <span className="block min-w-0">
          {call.operation ?? <span className="text-muted">{text.unmatched}</span>}
          {call.refusal !== "" && <span className="block text-muted text-xs">{call.refusal}</span>}
        </span>
      </Td>
      <Td label={text.call} className="max-w-56 2xl:max-w-80">
        <span className="flex min-w-0 items-center gap-2">
          <MethodBadge method={call.method} />
          <code className="truncate font-mono text-code" title={call.target}>
            {call.target}
          </code>
        </span>
      </Td>
      <Td label={text.source}>{call.source === "console" ? text.sources.console : text.sources.gateway}</Td>
      <Td label={text.duration} align="end" className="whitespace-nowrap">
        {text.milliseconds(call.durationMs)}
      </Td>
    </Tr>
  );
}
