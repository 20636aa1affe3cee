import { describe, expect, it, vi } from "vitest";
import { createSubscriptionCache, type SubscriptionCacheOptions } from "./subscription-cache";
import { subscription } from "./testing";

function setUp(options: SubscriptionCacheOptions = {}) {
  const clock = { atMs: 0, now: () => clock.atMs, monotonic: () => clock.atMs };
  const entry = subscription();
  const loadByHash = vi.fn(async (hash: string) => (hash === "#good" ? entry : null));
  const loadById = vi.fn(async (id: string) => (id === entry.id ? entry : null));
  const cache = createSubscriptionCache(
    { hashKey: (key) => `#${key}`, loadByHash, loadById },
    clock,
    options,
  );
  return { cache, clock, entry, loadByHash, loadById };
}

describe("the subscription cache", () => {
  it("reads a key once, then answers at once", async () => {
    const { cache, entry, loadByHash } = setUp();
    expect(await Promise.all([cache.findByKey("good"), cache.findByKey("good")])).toEqual([entry, entry]);
    expect(cache.findByKey("good")).toBe(entry);
    expect(loadByHash).toHaveBeenCalledTimes(1);
  });

  it("finds by id apart from keys", async () => {
    const { cache, entry } = setUp();
    expect(await cache.findById("sub")).toBe(entry);
    expect(await cache.findById("other")).toBeNull();
  });

  it("remembers an unknown key, briefly", async () => {
    const { cache, clock, loadByHash } = setUp({ unknownMs: 5_000 });
    expect(await cache.findByKey("bad")).toBeNull();
    expect(cache.findByKey("bad")).toBeNull();
    clock.atMs = 5_001;
    expect(await cache.findByKey("bad")).toBeNull();
    expect(loadByHash).toHaveBeenCalledTimes(2);
  });

  it("forgets everything when told to, and keeps nothing that was asked for before", async () => {
    const { cache, entry, loadByHash } = setUp();
    await cache.findByKey("bad");
    const early = cache.findByKey("good");
    cache.invalidate();
    expect(await early).toBe(entry);
    loadByHash.mockResolvedValue(null);
    expect(await cache.findByKey("good")).toBeNull();
    expect(loadByHash).toHaveBeenCalledTimes(3);
  });

  it("is not held up by a read from before it forgot", async () => {
    const { cache, loadByHash } = setUp();
    let release: (value: null) => void = () => {};
    loadByHash.mockImplementationOnce(() => new Promise((resolve) => (release = resolve)));
    const early = cache.findByKey("good");
    cache.invalidate();
    expect(await cache.findByKey("good")).not.toBeNull();
    release(null);
    expect(await early).toBeNull();
    expect(cache.findByKey("good")).toMatchObject({ id: "sub" });
  });

  it("serves known keys for a while when they cannot be read, and then fails; unknown ones fail, never null", async () => {
    const { cache, clock, entry, loadByHash } = setUp({ freshMs: 30_000, staleMs: 60_000 });
    await cache.findByKey("good");
    loadByHash.mockRejectedValue(new Error("gone"));
    clock.atMs = 31_000;
    expect(cache.findByKey("good")).toBe(entry);
    await expect.poll(() => loadByHash).toHaveBeenCalledTimes(2);
    clock.atMs = 59_000;
    expect(cache.findByKey("good")).toBe(entry);
    clock.atMs = 60_001;
    await expect(cache.findByKey("good")).rejects.toThrow("gone");
    await expect(cache.findByKey("other")).rejects.toThrow("gone");
    loadByHash.mockResolvedValue(entry);
    expect(await cache.findByKey("good")).toBe(entry);
  });

  it("believes a known key for a minute from the last sight of an unchanged source, however long ago it was read", async () => {
    const { cache, clock, entry, loadByHash } = setUp({ freshMs: 30_000, staleMs: 60_000 });
    await cache.findByKey("good");
    clock.atMs = 1_000_000;
    cache.confirm(250);
    expect(cache.findByKey("good")).toBe(entry);
    expect(loadByHash).toHaveBeenCalledTimes(1);
    loadByHash.mockRejectedValue(new Error("gone"));
    clock.atMs = 1_000_000 - 250 + 60_000;
    expect(cache.findByKey("good")).toBe(entry);
    clock.atMs += 1;
    await expect(cache.findByKey("good")).rejects.toThrow("gone");
  });

  it("a sight from before a change does not bring back what the change forgot", async () => {
    const { cache, loadByHash } = setUp();
    await cache.findByKey("good");
    cache.invalidate();
    cache.confirm(0);
    loadByHash.mockResolvedValue(null);
    expect(await cache.findByKey("good")).toBeNull();
  });

  it("reads a known key again beside the traffic", async () => {
    const { cache, clock, loadByHash } = setUp({ freshMs: 10 });
    await cache.findByKey("good");
    const suspended = subscription({ state: "suspended" });
    loadByHash.mockResolvedValue(suspended);
    clock.atMs = 11;
    cache.findByKey("good");
    cache.findByKey("good");
    await expect.poll(() => cache.findByKey("good")).toBe(suspended);
    expect(loadByHash).toHaveBeenCalledTimes(2);
  });

  it("stays within its bounds under a flood of guesses, without forgetting who is known", async () => {
    const { cache, entry, loadByHash } = setUp({ unknownCapacity: 100 });
    await cache.findByKey("good");
    for (let n = 0; n < 1_000; n++) await cache.findByKey(`guess ${n}`);
    expect(cache.findByKey("good")).toBe(entry);
    loadByHash.mockClear();
    await cache.findByKey("guess 0");
    expect(loadByHash).toHaveBeenCalledTimes(1);
    expect(cache.findByKey("guess 999")).toBeNull();
  });

  it("fails beyond so many reads at once, and when one takes too long", async () => {
    const { cache, loadByHash } = setUp({ maxLoads: 2, loadMs: 20 });
    loadByHash.mockImplementation(() => new Promise(() => {}));
    const first = cache.findByKey("a");
    const second = cache.findByKey("b");
    await expect(cache.findByKey("c")).rejects.toThrow("too many");
    await expect(first).rejects.toThrow("longer than 20 ms");
    await expect(second).rejects.toThrow("longer than 20 ms");
  });

  it("does not hash what is too long to be a key", () => {
    const { cache, loadByHash } = setUp();
    expect(cache.findByKey("x".repeat(513))).toBeNull();
    expect(loadByHash).not.toHaveBeenCalled();
  });
});
