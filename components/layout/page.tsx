import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface PageProps {
  /** Up to 1536 px instead of 1280: for pages with a console beside the documentation. */
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

/** A portal page's column. The admin shell brings its own. */
export function Page({ wide = false, className, children }: PageProps) {
  return <div className={cx(wide ? "page-width-wide" : "page-width", "py-8", className)}>{children}</div>;
}
