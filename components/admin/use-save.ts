"use client";

import { useState } from "react";
import { type FieldPath, type FieldValues, get, type UseFormReturn } from "react-hook-form";
import { ApiProblem } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";

/** Why a form could not be saved, as far as its fields do not say so themselves. */
export interface SaveFailure {
  message: string;
  /** What is wrong with fields that the form does not show. */
  details: string[];
  requestId: string;
}

/** The form's inputs in the order in which they are seen. */
function inputsOf(form: unknown): HTMLInputElement[] {
  const elements = form instanceof HTMLFormElement ? [...form.elements] : [];
  // Fieldsets and buttons are elements too; what has a name here is an input.
  return elements.filter((element): element is HTMLInputElement => "name" in element && element.name !== "");
}

/** Puts the cursor into an input, opening what hides it. */
function goTo(input: HTMLInputElement | undefined): void {
  const hiding = input?.closest("details");
  if (hiding) hiding.open = true;
  input?.focus();
}

/**
 * Submits a form: what the schema or the server says of a field goes to that field, the first wrong one on the page
 * gets the focus, everything else is the failure to be shown above the buttons. What was typed stays in any case.
 * The form is made with `shouldFocusError: false`.
 */
export function useSave<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  send: (values: Output) => Promise<void>,
) {
  const [failure, setFailure] = useState<SaveFailure | null>(null);

  async function submit(values: Output, element: unknown) {
    setFailure(null);
    try {
      await send(values);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { errors, detail, requestId, status } = error.details;
      const inputs = inputsOf(element);
      const shown = errors.filter(({ field }) => inputs.some(({ name }) => name === field));
      for (const { field, message } of shown) {
        // The names come from the server, and the form has an input of each of them.
        form.setError(field as FieldPath<Input>, { type: "server", message });
      }
      goTo(inputs.find(({ name }) => shown.some(({ field }) => field === name)));
      setFailure({
        message: shown.length > 0 ? adminMessages.form.refused : detail,
        details:
          shown.length > 0 ? errors.filter((one) => !shown.includes(one)).map((one) => one.message) : [],
        requestId: status >= 500 ? requestId : "",
      });
    }
  }

  const onSubmit = form.handleSubmit(
    (values, event) => submit(values, event?.target),
    (errors, event) => goTo(inputsOf(event?.target).find(({ name }) => get(errors, name) !== undefined)),
  );

  return { onSubmit, failure };
}
