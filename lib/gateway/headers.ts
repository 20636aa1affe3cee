/** Drops what Connection lists (RFC 9110 section 7.6.1). Ours are added afterwards and cannot be listed away. */
export function withoutListed(headers: string[], listed: string): string[] {
  const tokens = listed.toLowerCase().split(",");
  const names = tokens
    .map((token) => token.trim())
    .filter((token) => token !== "keep-alive" && token !== "close");
  if (names.length === 0) return headers;
  const kept: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (!names.includes(name.toLowerCase())) kept.push(name, headers[n + 1] ?? "");
  }
  return kept;
}

/** Whether a cookie (`name=...`) is one of the portal's. */
export function isPrivateCookie(cookie: string, privateCookies: readonly string[]): boolean {
  const name = cookie.replace(/^\s*(?:__Secure-|__Host-)?/, "");
  return privateCookies.some((prefix) => name.startsWith(prefix));
}

/** The value of the first header of a name, in any case; null where there is none. */
export function headerOf(headers: readonly string[], name: string): string | null {
  const lower = name.toLowerCase();
  for (let n = 0; n < headers.length; n += 2) {
    if (headers[n]?.length === lower.length && headers[n]?.toLowerCase() === lower)
      return headers[n + 1] ?? "";
  }
  return null;
}
