import type { Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { closeDatabase } from "@/lib/db/client";
import type { Runtime } from "@/lib/runtime";

const drainMs = 30_000;
/** So long a kept-alive connection may still bring a call, which is then its last. */
const graceMs = 5_000;

/** Lets running calls end, writes what waits, and goes. A second signal, or half a minute, ends it at once. */
export function stopOnSignals(
  servers: readonly Server[],
  running: Pick<Runtime, "close">,
  signals: readonly NodeJS.Signals[] = ["SIGTERM", "SIGINT"],
): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), drainMs).unref();
    await Promise.all(servers.map(drain));
    await running.close();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, () => void stop());
}

/**
 * Takes no new connections, and ends those that are open with their next answer. Node's own `close` would drop idle ones
 * at once, and with them the calls that are on their way in.
 */
function drain(server: Server): Promise<void> {
  const last = (_request: unknown, response: ServerResponse): void => {
    response.shouldKeepAlive = false;
  };
  server.prependListener("request", last).prependListener("checkContinue", last);
  const grace = setTimeout(() => {
    server.closeIdleConnections();
    grace.refresh();
  }, graceMs);
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => {
      clearTimeout(grace);
      resolve();
    });
  });
}
