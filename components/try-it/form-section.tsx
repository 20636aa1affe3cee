import { type ReactNode, useId } from "react";

interface FormSectionProps {
  title: string;
  /** Stands at the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A named group of fields in the console. */
export function FormSection({ title, action, children }: FormSectionProps) {
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a line with its action
    <div role="group" aria-labelledby={titleId}>
      <div className="mb-2 flex min-h-7 items-center justify-between gap-3">
        <h3 id={titleId} className="font-semibold text-subheading">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </div>
  );
}
