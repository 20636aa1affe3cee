import { uiMessages } from "@/lib/messages/en/ui";
import { CopyButton } from "./copy-button";
import { cx } from "./cx";
import { type JsonTokenKind, jsonTokens } from "./json-tokens";

interface CodeBlockProps {
  code: string;
  /** What the code is: the block's accessible name, and its title where `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  /** Colours JSON; other texts stay as they are. */
  language?: "json" | "text";
  /** Breaks long lines instead of scrolling sideways. */
  wrap?: boolean;
  /** A height class such as "max-h-80"; what is longer scrolls. */
  className?: string;
}

/** Code or a message body as it is, with a copy button. */
export function CodeBlock({
  code,
  label,
  showLabel = false,
  language = "text",
  wrap = false,
  className,
}: CodeBlockProps) {
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
        <code>{language === "json" ? <ColouredJson text={code} /> : code}</code>
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

/** Beyond this length every piece costs more than its colour is worth. */
const colouredLimitChars = 50_000;

const tokenClass: Record<Exclude<JsonTokenKind, "plain">, string> = {
  key: "text-method-get",
  string: "text-accent-text",
  number: "text-method-put",
  word: "text-method-patch",
};

function ColouredJson({ text }: { text: string }) {
  if (text.length > colouredLimitChars) return text;
  return jsonTokens(text).map(({ kind, text: piece }, index) =>
    kind === "plain" ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <span key={index} className={tokenClass[kind]}>
        {piece}
      </span>
    ),
  );
}
