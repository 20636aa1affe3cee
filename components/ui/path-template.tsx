import { Fragment } from "react";
import { cx } from "./cx";

/** `{name}` shown as a chip: the same in an address, in a form and in the documentation. */
export function VariableChip({ name }: { name: string }) {
  return (
    <span className="rounded-sm bg-accent-soft px-0.5 py-px font-mono text-accent-text">{`{${name}}`}</span>
  );
}

/** An address with its `{variables}` as chips; it breaks after slashes and never overflows. */
export function PathTemplate({ template, className }: { template: string; className?: string }) {
  const parts = template.split(/(\{[^{}]*\})/).filter((part) => part !== "");
  return (
    <code className={cx("break-words font-mono text-code leading-6", className)}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one template never move
        <Fragment key={index}>
          {part.startsWith("{") && part.endsWith("}") ? (
            <VariableChip name={part.slice(1, -1)} />
          ) : (
            breakable(part)
          )}
        </Fragment>
      ))}
    </code>
  );
}

function breakable(text: string) {
  return text.split(/(?<=[/?&])/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
    <Fragment key={index}>
      {piece}
      <wbr />
    </Fragment>
  ));
}
