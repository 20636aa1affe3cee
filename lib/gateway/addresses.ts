import { BlockList, isIP } from "node:net";

type Subnet = readonly [address: string, prefix: number, family: "ipv4" | "ipv6"];

/** Address ranges that are not the open internet, by the names an operator may allow them under (RFC 6890 and its registries). */
export const specialRanges = {
  loopback: [
    ["127.0.0.0", 8, "ipv4"],
    ["::1", 128, "ipv6"],
  ],
  private: [
    ["10.0.0.0", 8, "ipv4"],
    ["172.16.0.0", 12, "ipv4"],
    ["192.168.0.0", 16, "ipv4"],
    ["100.64.0.0", 10, "ipv4"],
    ["fc00::", 7, "ipv6"],
    ["fec0::", 10, "ipv6"],
  ],
  /** Cloud metadata services live here. */
  "link-local": [
    ["169.254.0.0", 16, "ipv4"],
    ["fe80::", 10, "ipv6"],
  ],
  metadata: [
    ["168.63.129.16", 32, "ipv4"],
    ["fd00:ec2::254", 128, "ipv6"],
  ],
  multicast: [
    ["224.0.0.0", 4, "ipv4"],
    ["ff00::", 8, "ipv6"],
  ],
  reserved: [
    ["0.0.0.0", 8, "ipv4"],
    ["192.0.0.0", 24, "ipv4"],
    ["192.0.2.0", 24, "ipv4"],
    ["198.18.0.0", 15, "ipv4"],
    ["198.51.100.0", 24, "ipv4"],
    ["203.0.113.0", 24, "ipv4"],
    ["240.0.0.0", 4, "ipv4"],
    ["::", 128, "ipv6"],
    ["100::", 64, "ipv6"],
    ["2001:db8::", 32, "ipv6"],
  ],
} as const satisfies Record<string, readonly Subnet[]>;

function isRangeName(name: string): name is keyof typeof specialRanges {
  return Object.hasOwn(specialRanges, name);
}

/**
 * Whether an address is in one of the ranges: names of the table above, single addresses or `address/prefix`.
 * Throws a RangeError for anything else.
 */
export function addressMatcher(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    if (isRangeName(range))
      for (const [address, bits, family] of specialRanges[range]) list.addSubnet(address, bits, family);
    else addRange(list, range);
  }
  if (ranges.length === 0) return () => false;
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
  };
}

function addRange(list: BlockList, range: string): void {
  const [address = "", prefix] = range.split("/");
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? longest : Number(prefix);
  if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > longest) {
    const names = Object.keys(specialRanges).join(", ");
    throw new RangeError(`"${range}" is no address range: write ${names}, an address, or address/prefix`);
  }
  list.addSubnet(address, bits, family === 4 ? "ipv4" : "ipv6");
}

/** An address as it is compared and shown: no brackets, no zone, an IPv4 address inside IPv6 as IPv4. */
export function plainAddress(address: string): string {
  if (!address.includes(":")) return address;
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  return bare.startsWith("::ffff:") || bare.startsWith("::FFFF:") ? mappedIpv4(bare.slice(7)) : bare;
}

/** `7f00:1` and `127.0.0.1` after `::ffff:` are one address. */
function mappedIpv4(tail: string): string {
  if (isIP(tail) === 4) return tail;
  const groups = tail.split(":");
  return fromGroups(groups.length === 1 ? ["0", ...groups] : groups) ?? `::ffff:${tail}`;
}

/** Two groups of IPv6 as the IPv4 address they carry, or null. */
export function fromGroups(groups: readonly string[]): string | null {
  if (groups.length !== 2) return null;
  const bytes = groups.flatMap((group) => {
    const value = Number.parseInt(group || "0", 16);
    return [value >> 8, value & 0xff];
  });
  const address = bytes.join(".");
  return isIP(address) === 4 ? address : null;
}
