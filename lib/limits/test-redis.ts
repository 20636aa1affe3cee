import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** Whether this machine has a Redis server to test with. */
export const hasRedisServer = spawnSync("redis-server", ["--version"]).status === 0;

export interface TestRedis {
  url: string;
  process: ChildProcess;
  connect(): Redis;
  close(): Promise<void>;
}

/** A Redis of the test's own, on a free port of this machine, that keeps nothing. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const process = spawn("redis-server", args, { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  const clients: Redis[] = [];
  const connect = (): Redis => {
    const redis = new Redis(url, {
      enableOfflineQueue: true,
      maxRetriesPerRequest: null,
      retryStrategy: () => 50,
    });
    redis.on("error", () => {});
    clients.push(redis);
    return redis;
  };
  await connect().ping();
  return {
    url,
    process,
    connect,
    async close() {
      for (const client of clients) client.disconnect();
      process.kill("SIGCONT");
      process.kill("SIGKILL");
      if (process.exitCode === null && process.signalCode === null)
        await new Promise((resolve) => process.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
