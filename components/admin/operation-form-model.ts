import type { z } from "zod";
import {
  freeParameters,
  type OperationInput,
  operationForm,
  type Parameter,
  type Representation,
  templateParameters,
} from "@/lib/catalogue/schema";

/** The operation as its form holds it: every text is there, if only empty, and JSON schemas are text. */
export type OperationFormInput = z.input<typeof operationForm>;
export type OperationFormOutput = z.output<typeof operationForm>;
export type ParameterField = NonNullable<OperationFormInput["parameters"]>[number];
export type RepresentationField = NonNullable<OperationFormInput["request"]>["representations"][number];
export type ResponseField = NonNullable<OperationFormInput["responses"]>[number];

export const formSchema = operationForm;

export const emptyOperation: OperationInput = {
  displayName: "",
  description: "",
  method: "POST",
  urlTemplate: "",
  parameters: [],
  request: null,
  responses: [{ status: 200, description: "OK", representations: [] }],
};

/** The form's first values for an operation. */
export function toForm(operation: OperationInput): OperationFormInput {
  const { request } = operation;
  return {
    displayName: operation.displayName,
    description: operation.description,
    method: operation.method,
    urlTemplate: operation.urlTemplate,
    parameters: operation.parameters.map(toParameterField),
    request: {
      description: request?.description ?? "",
      required: request?.required ?? false,
      representations: (request?.representations ?? []).map(toRepresentationField),
    },
    responses: operation.responses.map(({ status, description, representations }) => ({
      status,
      description,
      representations: representations.map(toRepresentationField),
    })),
  };
}

/** What the route takes: a request of which nothing is said is none. */
export function fromForm({ request, ...rest }: OperationFormOutput): OperationInput {
  const isSaid = request && (request.description || request.required || request.representations.length > 0);
  return { ...rest, request: isSaid ? request : null };
}

export function toParameterField(parameter: Parameter): ParameterField {
  return { default: "", description: "", enum: [], ...parameter };
}

function toRepresentationField({ contentType, sample, schema }: Representation): RepresentationField {
  return { contentType, sample: sample ?? "", schema: schema ? JSON.stringify(schema, null, 2) : "" };
}

export function emptyRepresentation(): RepresentationField {
  return { contentType: "application/json", sample: "", schema: "" };
}

export function emptyParameter(): ParameterField {
  return toParameterField({ name: "", in: "header", type: "string", required: false });
}

function plain(field: ParameterField): Parameter {
  return { ...field, type: field.type ?? "string", required: field.required ?? true };
}

/**
 * The parameters while a template is typed: those that it names come and go with it, those that were added by hand
 * stay. `remembered` is what was once said of parameters that are not there now. Null while the template is unreadable.
 */
export function followTyping(
  typed: string,
  before: string,
  fields: readonly ParameterField[],
  remembered: readonly ParameterField[],
): ParameterField[] | null {
  const byHand = freeParameters(before, fields.map(plain));
  const named = templateParameters(typed, [...fields, ...remembered].map(plain));
  return named && [...named, ...freeParameters(typed, byHand)].map(toParameterField);
}

/** How many of the parameters a template names; they are the first of the list. */
export function countNamed(template: string): number {
  return templateParameters(template, [])?.length ?? 0;
}
