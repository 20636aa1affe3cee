"use client";

import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiProblem } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";

/** Why a form could not be saved, as far as its fields do not say so themselves. */
export interface SaveFailure {
  message: string;
  /** What is wrong with fields that the form does not show. */
  details: string[];
  requestId: string;
}

function isShown(field: string): boolean {
  return document.querySelector(`form [name="${CSS.escape(field)}"]`) !== null;
}

/**
 * Submits a form: what the server says of a field goes to that field, the first of them gets the focus, everything
 * else is the failure to be shown above the buttons. What was typed stays in any case.
 */
export function useSave<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  send: (values: Output) => Promise<void>,
) {
  const [failure, setFailure] = useState<SaveFailure | null>(null);

  const onSubmit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await send(values);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { errors, detail, requestId, status } = error.details;
      const shown = errors.filter(({ field }) => isShown(field));
      for (const [index, { field, message }] of shown.entries()) {
        // The names come from the server, and `isShown` has found each of them in the form.
        form.setError(field as FieldPath<Input>, { type: "server", message }, { shouldFocus: index === 0 });
      }
      setFailure({
        message: shown.length > 0 ? adminMessages.form.refused : detail,
        details:
          shown.length > 0 ? errors.filter((one) => !shown.includes(one)).map((one) => one.message) : [],
        requestId: status >= 500 ? requestId : "",
      });
    }
  });

  return { onSubmit, failure };
}
