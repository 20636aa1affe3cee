import type { CallTarget, GatewayCall } from "./call";
import { refuseKey } from "./refusal";
import type { ApiRoute } from "./routes";
import { decodeValue } from "./target";

/**
 * The subscription key of a call: the API's key header or, where that is absent, its query parameter.
 * A key sent twice in one place, or differently in both, is no key (docs/gateway.md).
 */
export function takeCredential(
  call: GatewayCall,
  target: CallTarget,
  api: ApiRoute,
  realm: string,
): string | null {
  const fromHeader = headerKey(call.headers, api, realm);
  const fromQuery = queryKey(target, api, realm);
  if (fromHeader !== null && fromQuery !== null && fromHeader !== fromQuery) {
    throw refuseKey("invalid-key", realm, api.keyHeader, "the header and the query carry different keys");
  }
  const key = fromHeader ?? fromQuery;
  return key === "" ? null : key;
}

function headerKey(
  headers: readonly string[],
  { keyHeader, keyHeaderLower }: ApiRoute,
  realm: string,
): string | null {
  let key: string | null = null;
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (name.length !== keyHeaderLower.length || name.toLowerCase() !== keyHeaderLower) continue;
    if (key !== null) throw refuseKey("invalid-key", realm, keyHeader, "the key header was sent twice");
    key = headers[n + 1] ?? "";
  }
  return key;
}

function queryKey(
  { pairs }: CallTarget,
  { keyHeader, keyQueryLower }: ApiRoute,
  realm: string,
): string | null {
  let key: string | null = null;
  for (const pair of pairs) {
    if (pair.name !== keyQueryLower) continue;
    if (key !== null) throw refuseKey("invalid-key", realm, keyHeader, "the key was sent twice in the query");
    key = decodeValue(pair.raw.slice(pair.valueAt));
  }
  return key;
}
