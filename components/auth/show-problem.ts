import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiProblem } from "@/lib/http/api-client";

/**
 * Puts what a route of ours answered where it belongs: under the fields it names, else above the form. The first
 * wrong field gets the focus.
 */
export function showProblem<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  fields: readonly Path<Values>[],
  error: unknown,
  fallback: string,
): void {
  const named = error instanceof ApiProblem ? error.details.errors : [];
  const shown = fields.flatMap((field) => named.find((one) => one.field === field) ?? []);
  for (const [index, { field, message }] of shown.entries()) {
    const path = fields.find((one) => one === field);
    if (path) form.setError(path, { message }, { shouldFocus: index === 0 });
  }
  if (shown.length > 0) return;
  form.setError("root", { message: error instanceof ApiProblem ? error.message : fallback });
}
