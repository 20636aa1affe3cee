"use client";

import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { traceMessages as text } from "@/lib/messages/en/try-it-trace";
import type { CallSummary } from "@/lib/try-it/frames";
import { formatMs } from "@/lib/try-it/measures";

/** What the gateway did with the call, step by step. Loaded when it is looked at. */
export default function TraceView({ trace }: { trace: CallSummary["trace"] }) {
  return (
    <Table label={text.title}>
      <TableHead>
        <Th>{text.step}</Th>
        <Th>{text.verdict}</Th>
        <Th align="end">{text.at}</Th>
      </TableHead>
      <TableBody>
        {trace.map(({ step, verdict, atMs }) => (
          <Tr key={`${step} ${atMs}`}>
            <Td>{step}</Td>
            <Td>{verdict}</Td>
            <Td align="end">{formatMs(atMs)}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
