import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

interface PageHeaderProps {
  title: string;
  /** Beside the title: badges. */
  meta?: ReactNode;
  description?: ReactNode;
  /** Buttons; the primary one first. */
  actions?: ReactNode;
  breadcrumb?: readonly Crumb[];
}

/** The head of a page: where it is, what it is, what can be done with all of it. */
export function PageHeader({ title, meta, description, actions, breadcrumb }: PageHeaderProps) {
  return (
    <div className="mb-6">
      {breadcrumb && (
        <div className="mb-1.5">
          <Breadcrumb items={breadcrumb} />
        </div>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 sm:flex-1 sm:basis-80">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words font-semibold text-title">{title}</h1>
            {meta}
          </div>
          {description !== undefined && <div className="mt-1 max-w-prose text-muted">{description}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
