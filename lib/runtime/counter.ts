import { Redis } from "ioredis";
import { type Counter, systemClock } from "@/lib/limits/counter";
import { createMemoryCounter } from "@/lib/limits/memory";
import { createRedisCounter } from "@/lib/limits/redis";
import { log } from "@/lib/log";
import { addQuotaUsage, readQuotaUsage } from "@/lib/usage/commands";

/** Limits that several processes hold together. */
export interface SharedCounting {
  url: string;
  /** What a process does while Redis is away: count its share of each limit by itself, or answer 503. */
  whenItFails: "share" | "refuse";
}

const store = {
  load: (subscriptionId: string, limitId: string, periodStart: Date) =>
    readQuotaUsage({ subscriptionId, limitId, periodStart }),
  add: addQuotaUsage,
};

/** The counter of this process: in its memory, or shared through Redis. */
export function openCounter(shared: SharedCounting | undefined): Counter {
  const memory = createMemoryCounter({
    clock: systemClock,
    store,
    onError: (error) => log.error({ err: error }, "quota use could not be stored; it will be tried again"),
  });
  if (shared === undefined) return memory;
  const redis = new Redis(shared.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  redis.on("error", (error) => log.warn({ err: error }, "Redis cannot be reached; trying again"));
  const counter = createRedisCounter({
    redis,
    store,
    clock: systemClock,
    fallback: shared.whenItFails === "share" ? memory : null,
    onError: (error) => log.warn({ err: error }, "limits could not be counted in Redis"),
  });
  return {
    take: (subject, rules) => counter.take(subject, rules),
    settle: (subject, rules, amounts) => counter.settle(subject, rules, amounts),
    usage: (subject, rules) => counter.usage(subject, rules),
    async close() {
      await counter.close();
      if (shared.whenItFails === "refuse") await memory.close();
      redis.disconnect();
    },
  };
}
