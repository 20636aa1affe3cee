import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/errors";

const longestWaitMs = 4_000;
const pauseMs = 40;

/** A lock held by another process, or a connection that could not be had in time. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    code === "P1008" ||
    code === "P2034" ||
    /SQLITE_BUSY|database is locked|SocketTimeout/i.test(error.message)
  );
}

/**
 * Repeats `work` while the database is locked, without blocking the process.
 * @throws AppError not-ready (503) after four seconds.
 */
export async function retryWhileBusy<Result>(
  work: () => Promise<Result>,
  { now = Date.now, pause = wait }: { now?: () => number; pause?: (ms: number) => Promise<unknown> } = {},
): Promise<Result> {
  const deadline = now() + longestWaitMs;
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
    }
  }
}
