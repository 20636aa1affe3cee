"use client";

import { useState } from "react";
import { type FieldPath, type FieldValues, get, type UseFormReturn } from "react-hook-form";
import { ApiProblem, type Edit } from "@/lib/http/api-client";
import { adminMessages } from "@/lib/messages/en/admin";
import { useEdit } from "./edited";

/** Why a form could not be saved, as far as its fields do not say so themselves. */
export interface SaveFailure {
  message: string;
  /** What is wrong with fields that the form does not show. */
  details: string[];
  requestId: string;
  /** Somebody else has saved meanwhile: when, and what can be done about it. */
  changed?: { at: string | null; reload: () => void; saveOver: () => void };
}

/** Why a save was refused as a whole, and what can be done where somebody else has saved meanwhile. */
export function failureOf(
  { details: { detail, requestId, status, changed } }: ApiProblem,
  repair: { reload: () => void; saveOver: () => void },
): SaveFailure {
  return {
    message: detail,
    details: [],
    requestId: status >= 500 ? requestId : "",
    ...(changed && { changed: { at: changed.at, ...repair } }),
  };
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
 * The form is made with `shouldFocusError: false`. Inside an `Edited` it saves over nothing that it was not opened with,
 * unless told to: `send` passes its second argument on to `callApi`.
 */
export function useSave<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  send: (values: Output, edit: Edit) => Promise<void>,
) {
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const editOf = useEdit();

  async function submit(values: Output, element: unknown, isOver = false) {
    setFailure(null);
    try {
      await send(values, editOf(isOver));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { errors } = error.details;
      const inputs = inputsOf(element);
      const shown = errors.filter(({ field }) => inputs.some(({ name }) => name === field));
      for (const { field, message } of shown) {
        // The names come from the server, and the form has an input of each of them.
        form.setError(field as FieldPath<Input>, { type: "server", message });
      }
      goTo(inputs.find(({ name }) => shown.some(({ field }) => field === name)));
      const others = errors.filter((one) => !shown.includes(one)).map((one) => one.message);
      setFailure({
        ...failureOf(error, { reload, saveOver: () => saveOver(element) }),
        ...(shown.length > 0 && { message: adminMessages.form.refused, details: others }),
      });
    }
  }

  function saveOver(element: unknown): void {
    void form.handleSubmit((values) => submit(values, element, true))();
  }

  /** With nothing typed there is nothing to warn of. */
  function reload(): void {
    form.reset();
    setTimeout(() => window.location.reload());
  }

  const onSubmit = form.handleSubmit(
    (values, event) => submit(values, event?.target),
    (errors, event) => goTo(inputsOf(event?.target).find(({ name }) => get(errors, name) !== undefined)),
  );

  return { onSubmit, failure };
}
