/** The ranges that an operator opens with ALLOW_PRIVATE_BACKENDS. */
export type PrivateRange = "loopback" | "private" | "link-local";

const ranges: readonly [PrivateRange, RegExp][] = [
  ["loopback", /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/],
  [
    "private",
    /^(?:10\.\d+\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|192\.168\.\d+\.\d+|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+|\[f[cd][0-9a-f]{2}:.*\])$/,
  ],
  ["link-local", /^(?:169\.254\.\d+\.\d+|\[fe[89ab][0-9a-f]:.*\])$/],
];

/**
 * The private range that a URL's host is plainly in, for a warning in a form; null when it is none or is a name. The
 * gateway decides by itself, on the address that it connects to. URL parsing has brought every spelling of an IPv4
 * address (`127.1`, `0x7f000001`) to four decimal numbers.
 */
export function privateRangeOf(url: string): PrivateRange | null {
  const host = URL.parse(url)?.hostname.replace(/\.$/, "");
  if (!host) return null;
  const plain = mappedIpv4(host) ?? host;
  return ranges.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** `[::ffff:7f00:1]` is 127.0.0.1. */
function mappedIpv4(host: string): string | null {
  const groups = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host)?.slice(1);
  if (!groups) return null;
  return groups
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff])
    .join(".");
}
