import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";
import type { SchemaLine } from "./describe-schema";

/** A schema as a list of its parts; what is inside a part folds away. */
export function SchemaView({ line }: { line: SchemaLine }) {
  return (
    <ul className="text-sm">
      <SchemaPart line={line} depth={0} />
    </ul>
  );
}

const openTo = 3;

function SchemaPart({ line, depth }: { line: SchemaLine; depth: number }) {
  return (
    <li className="py-1">
      {line.children.length === 0 ? (
        <div className="pl-4">
          <SchemaHead line={line} />
        </div>
      ) : (
        <details open={depth < openTo}>
          <summary className="relative list-none pl-4 before:absolute before:top-1 before:left-0 before:text-muted before:text-xs before:content-['▸'] [[open]>&]:before:content-['▾'] [&::-webkit-details-marker]:hidden">
            <SchemaHead line={line} />
          </summary>
          <ul className="ml-1 border-l pl-3">
            {line.children.map((child) => (
              <SchemaPart key={child.name} line={child} depth={depth + 1} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function SchemaHead({ line }: { line: SchemaLine }) {
  return (
    <>
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        {line.literal ? (
          <code className="break-all font-mono font-semibold text-code">{line.name}</code>
        ) : (
          <span className="text-muted">{line.name}</span>
        )}
        <span className="text-muted text-xs">{line.type}</span>
        {line.required && <span className="text-warning text-xs">{text.required}</span>}
      </span>
      {line.description !== undefined && <p className="text-muted">{line.description}</p>}
      {line.facts.map(({ label, value }) => (
        <p key={label} className="text-muted text-xs">
          {label} <code className="break-all font-mono text-text">{value}</code>
        </p>
      ))}
      {line.note !== undefined && <p className="text-muted text-xs">{line.note}</p>}
    </>
  );
}
