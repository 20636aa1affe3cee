import type { GatewayCall } from "./call";
import { headerOf, isPrivateCookie, withoutListed } from "./headers";
import type { GatewaySettings } from "./parts";
import { refuse } from "./refusal";
import type { ApiRoute } from "./routes";

/** Our name in Via (RFC 9110 section 7.6.3). */
const pseudonym = "gatehouse";
const viaOurs = `1.1 ${pseudonym}`;
const viaPattern = /(?:^|,)\s*[^\s,]+\s+gatehouse(?:\s|,|$)/i;
/** What else a header list may come to, names and values together. */
const maxHeaderBytes = 16 * 1024;

/** What becomes of a request header; `drop` is hop-by-hop, or said anew by us. */
type Fate = "pass" | "drop" | "connection" | "authorization" | "cookie" | "via" | "request-id";

/** RFC 9110 section 7.6.1, and the headers by which someone could claim to be a gateway, or to be us. */
const requestFates: readonly (readonly [string, Fate])[] = [
  ["Connection", "connection"],
  ["Keep-Alive", "drop"],
  ["Proxy-Connection", "drop"],
  ["Proxy-Authorization", "drop"],
  ["Proxy-Authenticate", "drop"],
  ["TE", "drop"],
  ["Trailer", "drop"],
  ["Transfer-Encoding", "drop"],
  ["Upgrade", "drop"],
  ["Expect", "drop"],
  ["Content-Length", "drop"],
  ["Host", "drop"],
  ["Authorization", "authorization"],
  ["Cookie", "cookie"],
  ["Via", "via"],
  ["X-Request-Id", "request-id"],
  ["Forwarded", "drop"],
  ["X-Real-IP", "drop"],
  ["X-Forwarded-For", "drop"],
  ["X-Forwarded-Host", "drop"],
  ["X-Forwarded-Proto", "drop"],
  ["X-Forwarded-Port", "drop"],
  ["X-Forwarded-Prefix", "drop"],
  ["X-Forwarded-Server", "drop"],
];

/** Names that are ours whatever follows. */
const ownPrefixes = ["x-gatehouse-", "x-forwarded-"];

const ordinary = [
  "Accept",
  "Accept-Encoding",
  "Accept-Language",
  "Content-Type",
  "Content-Encoding",
  "User-Agent",
];

/** By name as it is usually spelled; other spellings are looked up in lower case. */
const fateByName = new Map<string, Fate>([
  ...ordinary.flatMap((name): [string, Fate][] => [
    [name, "pass"],
    [name.toLowerCase(), "pass"],
  ]),
  ...requestFates.flatMap(([name, fate]): [string, Fate][] => [
    [name, fate],
    [name.toLowerCase(), fate],
  ]),
]);

function fateOf(name: string, api: ApiRoute): Fate {
  const known = fateByName.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const fate = fateByName.get(lower);
  if (fate !== undefined) return fate;
  if (lower.startsWith("x-") && ownPrefixes.some((prefix) => lower.startsWith(prefix))) return "drop";
  if (lower.includes("_")) refuseLookalike(name, lower.replaceAll("_", "-"), api);
  return "pass";
}

/** `X_Forwarded_For` is `X-Forwarded-For` to servers that read headers as CGI variables (RFC 3875 section 4.1.18). */
function refuseLookalike(name: string, dashed: string, { keyHeaderLower, backend }: ApiRoute): void {
  const ours =
    (fateByName.get(dashed) ?? "pass") !== "pass" ||
    dashed === keyHeaderLower ||
    dashed === backend.ownedHeader ||
    ownPrefixes.some((prefix) => dashed.startsWith(prefix));
  if (ours) throw refuse("lookalike-header", { detail: `the header ${name}` });
}

/**
 * The header list for the backend, from the one received: hop-by-hop and forged ones gone, ours added, the rest
 * in order and number as they came. Host and framing are written by the connection itself.
 */
export function requestHeaders(
  call: Pick<GatewayCall, "headers" | "forwardedFor" | "scheme" | "host">,
  api: ApiRoute,
  settings: GatewaySettings,
  requestId: string,
): string[] {
  const { headers } = call;
  const { backend, keyHeaderLower } = api;
  const forwarded: string[] = [];
  let listed: string | null = null;
  let authorizations = 0;
  let named = false;
  let bytes = 0;
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    const value = headers[n + 1] ?? "";
    bytes += name.length + value.length + 4;
    if (name.length === keyHeaderLower.length && name.toLowerCase() === keyHeaderLower) continue;
    switch (fateOf(name, api)) {
      case "pass":
        if (name.length !== backend.ownedHeader?.length || name.toLowerCase() !== backend.ownedHeader) {
          forwarded.push(name, value);
        }
        break;
      case "drop":
        break;
      case "connection":
        listed = listed === null ? value : `${listed},${value}`;
        break;
      case "authorization":
        authorizations++;
        if (backend.ownedHeader !== "authorization") forwarded.push(name, value);
        break;
      case "cookie": {
        const kept = publicCookies(value, settings.privateCookies);
        if (kept !== "") forwarded.push(name, kept);
        break;
      }
      case "via":
        if (viaPattern.test(value)) throw refuse("forwarding-loop");
        forwarded.push(name, value);
        break;
      case "request-id":
        named = true;
        forwarded.push(name, value);
    }
  }
  if (authorizations > 1) throw refuse("ambiguous-credentials");
  if (bytes > maxHeaderBytes) throw refuse("headers-too-long");
  const kept = listed === null ? forwarded : withoutListed(forwarded, listed);
  const isNamed = named && (kept === forwarded || headerOf(kept, "x-request-id") !== null);
  addOurs(kept, call, isNamed ? null : requestId);
  for (const part of backend.injectedHeaders) kept.push(part);
  return kept;
}

function addOurs(
  headers: string[],
  { forwardedFor, scheme, host }: Pick<GatewayCall, "forwardedFor" | "scheme" | "host">,
  requestId: string | null,
): void {
  headers.push("Via", viaOurs, "X-Forwarded-For", forwardedFor, "X-Forwarded-Proto", scheme);
  if (host !== "") headers.push("X-Forwarded-Host", host);
  if (requestId !== null) headers.push("X-Request-Id", requestId);
}

/** A Cookie header less the portal's own cookies. */
function publicCookies(value: string, privateCookies: readonly string[]): string {
  if (!privateCookies.some((prefix) => value.includes(prefix))) return value;
  const cookies = value.split(";").map((cookie) => cookie.trim());
  return cookies.filter((cookie) => cookie !== "" && !isPrivateCookie(cookie, privateCookies)).join("; ");
}
