import { log } from "@/lib/log";

interface Repeated {
  what: string;
  everyMs: number;
  /** Told by the signal to end early. */
  work: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Does something again and again, with a pause between the end of one time and the next. A failure is told of once,
 * until it works again. Answers what stops it, after the time that is under way.
 */
export function repeat({ what, everyMs, work }: Repeated): () => Promise<void> {
  const stopping = new AbortController();
  let failing = false;
  let timer: NodeJS.Timeout;
  let underWay = Promise.resolve();

  const once = async () => {
    try {
      await work(stopping.signal);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, `${what} failed; trying again`);
      failing = true;
    }
    schedule();
  };
  const schedule = () => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      underWay = once();
    }, everyMs);
    timer.unref();
  };
  schedule();
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await underWay;
  };
}
