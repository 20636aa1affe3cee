import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { HashQueue } from "./hash-queue";
import { hashPassword, needsRehash, verifyPassword } from "./password-hash";

describe("a stored password", () => {
  it("is an Argon2id hash with at least 19 MiB and two passes, salted each time", async () => {
    const [one, other] = await Promise.all([hashPassword("same"), hashPassword("same")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it("is recognised however its accents were typed", async () => {
    const stored = await hashPassword("caf\u00e9 \u0107evapi");
    expect(await verifyPassword(stored, "cafe\u0301 c\u0301evapi")).toBe(true);
    expect(await verifyPassword(stored, "cafe cevapi")).toBe(false);
  });

  it("is renewed when it was made with other parameters", async () => {
    expect(needsRehash(await hashPassword("x"))).toBe(false);
    expect(needsRehash(await hash("x", { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(needsRehash(await hash("x", { memoryCost: 19_456, timeCost: 1, parallelism: 1 }))).toBe(true);
  });

  it("takes as long to compare when there is none", async () => {
    const stored = await hashPassword("right");
    const times = { known: [] as number[], unknown: [] as number[] };
    const measure = async (subject: string | null) => {
      const started = performance.now();
      expect(await verifyPassword(subject, "wrong")).toBe(false);
      return performance.now() - started;
    };
    // In turns, so that what else the machine does meets both.
    for (let round = 0; round < 11; round += 1) {
      times.known.push(await measure(stored));
      times.unknown.push(await measure(null));
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[5] ?? 0;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    expect(Math.max(known, unknown)).toBeLessThan(3 * Math.min(known, unknown));
  });
});

describe("the queue of hashes", () => {
  /** Jobs that end when told to. */
  function jobs(queue: HashQueue) {
    let running = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const start = () =>
      queue.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
      });
    return { start, ends, most: () => most };
  }
  const full = () => new AppError("not-ready", "full");

  it("runs two at once, the rest in turn, and refuses what would wait too long", async () => {
    const { start, ends, most } = jobs(new HashQueue({ running: 2, waiting: 3, full }));
    const accepted = Array.from({ length: 5 }, start);
    await expect(start()).rejects.toMatchObject({ code: "not-ready" });
    for (let done = 0; done < 5; done += 1) {
      await expect.poll(() => ends.length).toBeGreaterThan(done);
      ends[done]?.();
    }
    await Promise.all(accepted);
    expect(most()).toBe(2);
  });

  it("goes on after a job that failed", async () => {
    const queue = new HashQueue({ running: 1, waiting: 1, full });
    await expect(queue.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await queue.run(async () => "next")).toBe("next");
  });

  it("answers 503 to a flood of sign-ins and serves those it accepted", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => hashPassword("flood")));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(outcomes.length - refused.length).toBe(66);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: "not-ready", retryAfterSeconds: 2 });
  });
});
