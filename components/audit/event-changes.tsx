import { cx } from "@/components/ui/cx";
import { Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { AuditEventView, Change } from "@/lib/audit/schema";
import { auditMessages as text } from "@/lib/messages/en/audit";

interface EventChangesProps extends Pick<AuditEventView, "before" | "after"> {
  changes: readonly Change[];
}

/** What an event changed, value by value; what was made or removed shows one column. */
export function EventChanges({ before, after, changes }: EventChangesProps) {
  if (changes.length === 0) return <p className="text-muted text-sm">{text.noDetails}</p>;
  const [hadBefore, hasAfter] = [before !== null, after !== null];
  return (
    <Table label={text.changes} cards>
      <TableHead>
        <Th>{text.field}</Th>
        {hadBefore && <Th>{hasAfter ? text.before : text.value}</Th>}
        {hasAfter && <Th>{hadBefore ? text.after : text.value}</Th>}
      </TableHead>
      <TableBody>
        {changes.map((change) => (
          <Tr key={change.path}>
            <Td label={text.field}>
              <span className="break-words font-medium">{change.path}</span>
            </Td>
            {hadBefore && (
              <Td label={hasAfter ? text.before : text.value}>
                <Value value={change.before} tone={hasAfter ? "bg-danger-soft" : ""} />
              </Td>
            )}
            {hasAfter && (
              <Td label={hadBefore ? text.after : text.value}>
                <Value value={change.after} tone={hadBefore ? "bg-success-soft" : ""} />
              </Td>
            )}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function Value({ value, tone }: { value: string | null; tone: string }) {
  if (value === null || value === "") {
    return <span className="text-muted text-xs">{value === null ? text.absent : text.empty}</span>;
  }
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long value scrolls within itself, also by keyboard
      tabIndex={0}
      className={cx(
        "max-h-60 max-w-xl overflow-auto whitespace-pre-wrap rounded-sm px-1.5 py-0.5 text-left text-code",
        "[overflow-wrap:anywhere]",
        tone,
      )}
    >
      {value}
    </pre>
  );
}
