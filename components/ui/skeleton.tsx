import { cx } from "./cx";

/** A grey place holder of the size that the content will have: give it height and width. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("block animate-pulse rounded-md bg-border/70", className)} />;
}
