import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { countGuess, forgiveGuesses, guessWindowMs } from "./guess-limit";

const start = new Date("2026-11-22T10:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const ada = { email: "ada@example.com", address: "192.0.2.1" };

/** How many of `count` guesses, one after the other, are let through. */
async function admitted(
  count: number,
  guess: (index: number) => { email: string; address: string | null },
  now = start,
) {
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const outcome = await countGuess(guess(index), now).then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ code: "too-many-attempts" });
        return false;
      },
    );
    if (outcome) passed += 1;
  }
  return passed;
}

describe("the guess limits", () => {
  useTestDatabase();
  beforeEach(async () => {
    await db().guessCount.deleteMany();
  });

  it("let ten guesses at one account through, from however many addresses", async () => {
    expect(await admitted(15, (index) => ({ ...ada, address: `192.0.2.${index}` }))).toBe(10);
  });

  it("let a hundred guesses from one address through, at however many accounts", async () => {
    expect(await admitted(101, (index) => ({ ...ada, email: `user${index}@example.com` }))).toBe(100);
    await expect(countGuess({ email: "new@example.com", address: ada.address }, start)).rejects.toMatchObject(
      {
        code: "too-many-attempts",
      },
    );
    await countGuess({ email: "new@example.com", address: "198.51.100.7" }, start);
  });

  it("lose no guess of many at once", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => countGuess(ada, start)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await db().guessCount.findFirst({ where: { key: "account:ada@example.com" } })).toMatchObject({
      count: 40,
    });
  });

  it("end with their window, tell how long that is, and leave nothing behind", async () => {
    expect(await admitted(11, () => ada, later(60_000))).toBe(10);
    await expect(countGuess(ada, later(60_000))).rejects.toMatchObject({ retryAfterSeconds: 14 * 60 });
    await expect(countGuess(ada, later(guessWindowMs - 1))).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await countGuess(ada, later(guessWindowMs));
    const rows = await db().guessCount.findMany();
    expect(rows.map(({ windowStart }) => windowStart.getTime())).toEqual([
      later(guessWindowMs).getTime(),
      later(guessWindowMs).getTime(),
    ]);
  });

  it("start anew for an account whose owner came in, and do not hold that guess against the address", async () => {
    expect(await admitted(10, () => ada)).toBe(10);
    await transact((tx) => forgiveGuesses(tx, ada, start));
    expect(await db().guessCount.findMany({ select: { key: true, count: true } })).toEqual([
      { key: "address:192.0.2.1", count: 9 },
    ]);
    expect(await admitted(11, () => ada)).toBe(10);
  });

  it.each([
    ["2001:db8:1:2::1", "2001:DB8:1:2:ffff:0:0:9"],
    ["fe80::1%eth0", "fe80::2"],
    ["::ffff:192.0.2.9", "192.0.2.9"],
    ["::1", "0:0:0:0:ffff::"],
  ])("take %s and %s for one address", async (one, other) => {
    await countGuess({ email: "a@example.com", address: one }, start);
    await countGuess({ email: "b@example.com", address: other }, start);
    expect(await db().guessCount.findMany({ where: { key: { startsWith: "address:" } } })).toMatchObject([
      { count: 2 },
    ]);
  });

  it("tell apart what are different networks", async () => {
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:3::1", "192.0.2.1", "192.0.2.2", null]) {
      await countGuess({ email: "a@example.com", address }, start);
    }
    expect(await db().guessCount.count({ where: { key: { startsWith: "address:" } } })).toBe(5);
  });
});
