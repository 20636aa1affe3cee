import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { addressMatcher, fromGroups, plainAddress, specialRanges } from "./addresses";
import { addressRefused } from "./failure";

/** Resolves a name to all of its addresses. */
export type ResolveAll = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface AddressGuard {
  /** Null when a connection to the address is allowed, else the error to fail it with. */
  check(address: string): Error | null;
  /**
   * For `net.connect`: resolves and checks in one step, so that the address that was checked is the one that is
   * connected to, and a name cannot answer differently in between.
   */
  lookup: LookupFunction;
}

class AddressRefused extends Error {
  readonly code = addressRefused;
}

const resolveAll: ResolveAll = (hostname, callback) => {
  systemLookup(hostname, { all: true }, callback);
};

/** @param allowPrivate names of ranges ("loopback", "private", ...), addresses, or `address/prefix` */
export function createAddressGuard(
  allowPrivate: readonly string[],
  resolve: ResolveAll = resolveAll,
): AddressGuard {
  const isSpecial = addressMatcher(Object.keys(specialRanges));
  const isAllowed = addressMatcher(allowPrivate);
  const check = (address: string): Error | null => {
    const plain = plainAddress(address);
    if (isIP(plain) === 0) return new AddressRefused(`${address} is not an address`);
    for (const one of [plain, ...carriedAddresses(plain)]) {
      if (isSpecial(one) && !isAllowed(one))
        return new AddressRefused(`${plain} is in a range that is not allowed`);
    }
    return null;
  };
  const resolveShared = sharing(resolve);
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolveShared(hostname, (error, addresses) => {
      const first = addresses?.[0];
      if (error !== null || first === undefined) {
        callback(error ?? new AddressRefused(`${hostname} has no address`), "", 0);
        return;
      }
      for (const { address } of addresses) {
        const refused = check(address);
        if (refused !== null) return callback(refused, "", 0);
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  return { check, lookup };
}

/** One question at a time for each name: the system's resolver has few threads, and a dead name must not take them all. */
function sharing(resolve: ResolveAll): ResolveAll {
  const waiting = new Map<string, Parameters<ResolveAll>[1][]>();
  return (hostname, callback) => {
    const others = waiting.get(hostname);
    if (others !== undefined) {
      others.push(callback);
      return;
    }
    const all = [callback];
    waiting.set(hostname, all);
    resolve(hostname, (error, addresses) => {
      waiting.delete(hostname);
      for (const one of all) one(error, addresses);
    });
  };
}

/** IPv4 addresses that an IPv6 address leads to: NAT64 (RFC 6052), 6to4 (RFC 3056), IPv4-compatible (RFC 4291). */
function carriedAddresses(address: string): string[] {
  if (isIP(address) !== 6) return [];
  const groups = expand(address);
  const [first, second] = groups;
  const middleIsZero = groups.slice(2, 6).every((group) => group === "0");
  const carried: (string | null)[] = [];
  if (first === "64" && second === "ff9b") carried.push(fromGroups(groups.slice(6)));
  if (first === "2002") carried.push(fromGroups(groups.slice(1, 3)));
  if (first === "0" && second === "0" && middleIsZero) carried.push(fromGroups(groups.slice(6)));
  return carried.filter((one) => one !== null && one !== "0.0.0.1" && one !== "0.0.0.0").map(String);
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): string[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  let text = address;
  if (dotted !== null) {
    const [a, b, c, d] = dotted.slice(2).map(Number);
    text = `${dotted[1]}${(((a ?? 0) << 8) | (b ?? 0)).toString(16)}:${(((c ?? 0) << 8) | (d ?? 0)).toString(16)}`;
  }
  const [head = "", tail] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
