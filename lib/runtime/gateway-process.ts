import cluster from "node:cluster";
import { openDatabase } from "@/lib/db/client";
import { databaseTarget } from "@/lib/db/connection";
import { checkProduction, type Env, EnvError, env } from "@/lib/env";
import { createGatewayServer } from "@/lib/gateway/node-server";
import { installedSecrets } from "@/lib/keys/installed";
import { log } from "@/lib/log";
import { startRuntime } from "@/lib/runtime";
import { explainStart } from "./explain-start";
import { listen } from "./listen";
import { stopOnSignals } from "./stop-on-signals";

/** The gateway without the portal: any number of such processes, on one port here and on other machines. */

/** A worker that ends by itself is replaced, but not faster than this. */
const replaceMs = 1_000;

async function serve(settings: Env): Promise<void> {
  openDatabase(databaseTarget({ databaseUrl: settings.DATABASE_URL, dataDir: settings.dataDir }));
  const running = await startRuntime({
    secrets: installedSecrets(),
    allowPrivateBackends: settings.allowPrivateBackends,
    allowHttp: settings.allowHttp,
    realm: settings.publicUrl,
    redis: settings.redis,
  });
  const server = createGatewayServer(running.gateway, {
    trustedProxies: settings.trustedProxies,
    ownHosts: [new URL(settings.publicUrl).host],
  });
  const port = settings.GATEWAY_PORT ?? settings.PORT;
  await listen(server, settings.GATEWAY_PORT ? "GATEWAY_PORT" : "PORT", port, settings.host);
  if (cluster.isWorker) {
    // A terminal's Ctrl-C goes to all of the group; the first process passes on what is meant.
    process.on("SIGINT", () => {});
    stopOnSignals([server], running, ["SIGTERM"]);
  } else stopOnSignals([server], running);
  log.info({ port, host: settings.host }, "The gateway is ready");
}

/** As many workers as were asked for, until the process is told to stop. */
function supervise(count: number): void {
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  cluster.on("exit", (worker, code, signal) => {
    if (stopping) return;
    log.error({ pid: worker.process.pid, code, signal }, "a gateway process ended and is replaced");
    setTimeout(() => {
      if (!stopping) cluster.fork();
    }, replaceMs);
  });
  for (let n = 0; n < count; n++) cluster.fork();
}

function checkProcesses({ GATEWAY_PROCESSES, DATABASE_URL }: Env): void {
  if (GATEWAY_PROCESSES > 1 && DATABASE_URL === undefined) {
    throw new EnvError("GATEWAY_PROCESSES above 1 needs DATABASE_URL: SQLite takes one writing process");
  }
}

try {
  const settings = env();
  checkProduction(settings);
  checkProcesses(settings);
  if (settings.GATEWAY_PROCESSES > 1 && cluster.isPrimary) supervise(settings.GATEWAY_PROCESSES);
  else await serve(settings);
} catch (error) {
  process.stderr.write(`The gateway could not start: ${explainStart(error)}\n`);
  process.exit(1);
}
