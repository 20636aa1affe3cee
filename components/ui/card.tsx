import type { ReactNode } from "react";
import { cx } from "./cx";

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons or a badge at the end of the title's line. */
  actions?: ReactNode;
  /** Leaves out the inner space, for a table or a list that goes to the edges. */
  flush?: boolean;
  as?: "section" | "div" | "article" | "li";
  headingLevel?: 2 | 3;
  className?: string;
  children?: ReactNode;
}

/** A framed part of a page. */
export function Card({
  title,
  description,
  actions,
  flush = false,
  as: Element = "section",
  headingLevel = 2,
  className,
  children,
}: CardProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const hasHead = title !== undefined || actions !== undefined;
  return (
    <Element className={cx("min-w-0 rounded-lg border bg-surface", className)}>
      {hasHead && (
        <div className={cx("flex flex-wrap items-start justify-between gap-3 px-5 pt-4", flush && "pb-4")}>
          <div className="min-w-0">
            {title !== undefined && <Heading className="font-semibold text-heading">{title}</Heading>}
            {description !== undefined && <div className="mt-0.5 text-muted text-sm">{description}</div>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      {children !== undefined && (
        <div className={flush ? cx(hasHead && "border-t") : "px-5 py-4"}>{children}</div>
      )}
    </Element>
  );
}
