import { type RevisionName, readRevisions } from "@/lib/db/revision";
import { log } from "@/lib/log";

const everyMs = 250;

/**
 * Calls a handler whenever its revision has left the known value, raised by this process or another. A handler that fails is called
 * again at the next look. `onUnchanged` hears how many ms ago a look began that found the subscriptions as they were known. Answers a
 * function that stops it.
 */
export function watchRevisions(
  known: Record<RevisionName, number>,
  handlers: Record<RevisionName, () => Promise<void>>,
  onUnchanged: (sinceMs: number) => void,
): () => void {
  const seen = { ...known };
  let stopped = false;
  let timer: NodeJS.Timeout;

  const look = async () => {
    const beganMs = performance.now();
    try {
      const now = await readRevisions();
      if (now.subscriptions === seen.subscriptions) onUnchanged(performance.now() - beganMs);
      for (const name of ["catalogue", "subscriptions"] as const) {
        if (now[name] === seen[name]) continue;
        await handlers[name]();
        seen[name] = now[name];
      }
    } catch (error) {
      log.warn({ err: error }, "changes could not be read; looking again");
    }
    schedule();
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void look(), everyMs);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
