import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type AlertTone = "info" | "success" | "warning" | "danger";

const looks = {
  info: { Icon: Info, box: "bg-info-soft", icon: "text-info" },
  success: { Icon: CircleCheck, box: "bg-success-soft", icon: "text-success" },
  warning: { Icon: TriangleAlert, box: "bg-warning-soft", icon: "text-warning" },
  danger: { Icon: CircleAlert, box: "bg-danger-soft", icon: "text-danger" },
};

interface AlertProps {
  tone?: AlertTone;
  title?: ReactNode;
  /** A button or a link that helps. */
  action?: ReactNode;
  /** False for a note that stands there from the start and need not be announced. */
  announce?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A message in the page, where what it is about happened. */
export function Alert({ tone = "info", title, action, announce = true, className, children }: AlertProps) {
  const { Icon, box, icon } = looks[tone];
  const role = announce ? (tone === "danger" || tone === "warning" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={cx("flex items-start gap-3 rounded-lg px-4 py-3 text-sm", box, className)}>
      <Icon aria-hidden="true" className={cx("mt-0.5 size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action !== undefined && <div className="shrink-0">{action}</div>}
    </div>
  );
}
