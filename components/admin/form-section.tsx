import { type ReactNode, useId } from "react";

interface FormSectionProps {
  title: string;
  description?: ReactNode;
  /** Buttons at the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A framed part of a form, named by its heading. */
export function FormSection({ title, description, actions, children }: FormSectionProps) {
  const id = useId();
  return (
    <fieldset
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      className="min-w-0 rounded-lg border bg-surface"
    >
      <div className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4">
        <div className="min-w-0">
          <h2 id={`${id}-title`} className="font-semibold text-heading">
            {title}
          </h2>
          {description !== undefined && (
            <p id={`${id}-description`} className="mt-0.5 max-w-prose text-muted text-sm">
              {description}
            </p>
          )}
        </div>
        {actions}
      </div>
      <div className="space-y-4 px-5 py-4">{children}</div>
    </fieldset>
  );
}
