"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import { entranceMessages } from "@/lib/messages/en/entrances";
import { showProblem } from "./show-problem";

interface AuthFormRules<Values extends FieldValues> {
  schema: z.ZodType<Values, Values>;
  defaults: DefaultValues<Values>;
  /** Those that the form shows. */
  fields: readonly Path<Values>[];
  send: (values: Values) => Promise<unknown>;
}

/** A form of an entrance: what the server says of a field goes to that field, the rest above the form. */
export function useAuthForm<Values extends FieldValues>({
  schema,
  defaults,
  fields,
  send,
}: AuthFormRules<Values>) {
  const form = useForm<Values>({ resolver: zodResolver(schema), mode: "onTouched", defaultValues: defaults });
  const { errors, isSubmitting } = form.formState;
  const onSubmit = form.handleSubmit(async (values) => {
    try {
      await send(values);
    } catch (error) {
      showProblem(form, fields, error, entranceMessages.failed);
    }
  });
  return {
    register: form.register,
    errors,
    frame: { onSubmit, failure: errors.root?.message, pending: isSubmitting },
  };
}

/** A whole new page, so that nothing rendered for a guest is left; the form stays busy until it is there. */
export function goTo(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}
