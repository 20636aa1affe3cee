import { MethodBadge } from "@/components/ui/method-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { adminMessages, reasonPhrases } from "@/lib/messages/en/admin";

const text = adminMessages.overview;

export interface LoggedCall {
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

/** Calls, refused ones with the reason; each leads to a page of its own. */
export function CallTable({ label, calls }: { label: string; calls: readonly LoggedCall[] }) {
  return (
    <Table label={label} cards>
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
  );
}

function CallRow({ call }: { call: LoggedCall }) {
  return (
    <Tr>
      <Td label={text.time} className="whitespace-nowrap">
        <TextLink href={`/admin/calls/${call.id}`}>
          <RelativeTime time={call.at} />
        </TextLink>
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
