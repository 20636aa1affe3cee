import type { NamedValues, NamingText } from "@/lib/named-values/resolve";
import type { Change, PolicyDocument } from "./schema";

/** The texts of a document that may use named values, each with the field it stands in. */
export function namingTexts({ request, response }: PolicyDocument): NamingText[] {
  const texts = (place: string, changes: readonly Change[], isOpen = false) =>
    changes.map(({ value }, index) => ({ field: `${place}.${index}.value`, text: value, isOpen }));
  return [
    ...texts("request.headers", request.headers),
    ...texts("request.query", request.query),
    ...texts("response.headers", response.headers, true),
  ];
}

/** A document as the gateway takes it. @throws Error naming a value that is not there */
export function resolveDocument(document: PolicyDocument, values: NamedValues): PolicyDocument {
  const resolve = (changes: readonly Change[]) =>
    changes.map((change) => ({ ...change, value: values.resolve(change.value) }));
  const { request, response } = document;
  return {
    ...document,
    request: { ...request, headers: resolve(request.headers), query: resolve(request.query) },
    response: { ...response, headers: resolve(response.headers) },
  };
}
