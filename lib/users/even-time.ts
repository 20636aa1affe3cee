import { setTimeout as pause } from "node:timers/promises";

/** Longer than any of the work it hides. */
const usualMs = 250;

/** Answers no sooner than after a while, so that the time does not tell whether there was something to do. */
export async function evenTime<Result>(work: () => Promise<Result>, leastMs = usualMs): Promise<Result> {
  const [done] = await Promise.allSettled([work(), pause(leastMs)]);
  if (done.status === "rejected") throw done.reason;
  return done.value;
}
