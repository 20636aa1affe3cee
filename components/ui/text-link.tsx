import Link from "next/link";
import type { ComponentProps } from "react";
import { cx } from "./cx";

/** A link in a text. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cx(
        "text-accent-text underline decoration-1 underline-offset-2 hover:decoration-2",
        className,
      )}
    />
  );
}
