import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/errors";

const longestWaitMs = 3_000;
/** Between two tries: twice the last, up to the longest, so that many who wait leave the process to its calls. */
const firstPauseMs = 25;
const longestPauseMs = 200;

/** No transaction could begin in time: those before it wait for the lock. Nothing is wrong with the client. */
export function isQueued(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "P2028" &&
    /unable to start/i.test(error.message)
  );
}

/** A lock held by another process, or a connection that could not be had in time. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    code === "P1008" ||
    code === "P2034" ||
    isQueued(error) ||
    /SQLITE_BUSY|database is locked|SocketTimeout/i.test(error.message)
  );
}

/**
 * Repeats `work` while the database is locked, without blocking the process.
 * @throws AppError not-ready (503) after three seconds and the last try.
 */
export async function retryWhileBusy<Result>(
  work: () => Promise<Result>,
  { now = Date.now, pause = wait }: { now?: () => number; pause?: (ms: number) => Promise<unknown> } = {},
): Promise<Result> {
  const deadline = now() + longestWaitMs;
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (now() >= deadline) {
        throw new AppError("not-ready", "The database is busy. Try again in a moment.", {
          cause: error,
          retryAfterSeconds: 2,
        });
      }
      await pause(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}
