import { MethodBadge } from "@/components/ui/method-badge";
import { PathTemplate } from "@/components/ui/path-template";
import type { OperationLine } from "@/lib/publishing/schema";

interface OperationLinesProps {
  label: string;
  operations: readonly (OperationLine & { aside?: string })[];
}

/** Operations on their way in, one to a line. */
export function OperationLines({ label, operations }: OperationLinesProps) {
  return (
    <ul aria-label={label} className="max-h-96 divide-y overflow-y-auto rounded-md border bg-surface">
      {operations.map(({ method, urlTemplate, displayName, aside }) => (
        <li
          key={`${method} ${urlTemplate}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2"
        >
          <MethodBadge method={method} width="fixed" />
          <span className="font-semibold text-sm">{displayName}</span>
          <span className="min-w-0 text-muted text-sm">
            <PathTemplate template={urlTemplate} />
          </span>
          {aside !== undefined && <span className="text-muted text-xs">{aside}</span>}
        </li>
      ))}
    </ul>
  );
}
