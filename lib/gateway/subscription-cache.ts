import { hash, randomBytes } from "node:crypto";
import type { Clock } from "@/lib/limits/counter";
import { inTime } from "@/lib/limits/in-time";
import type { SubscriptionEntry } from "./entries";
import type { SubscriptionFinder } from "./parts";

export interface SubscriptionSource {
  /** The keyed hash under which a key is stored. */
  hashKey(key: string): string;
  loadByHash(hash: string): Promise<SubscriptionEntry | null>;
  loadById(id: string): Promise<SubscriptionEntry | null>;
}

export interface SubscriptionCacheOptions {
  /** So long after it was read or confirmed an entry is read again beside the traffic. */
  freshMs?: number;
  /** So long after it was read or confirmed a known subscription is believed while it cannot be read again. */
  staleMs?: number;
  /** So long an unknown key is believed to be unknown. */
  unknownMs?: number;
  capacity?: number;
  unknownCapacity?: number;
  /** The most reads under way at a time, and how long one may take: beyond either, the source counts as gone. */
  maxLoads?: number;
  loadMs?: number;
}

export interface SubscriptionCache extends SubscriptionFinder {
  /** Forgets everything: called after every change to subscriptions, keys or users, here or elsewhere. */
  invalidate(): void;
  /**
   * Nothing had changed when the source was looked at `sinceMs` ago: what was known then is as good as read then, and need
   * not be read one by one.
   */
  confirm(sinceMs: number): void;
}

interface Known {
  entry: SubscriptionEntry;
  loadedMs: number;
  refreshing: boolean;
}

/** Longer texts are no keys of anyone's and need no hash. */
const longestKey = 512;

/**
 * Subscriptions by key and by id, in bounded memory. A known key is answered at once; an unknown one is remembered
 * for a short while, so that guessing costs one read and not many. A failing source means a rejected promise,
 * never "unknown".
 */
export function createSubscriptionCache(
  source: SubscriptionSource,
  clock: Clock,
  options: SubscriptionCacheOptions = {},
): SubscriptionCache {
  const byKey = createCache(clock, options);
  const byId = createCache(clock, options);
  const salt = randomBytes(16).toString("hex");
  return {
    findByKey(key) {
      if (key.length > longestKey) return null;
      // Neither keys nor their stored hashes stand in memory: entries go by a hash of this process's own, which costs
      // a call a quarter of the stored one.
      const fingerprint = hash("sha256", salt + key, "base64url");
      return byKey.find(fingerprint, () => source.loadByHash(source.hashKey(key)));
    },
    findById: (id) => byId.find(id, () => source.loadById(id)),
    invalidate() {
      byKey.clear();
      byId.clear();
    },
    confirm(sinceMs) {
      const atMs = clock.monotonic() - sinceMs;
      byKey.confirm(atMs);
      byId.confirm(atMs);
    },
  };
}

type Load = () => Promise<SubscriptionEntry | null>;

function createCache(clock: Clock, options: SubscriptionCacheOptions) {
  const { freshMs = 30_000, staleMs = 65_000, unknownMs = 5_000 } = options;
  const { capacity = 200_000, unknownCapacity = 20_000, maxLoads = 256, loadMs = 3_000 } = options;
  const known = new Map<string, Known>();
  const unknown = new Map<string, number>();
  const loading = new Map<string, Promise<SubscriptionEntry | null>>();
  /** Raised by `clear`: what was asked for before is not kept after. */
  let generation = 0;
  let confirmedMs = Number.NEGATIVE_INFINITY;

  const fetchEntry = (id: string, load: Load): Promise<SubscriptionEntry | null> => {
    const underWay = loading.get(id);
    if (underWay !== undefined) return underWay;
    if (loading.size >= maxLoads) return Promise.reject(new Error("too many subscriptions are being read"));
    const asked = generation;
    const promise = inTime(load(), loadMs, "reading a subscription")
      .then((entry) => {
        if (asked === generation) keep(id, entry);
        return entry;
      })
      .finally(() => {
        if (loading.get(id) === promise) loading.delete(id);
      });
    loading.set(id, promise);
    return promise;
  };

  const keep = (id: string, entry: SubscriptionEntry | null): void => {
    known.delete(id);
    if (entry === null) {
      unknown.set(id, clock.monotonic());
      evict(unknown, unknownCapacity);
    } else {
      known.set(id, { entry, loadedMs: clock.monotonic(), refreshing: false });
      evict(known, capacity);
    }
  };

  const refresh = async (id: string, load: Load, cached: Known): Promise<void> => {
    cached.refreshing = true;
    try {
      await fetchEntry(id, load);
    } catch {
      // The entry stays believed until it is too old; then the failure is the caller's to hear.
      cached.refreshing = false;
    }
  };

  return {
    find(id: string, load: Load): SubscriptionEntry | null | Promise<SubscriptionEntry | null> {
      const now = clock.monotonic();
      const cached = known.get(id);
      if (cached !== undefined) {
        const ageMs = now - Math.max(cached.loadedMs, confirmedMs);
        if (ageMs > staleMs) return fetchEntry(id, load);
        if (ageMs > freshMs && !cached.refreshing) void refresh(id, load, cached);
        return cached.entry;
      }
      const missedMs = unknown.get(id);
      if (missedMs !== undefined) {
        if (now - missedMs <= unknownMs) return null;
        unknown.delete(id);
      }
      return fetchEntry(id, load);
    },
    clear() {
      generation++;
      known.clear();
      unknown.clear();
      loading.clear();
    },
    confirm(atMs: number) {
      confirmedMs = Math.max(confirmedMs, atMs);
    },
  };
}

/** The oldest go first. */
function evict(map: Map<string, unknown>, capacity: number): void {
  if (map.size <= capacity) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
