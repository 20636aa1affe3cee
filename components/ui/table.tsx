import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface TableProps {
  /** What the rows are: the table's accessible name. */
  label: string;
  /** On a phone each row becomes a card (cells need `label`); otherwise the table scrolls within itself. */
  cards?: boolean;
  className?: string;
  children: ReactNode;
}

/** The roles are said aloud because a row that is laid out as a card would lose them. */
export function Table({ label, cards = false, className, children }: TableProps) {
  return (
    // Positioned, so that what only screen readers get scrolls with it and does not widen the page.
    // biome-ignore lint/a11y/useSemanticElements: the frame scrolls, and what scrolls must be reachable and named
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cx("relative overflow-x-auto rounded-lg border bg-surface -outline-offset-2", className)}
    >
      {/* biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type */}
      <table role="table" aria-label={label} className={cx("w-full text-sm", cards && "table-cards")}>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type
    <thead role="rowgroup" className="border-b bg-subtle">
      {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type
    <tbody role="rowgroup" className="divide-y">
      {children}
    </tbody>
  );
}

export function Tr({ className, ...props }: ComponentProps<"tr">) {
  // biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type
  return <tr role="row" {...props} className={cx("hover:bg-subtle/60", className)} />;
}

type Alignment = "start" | "end";

interface Sort {
  direction?: "ascending" | "descending" | undefined;
  /** Where sorting by this column is an address ... */
  href?: string;
  /** ... or an act. */
  onSort?: () => void;
}

interface ThProps {
  children: ReactNode;
  align?: Alignment;
  sort?: Sort;
  /** For a column that needs no heading in sight, such as the rows' actions. */
  hidden?: boolean;
  className?: string;
}

export function Th({ children, align = "start", sort, hidden = false, className }: ThProps) {
  return (
    <th
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type
      role="columnheader"
      aria-sort={sort?.direction}
      className={cx(
        "whitespace-nowrap px-4 py-2 font-medium text-muted text-xs",
        align === "end" ? "text-right" : "text-left",
        className,
      )}
    >
      {sort ? (
        <SortControl {...sort}>{children}</SortControl>
      ) : hidden ? (
        <Hidden>{children}</Hidden>
      ) : (
        children
      )}
    </th>
  );
}

function Hidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

function SortControl({ direction, href, onSort, children }: Sort & { children: ReactNode }) {
  const className = "inline-flex min-h-6 items-center gap-1 hover:text-text";
  const Icon = direction === "descending" ? ArrowDown : ArrowUp;
  const content = (
    <>
      {children}
      <Icon aria-hidden="true" className={cx("size-3.5", !direction && "opacity-0")} />
    </>
  );
  if (href !== undefined) {
    return (
      <Link href={href} scroll={false} className={className}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" onClick={onSort} className={className}>
      {content}
    </button>
  );
}

interface TdProps extends Omit<ComponentProps<"td">, "align"> {
  align?: Alignment;
  /** The column's name, shown before the value where rows are cards. */
  label?: string;
}

export function Td({ align = "start", label, className, ...props }: TdProps) {
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: kept where the layout changes the display type
      role="cell"
      data-label={label}
      {...props}
      className={cx("px-4 py-2.5 align-middle", align === "end" && "text-right tabular-nums", className)}
    />
  );
}
