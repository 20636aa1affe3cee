import { Markdown } from "@/components/ui/markdown";
import { VariableChip } from "@/components/ui/path-template";
import type { Parameter } from "@/lib/catalogue/schema";
import { cataloguePageMessages as text } from "@/lib/messages/en/catalogue-pages";

const places = ["path", "query", "header"] as const;

/** An operation's parameters by place, each with what it takes. */
export function ParameterDocs({ parameters }: { parameters: readonly Parameter[] }) {
  if (parameters.length === 0) return <p className="text-muted">{text.noParameters}</p>;
  return (
    <div className="space-y-5">
      {places.map((place) => {
        const here = parameters.filter((parameter) => parameter.in === place);
        if (here.length === 0) return null;
        return (
          <div key={place}>
            <h3 className="mb-1 font-semibold text-muted text-subheading">{text.parametersIn[place]}</h3>
            <ul className="divide-y border-y">
              {here.map((parameter) => (
                <ParameterLine key={parameter.name} parameter={parameter} />
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function ParameterLine({ parameter }: { parameter: Parameter }) {
  const { name, in: place, type, required, description, default: preset, enum: allowed = [] } = parameter;
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        {place === "header" ? (
          <code className="break-all font-mono font-semibold text-code">{name}</code>
        ) : (
          <span className="text-code">
            <VariableChip name={name} />
          </span>
        )}
        {required ? (
          <span className="text-warning text-xs">{text.required}</span>
        ) : (
          <span className="text-muted text-xs">{text.optional}</span>
        )}
        <span className="text-muted text-xs">{type}</span>
      </div>
      {description !== undefined && description !== "" && (
        <Markdown className="mt-1 text-sm">{description}</Markdown>
      )}
      {preset !== undefined && preset !== "" && (
        <p className="mt-1 text-muted text-xs">
          {text.defaultValue} <code className="break-all font-mono text-text">{preset}</code>
        </p>
      )}
      {allowed.length > 0 && (
        <p className="mt-1 text-muted text-xs">
          {text.allowedValues}{" "}
          {allowed.map((value, index) => (
            <span key={value}>
              {index > 0 && ", "}
              <code className="font-mono text-text">{value}</code>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
