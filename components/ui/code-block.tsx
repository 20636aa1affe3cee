import { uiMessages } from "@/lib/messages/en/ui";
import { CopyButton } from "./copy-button";
import { cx } from "./cx";

interface CodeBlockProps {
  code: string;
  /** What the code is: the block's accessible name, and its title where `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  /** Breaks long lines instead of scrolling sideways. */
  wrap?: boolean;
  /** A height class such as "max-h-80"; what is longer scrolls. */
  className?: string;
}

/** Code or a message body as it is, with a copy button. */
export function CodeBlock({ code, label, showLabel = false, wrap = false, className }: CodeBlockProps) {
  return (
    <div className="relative min-w-0 overflow-hidden rounded-lg border bg-subtle">
      {showLabel && (
        <div className="flex h-9 items-center justify-between border-b py-1 pr-1 pl-4 font-medium text-muted text-xs">
          {label}
          <CopyButton text={code} name={uiMessages.copyWhat(label)} />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: what scrolls must be reachable and named */}
      <pre
        role="region"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={cx(
          "overflow-auto px-4 py-3 font-mono text-code -outline-offset-2",
          !showLabel && "pr-11",
          wrap && "whitespace-pre-wrap break-words",
          className,
        )}
      >
        <code>{code}</code>
      </pre>
      {!showLabel && (
        <CopyButton
          text={code}
          name={uiMessages.copyWhat(label)}
          className="absolute top-1.5 right-1.5 bg-subtle"
        />
      )}
    </div>
  );
}
