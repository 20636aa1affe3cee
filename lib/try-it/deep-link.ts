import type { Parameter } from "@/lib/catalogue/schema";
import { parameterKey } from "./parameters";
import { isSecretName } from "./secret-names";

/**
 * A link to an operation that carries parameters and body, never a secret. It stands in the URL's fragment, which
 * browsers keep to themselves: no server, log or Referer sees what a link carries.
 */
const marker = "try-it";

export interface LinkedValues {
  /** By `parameterKey`. */
  parameters: Record<string, string>;
  contentType?: string;
  body?: string;
}

/** The fragment, without `#`. Values equal to the defaults are left out, and so is what may be a secret. */
export function writeDeepLink(
  parameters: readonly Parameter[],
  values: { parameters: Readonly<Record<string, string>>; contentType: string | null; body: string },
  defaults: { contentType: string | null; body: string },
  keyNames: { keyHeader: string; keyQuery: string },
): string {
  const link = new URLSearchParams();
  for (const parameter of parameters) {
    const value = values.parameters[parameterKey(parameter)] ?? "";
    if (value === (parameter.default ?? "") || isSecret(parameter, keyNames)) continue;
    link.append(parameterKey(parameter), value);
  }
  if (values.contentType !== null && values.contentType !== defaults.contentType) {
    link.append("type", values.contentType);
  }
  if (values.body !== defaults.body) link.append("body", values.body);
  const written = link.toString();
  return written === "" ? marker : `${marker}&${written}`;
}

/** What a fragment carries for this operation, or null when it is none of ours. Unknown names are passed over. */
export function readDeepLink(
  fragment: string,
  parameters: readonly Parameter[],
  keyNames: { keyHeader: string; keyQuery: string },
): LinkedValues | null {
  const [first, ...rest] = fragment.replace(/^#/, "").split("&");
  if (first !== marker) return null;
  const link = new URLSearchParams(rest.join("&"));
  const linked: LinkedValues = { parameters: {} };
  for (const parameter of parameters) {
    const value = link.get(parameterKey(parameter));
    if (value !== null && !isSecret(parameter, keyNames)) linked.parameters[parameterKey(parameter)] = value;
  }
  const contentType = link.get("type");
  const body = link.get("body");
  if (contentType !== null) linked.contentType = contentType;
  if (body !== null) linked.body = body;
  return linked;
}

function isSecret(
  { in: place, name }: Parameter,
  { keyHeader, keyQuery }: { keyHeader: string; keyQuery: string },
): boolean {
  const lower = name.toLowerCase();
  if (place === "header" && lower === keyHeader.toLowerCase()) return true;
  if (place === "query" && lower === keyQuery.toLowerCase()) return true;
  return isSecretName(name);
}
