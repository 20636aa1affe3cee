// The proof that a rate is never exceeded: 8 callers without pause on 2 gateway processes that count in one Redis. A call was admitted
// between the time that its caller sent it, which it carries along, and the time that it reached the web service. A window of the limit's
// length is slid over these spans; those that lie in it whole must not be more than the limit. How many arrive in one window is told too:
// it may be a few more, because some are longer under way than others.
//   npm run bench:limits [-- --seconds 60 --limit 100 --period 10]
import { fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, get } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    limit: { type: "string", default: "100" },
    period: { type: "string", default: "10" },
  },
});
const seconds = Number(values.seconds);
const limit = Number(values.limit);
const periodMs = Number(values.period) * 1_000;
const callers = 8;

const arrivals = [];
const upstream = createServer((req, res) => {
  arrivals.push({ sentMs: Number(req.url.slice(req.url.indexOf("?") + 1)), atMs: performance.now() });
  res.end("ok");
});
await new Promise((resolve) => upstream.listen(0, "127.0.0.1", resolve));

const redisPort = await freePort();
const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-limits-"));
const redis = spawn("redis-server", [
  "--port",
  String(redisPort),
  "--bind",
  "127.0.0.1",
  "--save",
  "",
  "--dir",
  folder,
]);
redis.stdout.resume();
await new Promise((resolve) => setTimeout(resolve, 500));

const gateways = await Promise.all([startGateway(), startGateway()]);
const agent = new Agent({ keepAlive: true });
const endMs = performance.now() + seconds * 1_000;
const statuses = new Map();
await Promise.all(
  Array.from({ length: callers }, (_, n) => callUntilEnd(gateways[n % gateways.length].port)),
);

for (const { child } of gateways) child.kill();
agent.destroy();
upstream.close();
upstream.closeAllConnections();
redis.kill();
rmSync(folder, { recursive: true, force: true });
report();

function startGateway() {
  const args = [
    `redis://127.0.0.1:${redisPort}`,
    String(upstream.address().port),
    String(limit),
    String(periodMs / 1_000),
  ];
  const child = fork("bench/limits/gateway.ts", args, { execArgv: ["--import", "tsx"] });
  return new Promise((resolve) => child.once("message", ({ port }) => resolve({ child, port })));
}

async function callUntilEnd(port) {
  while (performance.now() < endMs) {
    const status = await call(port);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
}

function call(port) {
  const headers = { "Ocp-Apim-Subscription-Key": "key" };
  return new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", path: `/bench/x?${performance.now()}`, headers, agent }, (res) => {
      res.resume();
      res.on("end", () => resolve(res.statusCode));
    }).on("error", reject);
  });
}

function report() {
  const most = largest(
    (start) =>
      ({ sentMs, atMs }) =>
        sentMs >= start.sentMs && atMs < start.sentMs + periodMs,
  );
  const mostArrived = largest(
    (start) =>
      ({ atMs }) =>
        atMs >= start.atMs && atMs < start.atMs + periodMs,
  );
  // What could have been admitted: the limit at the start, and again each time that its length has passed.
  const possible = limit * Math.ceil((seconds * 1_000) / periodMs);
  const calls = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `${callers} callers, 2 processes, ${seconds} s, ${limit} calls in ${periodMs / 1_000} s: ${calls} calls, ` +
      `${JSON.stringify(Object.fromEntries(statuses))}\n` +
      `largest count in any window: admitted ${most} of ${limit}, arrived ${mostArrived}; admitted in all ${arrivals.length} of ${possible} possible ` +
      `(${((100 * arrivals.length) / possible).toFixed(1)}%)\n`,
  );
  if (most > limit) process.exitCode = 1;
}

function largest(inWindowOf) {
  return Math.max(0, ...arrivals.map((start) => arrivals.filter(inWindowOf(start)).length));
}

function freePort() {
  return new Promise((resolve) => {
    const server = createTcpServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
