import { Redis } from "ioredis";
import { type Counter, systemClock } from "@/lib/limits/counter";
import { inTime } from "@/lib/limits/in-time";
import { createMemoryCounter } from "@/lib/limits/memory";
import { presenceKey } from "@/lib/limits/presence";
import { createRedisCounter } from "@/lib/limits/redis";
import { log } from "@/lib/log";
import { addQuotaUsage, readQuotaUsage } from "@/lib/usage/commands";

/** Limits that several processes hold together. */
export interface SharedCounting {
  url: string;
  /** What a process does while Redis is away: count its share of each limit by itself, or answer 503. */
  whenItFails: "share" | "refuse";
}

/** How the shared counting is; null where there is none. */
export type SharedState = { isReachable: boolean; processes: number } | null;

interface OpenCounter extends Counter {
  shared(): Promise<SharedState>;
}

const store = {
  load: (subscriptionId: string, limitId: string, periodStart: Date) =>
    readQuotaUsage({ subscriptionId, limitId, periodStart }),
  add: addQuotaUsage,
};

/** The counter of this process: in its memory, or shared through Redis. */
export async function openCounter(shared: SharedCounting | undefined): Promise<OpenCounter> {
  const memory = createMemoryCounter({
    clock: systemClock,
    store,
    onError: (error) => log.error({ err: error }, "quota use could not be stored; it will be tried again"),
  });
  if (shared === undefined) return Object.assign(memory, { shared: async () => null });
  const redis = await connect(shared.url);
  const counter = createRedisCounter({
    redis,
    store,
    clock: systemClock,
    fallback: shared.whenItFails === "share" ? memory : null,
    onError: (error) => log.debug({ err: error }, "limits could not be counted in Redis"),
  });
  return {
    take: (subject, rules) => counter.take(subject, rules),
    settle: (subject, rules, amounts) => counter.settle(subject, rules, amounts),
    usage: (subject, rules) => counter.usage(subject, rules),
    shared: () => askRedis(redis),
    async close() {
      await counter.close();
      if (shared.whenItFails === "refuse") await memory.close();
      redis.disconnect();
    },
  };
}

const answerMs = 500;

async function askRedis(redis: Redis): Promise<SharedState> {
  try {
    return {
      isReachable: true,
      processes: await inTime(redis.zcard(presenceKey), answerMs, "asking Redis"),
    };
  } catch {
    // That it does not answer is the answer.
    return { isReachable: false, processes: 0 };
  }
}

/** How long a start waits for Redis; later it is tried again beside the traffic. */
const patienceMs = 3_000;

/** A client that is connected, or goes on trying; each outage is told of once. */
async function connect(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  let isAway = false;
  redis.on("error", (error) => {
    if (!isAway) log.warn({ err: error }, "Redis cannot be reached; trying again");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) log.info("Redis can be reached again");
    isAway = false;
  });
  await inTime(redis.connect(), patienceMs, "connecting to Redis").catch((error: unknown) => {
    log.warn({ err: error }, "starting without Redis");
  });
  return redis;
}
