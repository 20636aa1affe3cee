const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a mutation may come from this Origin: the public URL's own, nothing else. A portal whose public
 * URL is loopback answers to loopback's other names too.
 */
export function isOwnOrigin(origin: string | null, publicUrl: string): boolean {
  const given = URL.parse(origin ?? "");
  const own = URL.parse(publicUrl);
  if (!given || !own) return false;
  if (given.origin === own.origin) return true;
  return (
    loopbackNames.has(own.hostname) &&
    loopbackNames.has(given.hostname) &&
    given.protocol === own.protocol &&
    given.port === own.port
  );
}
