import type { ReactNode } from "react";
import { cx } from "./cx";

interface FormActionsProps {
  /** Beside the buttons: "Not saved yet". */
  note?: ReactNode;
  /** Stays at the bottom edge while a long form scrolls. */
  sticky?: boolean;
  /** The buttons, the one primary button first. */
  children: ReactNode;
}

/** The end of a form: its buttons and what there is to say about them. */
export function FormActions({ note, sticky = false, children }: FormActionsProps) {
  return (
    <div
      className={cx(
        "flex flex-wrap items-center gap-2 border-t pt-4",
        sticky && "sticky bottom-0 z-10 bg-background pb-4",
      )}
    >
      {children}
      {note !== undefined && (
        <span role="status" className="text-muted text-sm">
          {note}
        </span>
      )}
    </div>
  );
}
