import type { Parameter } from "./operation-schema";
import { parseUrlTemplate } from "./url-template";

/**
 * The parameters that a URL template names, in its order, each as `known` describes it or as a plain required text.
 * Null when the template does not parse. A query parameter that has no default is required: without a value there is
 * nothing to put in its place.
 */
export function templateParameters(template: string, known: readonly Parameter[]): Parameter[] | null {
  const parsed = parseUrlTemplate(template);
  if (!parsed.ok) return null;
  return parsed.template.parameters.map(({ name, in: place }) => {
    const described =
      known.find((parameter) => parameter.in === place && isNamed(parameter, name)) ??
      known.find((parameter) => parameter.in !== "header" && isNamed(parameter, name));
    const required = place === "path" || !described?.default || described.required;
    return { type: "string", ...described, name, in: place, required };
  });
}

/** The described parameters that do not stand in the template: headers, and query parameters that may be added to it. */
export function freeParameters(template: string, known: readonly Parameter[]): Parameter[] {
  const parsed = parseUrlTemplate(template);
  const named = parsed.ok ? parsed.template.parameters : [];
  return known.filter(
    (parameter) =>
      parameter.in === "header" ||
      (parameter.in === "query" && !named.some(({ name }) => isNamed(parameter, name))),
  );
}

/** The whole list as it is stored: the template's own first. What the template no longer names in its path is dropped. */
export function followTemplate(template: string, known: readonly Parameter[]): Parameter[] {
  return [...(templateParameters(template, known) ?? []), ...freeParameters(template, known)];
}

function isNamed(parameter: Parameter, name: string): boolean {
  return parameter.name.toLowerCase() === name.toLowerCase();
}
