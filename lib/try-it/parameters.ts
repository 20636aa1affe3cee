import type { Parameter } from "@/lib/catalogue/schema";
import { freeParameters, templateParameters } from "@/lib/catalogue/template-parameters";
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
 */
export function operationParameters({ urlTemplate, parameters }: CallableOperation): Parameter[] {
  const parsed = parseUrlTemplate(urlTemplate);
  const named = templateParameters(urlTemplate, parameters) ?? [];
  const free = freeParameters(urlTemplate, parameters);
  const rest: Parameter[] =
    parsed.ok && parsed.template.wildcard
      ? [{ name: wildcardName, in: "path", type: "string", required: false }]
      : [];
  const inPlace = (list: readonly Parameter[], place: Parameter["in"]) =>
    list.filter((parameter) => parameter.in === place);
  return [
    ...inPlace(named, "path"),
    ...rest,
    ...inPlace(named, "query"),
    ...inPlace(free, "query"),
    ...inPlace(free, "header"),
  ];
}

/** The values that fields begin with: every default, the optional ones' too. */
export function defaultValues(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map((parameter) => [parameterKey(parameter), parameter.default ?? ""]),
  );
}
