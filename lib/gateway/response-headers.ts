import { redact } from "./backend";
import { isPrivateCookie, withoutListed } from "./headers";
import type { GatewaySettings } from "./parts";

/** Hop-by-hop (RFC 9110 section 7.6.1), or ours to say. */
const droppedFromResponse = new Set([
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "upgrade",
  "x-request-id",
]);

/**
 * The header list for the caller, from the backend's raw one: hop-by-hop gone, our request id added, our
 * credential redacted, nothing invented. Bytes stay as they are (latin1 both ways).
 */
export function responseHeaders(
  raw: readonly string[],
  status: number,
  secrets: readonly string[],
  settings: GatewaySettings,
  requestId: string,
): string[] {
  const headers: string[] = ["X-Request-Id", requestId];
  let listed: string | null = null;
  let chunked = false;
  for (let n = 0; n < raw.length; n += 2) {
    const name = raw[n] ?? "";
    let value = raw[n + 1] ?? "";
    const lower = name.toLowerCase();
    if (lower === "connection") {
      listed = listed === null ? value : `${listed},${value}`;
      continue;
    }
    if (lower === "transfer-encoding") {
      chunked = true;
      continue;
    }
    if (droppedFromResponse.has(lower) || lower.startsWith("x-gatehouse-")) continue;
    // RFC 9110 section 8.6: no length where there can be no body.
    if (lower === "content-length" && status === 204) continue;
    if (lower === "set-cookie" && isPrivateCookie(value, settings.privateCookies)) continue;
    if (secrets.length > 0) value = redact(value, secrets);
    headers.push(name, value);
  }
  const kept = listed === null ? headers : withoutListed(headers, listed);
  // Ours alone can come first: no backend lists it away.
  if (kept[0] !== "X-Request-Id") kept.unshift("X-Request-Id", requestId);
  return chunked ? withoutListed(kept, "content-length") : kept;
}
