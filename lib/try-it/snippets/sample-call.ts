import type { BuiltRequest, HeaderPair } from "../build-request";
import { isSecretName } from "../secret-names";

/** A call as code samples write it: a secret is an environment variable, never a text. */
export interface SampleCall {
  method: string;
  /** Absolute. */
  url: string;
  headers: SampleHeader[];
  /** Null when there is none. Samples write UTF-8. */
  body: string | null;
}

export type SampleHeader = { name: string; value: string } | { name: string; variable: string };

/** The variable that every sample reads the subscription key from. */
export const keyVariable = "GATEHOUSE_KEY";

/** The console's request as samples write it; `withKey` where a subscription or a pasted key goes along. */
export function toSampleCall(
  { method, path, headers, body }: BuiltRequest,
  { baseUrl, keyHeader, withKey }: { baseUrl: string; keyHeader: string; withKey: boolean },
): SampleCall {
  const isKey = ([name]: HeaderPair) => name.toLowerCase() === keyHeader.toLowerCase();
  const written = headers.filter((header) => !isKey(header)).map(toSampleHeader);
  const keyed = withKey || headers.some(isKey);
  return {
    method,
    url: `${baseUrl}${path}`,
    headers: keyed ? [...written, { name: keyHeader, variable: keyVariable }] : written,
    body: typeof body === "string" ? body : null,
  };
}

function toSampleHeader([name, value]: HeaderPair): SampleHeader {
  if (!isSecretName(name)) return { name, value };
  return { name, variable: `GATEHOUSE_${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}` };
}

/** The variables that must be set before a sample runs. */
export function variablesOf({ headers }: SampleCall): string[] {
  return headers.flatMap((header) => ("variable" in header ? [header.variable] : []));
}

/**
 * Headers for languages that keep them by name: repeated ones as one list, which means the same
 * (RFC 9110 section 5.3; cookies are joined by a semicolon, RFC 6265 section 5.4).
 */
export function mergedHeaders({ headers }: SampleCall): SampleHeader[] {
  const merged = new Map<string, SampleHeader>();
  for (const header of headers) {
    const lower = header.name.toLowerCase();
    const earlier = merged.get(lower);
    if (!earlier || !("value" in earlier) || !("value" in header)) merged.set(lower, header);
    else {
      const joint = lower === "cookie" ? "; " : ", ";
      merged.set(lower, { name: earlier.name, value: `${earlier.value}${joint}${header.value}` });
    }
  }
  return [...merged.values()];
}

/** The body's own type, for languages that set it beside the headers; and the headers without it. */
export function splitContentType(headers: readonly SampleHeader[]): {
  contentType: string | null;
  others: SampleHeader[];
} {
  const isType = ({ name }: SampleHeader) => name.toLowerCase() === "content-type";
  const type = headers.find(isType);
  return {
    contentType: type && "value" in type ? type.value : null,
    others: headers.filter((header) => !isType(header)),
  };
}
