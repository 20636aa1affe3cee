// The callers, on loopback, for a bounded time: a closed loop (each connection has one call under way, always), or an open
// one (calls fall due at a given rate, whether or not those before are answered).
import { setImmediate } from "node:timers/promises";
import { Caller } from "./caller.mjs";

/**
 * @typedef {{ at: number, width: number, count: number }} Slot
 * @typedef {{ port: number, request: string, slots: Slot[], connections: number, seconds: number, calls?: number, rate?: number }} Order
 */

/** @param {Order} order */
async function run(order) {
  const bytes = Buffer.from(order.request, "base64");
  const tally = { calls: 0, failures: 0, latencies: [] };
  const callers = Array.from({ length: order.connections }, () => new Caller({ ...order, bytes, tally }));
  await Promise.all(callers.map((caller) => caller.open()));
  const began = performance.now();
  await (order.rate === undefined ? closedLoop(callers, order, tally) : openLoop(callers, order));
  const seconds = (performance.now() - began) / 1000;
  for (const caller of callers) caller.close();
  const latencies = Float64Array.from(tally.latencies).sort();
  const at = (share) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { calls: tally.calls, failures: tally.failures, seconds, p50: at(0.5), p99: at(0.99) };
}

/** Until the time is over, or `calls` have been made where a number is given. */
async function closedLoop(callers, { seconds, calls = Number.POSITIVE_INFINITY }, tally) {
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    callers.map(async (caller) => {
      while (caller.isOpen && performance.now() < until && tally.calls + tally.failures < calls) {
        await caller.call(performance.now());
      }
    }),
  );
}

/**
 * A call that falls due while every connection is busy waits, and its wait counts: its time runs from when it was due. One
 * for which a connection is free is timed from its sending. This process looks at the clock all the time, on a core of its
 * own; when it was held up itself, calls fall due later and not all at once, for a burst would be its own and is answered late.
 */
async function openLoop(callers, { seconds, rate }) {
  const free = [...callers];
  const waiting = [];
  const underWay = new Set();
  const send = (caller, sinceMs) => {
    const call = caller.call(sinceMs).then(() => {
      underWay.delete(call);
      if (!caller.isOpen) return;
      if (waiting.length > 0) send(caller, waiting.shift());
      else free.push(caller);
    });
    underWay.add(call);
  };
  const gapMs = 1_000 / rate;
  let dueMs = performance.now();
  for (let due = 0; due < seconds * rate; ) {
    const now = performance.now();
    if (now >= dueMs) {
      const caller = free.pop();
      if (caller) send(caller, now);
      else waiting.push(now);
      dueMs = Math.max(dueMs, now - gapMs) + gapMs;
      due++;
    } else await setImmediate();
  }
  while (underWay.size > 0) await Promise.all(underWay);
}

process.on("message", async (order) => process.send?.(await run(order)));
process.on("disconnect", () => process.exit(0));
process.send?.({ ready: true });
