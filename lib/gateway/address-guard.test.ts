import { describe, expect, it } from "vitest";
import { createAddressGuard, type ResolveAll } from "./address-guard";
import { addressMatcher, plainAddress } from "./addresses";

/** A host as a URL parser leaves it, which is what a connection is given. */
function hostOf(written: string): string {
  return new URL(`http://${written}/`).hostname;
}

it("a name that many wait for is asked for once at a time, and each address of each answer is checked", () => {
  const asked: Parameters<ResolveAll>[1][] = [];
  const { lookup } = createAddressGuard([], (_, callback) => void asked.push(callback));
  const told: string[] = [];
  const ask = () =>
    lookup("dead.test", {}, (error, address) => void told.push(error?.message ?? String(address)));
  for (let n = 0; n < 5; n++) ask();
  expect(asked).toHaveLength(1);
  asked[0]?.(null, [{ address: "93.184.215.14", family: 4 }]);
  expect(told).toEqual(Array(5).fill("93.184.215.14"));
  ask();
  asked[1]?.(null, [{ address: "127.0.0.1", family: 4 }]);
  expect([asked.length, told[5]]).toEqual([2, expect.stringContaining("range")]);
});

describe("the address guard", () => {
  const guard = createAddressGuard([]);

  it.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.255.255.254",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "0.0.0.0",
    "[::]",
    "10.0.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "[fd12:3456::1]",
    "169.254.169.254",
    "[::ffff:169.254.169.254]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "168.63.129.16",
    "224.0.0.1",
    "[ff02::1]",
    "255.255.255.255",
    "198.18.0.1",
  ])("refuses %s", (written) => {
    expect(guard.check(hostOf(written))).toMatchObject({ code: "GATEHOUSE_ADDRESS" });
  });

  it.each(["8.8.8.8", "172.32.0.1", "[2606:4700::1111]", "[64:ff9b::808:808]", "11.0.0.1"])(
    "allows %s",
    (written) => {
      expect(guard.check(hostOf(written))).toBeNull();
    },
  );

  it.each([
    ["loopback", "127.0.0.1", "10.0.0.1"],
    ["loopback", "[::ffff:127.0.0.1]", "[fe80::1]"],
    ["private", "10.1.2.3", "127.0.0.1"],
    ["10.1.0.0/16", "10.1.2.3", "10.2.0.1"],
    ["10.1.2.3", "10.1.2.3", "10.1.2.4"],
    ["fd00::/8", "[fd01::1]", "[fc00::1]"],
  ])("allows what %s names (%s) and no more (%s)", (range, inside, outside) => {
    const opened = createAddressGuard([range]);
    expect(opened.check(hostOf(inside))).toBeNull();
    expect(opened.check(hostOf(outside))).not.toBeNull();
  });

  it("says which range it does not understand", () => {
    expect(() => createAddressGuard(["lan"])).toThrow(/"lan" is no address range: write loopback, private/);
    expect(() => createAddressGuard(["10.0.0.0/33"])).toThrow(RangeError);
  });

  it("hands on the very addresses it checked, and none when one of them is refused", async () => {
    const answers = [["93.184.216.34"], ["93.184.216.34", "127.0.0.1"]];
    const rebinding = createAddressGuard([], (_, callback) => {
      callback(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
      );
    });
    const resolve = (): Promise<unknown> =>
      new Promise((done) => {
        rebinding.lookup("name.test", { all: true }, (error, addresses) => done(error ?? addresses));
      });
    expect(await resolve()).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(await resolve()).toMatchObject({ code: "GATEHOUSE_ADDRESS" });
    expect(await resolve()).toMatchObject({ code: "GATEHOUSE_ADDRESS" });
  });
});

describe("an address", () => {
  it.each([
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::FFFF:7f00:1", "127.0.0.1"],
    ["[::1]", "::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["10.0.0.1", "10.0.0.1"],
  ])("%s is compared as %s", (written, plain) => {
    expect(plainAddress(written)).toBe(plain);
  });

  it("is in no range when there are none, nor when it is no address", () => {
    expect(addressMatcher([])("127.0.0.1")).toBe(false);
    expect(addressMatcher(["loopback"])("localhost")).toBe(false);
  });
});
