import { namedValueMessages } from "@/lib/messages/en/named-values";
import type { NamedValues, NamingText } from "@/lib/named-values/resolve";
import { type Change, isKeysUrl, type PolicyDocument } from "./schema";

/** The texts of a document that may use named values, each with the field it stands in. */
export function namingTexts({ access: { token }, request, response }: PolicyDocument): NamingText[] {
  const texts = (place: string, changes: readonly Change[], isOpen = false) =>
    changes.map(({ value }, index) => ({ field: `${place}.${index}.value`, text: value, isOpen }));
  const ofToken = (field: string, text: string) => ({ field: `access.token.${field}`, text, isOpen: true });
  return [
    ofToken("issuer", token.issuer),
    ...token.audiences.map((audience) => ofToken("audiences", audience)),
    {
      ...ofToken("keysUrl", token.keysUrl),
      faultOf: (url) => (!token.required || isKeysUrl(url) ? null : namedValueMessages.addressResolved(url)),
    },
    ...texts("request.headers", request.headers),
    ...texts("request.query", request.query),
    ...texts("response.headers", response.headers, true),
  ];
}

/** A document as the gateway takes it. @throws Error naming a value that is not there, or an address that is none */
export function resolveDocument(document: PolicyDocument, values: NamedValues): PolicyDocument {
  const resolve = (changes: readonly Change[]) =>
    changes.map((change) => ({ ...change, value: values.resolve(change.value) }));
  const { access, request, response } = document;
  return {
    ...document,
    access: { ...access, token: resolveToken(access.token, values) },
    request: { ...request, headers: resolve(request.headers), query: resolve(request.query) },
    response: { ...response, headers: resolve(response.headers) },
  };
}

type Token = PolicyDocument["access"]["token"];

function resolveToken(token: Token, values: NamedValues): Token {
  if (!token.required) return token;
  const keysUrl = values.resolve(token.keysUrl);
  if (!isKeysUrl(keysUrl)) throw new Error(`${keysUrl} is no address of keys`);
  return {
    ...token,
    keysUrl,
    issuer: values.resolve(token.issuer),
    audiences: token.audiences.map(values.resolve),
  };
}
