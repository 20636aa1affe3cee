"use client";

import { useRef, useState } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import {
  countNamed,
  followTyping,
  type OperationFormInput,
  type ParameterField,
} from "./operation-form-model";

/** The form's list of parameters, kept in step with the URL template while it is typed. */
export function useTemplateParameters(firstTemplate: string) {
  const { control, getValues } = useFormContext<OperationFormInput>();
  const { fields, append, remove, replace } = useFieldArray({ control, name: "parameters" });
  /** The last template that could be read, and how many of the parameters it names. */
  const [readable, setReadable] = useState({ template: firstTemplate, named: countNamed(firstTemplate) });
  const remembered = useRef<ParameterField[]>([]);

  function follow(template: string) {
    const current = getValues("parameters") ?? [];
    const next = followTyping(template.trim(), readable.template, current, remembered.current);
    if (next === null) return;
    // The latest word on a parameter is found first.
    remembered.current = [...current, ...remembered.current].slice(0, 200);
    setReadable({ template: template.trim(), named: countNamed(template.trim()) });
    if (isSameList(next, current)) return;
    replace(next);
  }

  return { fields, named: readable.named, append, remove, follow };
}

function isSameList(one: readonly ParameterField[], other: readonly ParameterField[]): boolean {
  const key = ({ in: place, name }: ParameterField) => `${place} ${name}`;
  return (
    one.length === other.length && one.every((field, index) => key(field) === key(other[index] ?? field))
  );
}
