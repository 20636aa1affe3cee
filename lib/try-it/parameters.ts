import type { Parameter } from "@/lib/catalogue/schema";
import { parseUrlTemplate } from "@/lib/catalogue/url-template";

/** What a call is made from: the operation, as far as building a request needs it. */
export interface CallableOperation {
  /** Upper case. */
  method: string;
  urlTemplate: string;
  parameters: readonly Parameter[];
}

/** The name under which the part of the path that a wildcard stands for is asked. */
export const wildcardName = "*";

/** Names may repeat in another place, so the place is part of the key: `path:workspace`. */
export function parameterKey({ in: place, name }: Pick<Parameter, "in" | "name">): string {
  return `${place}:${name}`;
}

/**
 * All parameters of an operation, in the order in which they are asked: those of the template (as described, or as
 * plain strings where only the template names them), then further query parameters, then headers.
 * A path's are always required, and so is a query parameter of the template without a default: the gateway matches
 * no call without it.
 */
export function operationParameters({ urlTemplate, parameters }: CallableOperation): Parameter[] {
  const parsed = parseUrlTemplate(urlTemplate);
  const template = parsed.ok ? parsed.template : null;
  const inTemplate = (template?.parameters ?? []).map(({ name, in: place }) => {
    const known = parameters.find(
      (parameter) => parameter.in === place && parameter.name.toLowerCase() === name.toLowerCase(),
    );
    const required = place === "path" || known?.default === undefined;
    return { type: "string" as const, ...known, name, in: place, required };
  });
  const wildcard: Parameter[] = template?.wildcard
    ? [{ name: wildcardName, in: "path", type: "string", required: false }]
    : [];
  const taken = new Set(
    [...inTemplate, ...wildcard].map((parameter) => parameterKey(parameter).toLowerCase()),
  );
  const others = parameters.filter(
    (parameter) => parameter.in !== "path" && !taken.has(parameterKey(parameter).toLowerCase()),
  );
  return [
    ...inTemplate.filter((parameter) => parameter.in === "path"),
    ...wildcard,
    ...inTemplate.filter((parameter) => parameter.in === "query"),
    ...others.filter((parameter) => parameter.in === "query"),
    ...others.filter((parameter) => parameter.in === "header"),
  ];
}

/** The values that fields begin with: every default, the optional ones' too. */
export function defaultValues(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map((parameter) => [parameterKey(parameter), parameter.default ?? ""]),
  );
}
