import { cx } from "./cx";

const methodClass: Record<string, string> = {
  GET: "bg-method-get-soft text-method-get",
  POST: "bg-method-post-soft text-method-post",
  PUT: "bg-method-put-soft text-method-put",
  PATCH: "bg-method-patch-soft text-method-patch",
  DELETE: "bg-method-delete-soft text-method-delete",
};

interface MethodBadgeProps {
  method: string;
  /** "fixed" gives all methods one width, for lists. */
  width?: "auto" | "fixed";
  className?: string;
}

/** An HTTP method in its quiet tone; only DELETE is red. */
export function MethodBadge({ method, width = "auto", className }: MethodBadgeProps) {
  const name = method.toUpperCase();
  return (
    <span
      className={cx(
        "inline-flex h-5.5 shrink-0 items-center justify-center rounded-sm px-1.5 font-mono font-semibold text-xs",
        width === "fixed" && "w-16",
        methodClass[name] ?? "bg-method-other-soft text-method-other",
        className,
      )}
    >
      {name}
    </span>
  );
}
