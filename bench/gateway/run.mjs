// `npm run bench:gateway`: what one call costs in our gateway with everything on, and in others, against one upstream.
// Processes of their own, loopback only, rounds interleaved, medians. Options: --rounds 5 --seconds 2 --connections 32
// --body 300 --only gatehouse,bare --profile (writes a CPU profile of ours to the folder it names).
import { execFileSync, fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { isInstalled, startNginx } from "./contenders/nginx.mjs";

const here = import.meta.dirname;
const root = join(here, "../..");
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    connections: { type: "string", default: "32" },
    body: { type: "string", default: "300" },
    only: { type: "string", default: "" },
    nginxPort: { type: "string", default: "4139" },
    profile: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
const key = "gate_bench_0123456789abcdefghijklmnopqrstuvwxyzABCDEF";

function installContenders() {
  if (existsSync(join(root, "bench/node_modules/fastify"))) return;
  process.stdout.write("Installing what is measured beside ours ...\n");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: join(root, "bench"), stdio: "inherit" });
}

/** Bundled as `npm run build` bundles the server: what is measured is what runs in production. */
async function bundleOurs() {
  const outfile = join(root, "bench/gateway/dist/gatehouse.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/gateway/contenders/gatehouse.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return outfile;
}

const children = [];

/** Starts a process that says its port, and asks it for things one at a time. */
async function start(file, args = [], execArgv = []) {
  const env = { ...process.env, NODE_ENV: "production" };
  const child = fork(file, args, {
    cwd: root,
    env,
    execArgv,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  const hear = () =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${file} ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  const ask = (message) => {
    const heard = hear();
    child.send(message);
    return heard;
  };
  return { hear, ask };
}

async function startContender(file, upstreamPort, { execArgv = [], more = [] } = {}) {
  const { hear, ask } = await start(file, [String(upstreamPort), folder, key, ...more], execArgv);
  const { port } = await hear();
  return { port, cost: () => ask("cost") };
}

/** One call of the tutorial, as a client of Azure API Management sends it. */
function requestBytes() {
  const [before, after] = [
    '{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[["',
    '"]]}},"GlobalParameters":{}}',
  ];
  const text = "x".repeat(Math.max(0, Number(values.body) - before.length - after.length));
  const body = Buffer.from(before + text + after);
  const path = `/gateway/azureml-demo/workspaces/${"0".repeat(32)}/services/${"1".repeat(32)}/execute`;
  const lines = [
    `POST ${path}?api-version=2.0&details=true HTTP/1.1`,
    "Host: localhost:3000",
    "User-Agent: python-requests/2.32.3",
    "Accept-Encoding: gzip, deflate",
    "Accept: */*",
    "Connection: keep-alive",
    `Ocp-Apim-Subscription-Key: ${key}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    "",
  ];
  return Buffer.concat([Buffer.from(lines.join("\r\n")), body]).toString("base64");
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function measure(contender, load, request) {
  const order = { port: contender.port, request, connections };
  await load.ask({ ...order, seconds: 0.7 });
  const before = await contender.cost();
  const began = performance.now();
  const { calls, failures, p50, p99 } = await load.ask({ ...order, seconds });
  const elapsed = (performance.now() - began) / 1000;
  const after = await contender.cost();
  if (failures > 0) throw new Error(`${failures} calls failed beside ${calls}`);
  const cpuMicros = (after.cpuMicros - before.cpuMicros) / calls;
  return { cpuMicros, perSecond: calls / elapsed, p50, p99, rssMb: after.rssBytes / 2 ** 20 };
}

function printTable(results) {
  const medians = [...results].map(([name, runs]) => {
    const of = (field) => median(runs.map((run) => run[field]));
    return {
      name,
      cpu: of("cpuMicros"),
      perSecond: of("perSecond"),
      p50: of("p50"),
      p99: of("p99"),
      rss: of("rssMb"),
    };
  });
  const bare = medians.find(({ name }) => name === "bare node:http + undici");
  const rows = medians.map(({ name, cpu, perSecond, p50, p99, rss }) => [
    name,
    cpu.toFixed(1),
    bare ? (cpu / bare.cpu).toFixed(2) : "",
    perSecond.toFixed(0),
    p50.toFixed(2),
    p99.toFixed(2),
    rss.toFixed(0),
  ]);
  const heads = ["", "CPU per call, us", "times bare", "calls/s", "p50 ms", "p99 ms", "resident MB"];
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  process.stdout.write(line(heads) + line(heads.map(() => "---")) + rows.map(line).join(""));
}

async function main() {
  installContenders();
  const ours = await bundleOurs();
  const upstream = await start(join(here, "upstream.mjs"));
  const { port: upstreamPort } = await upstream.hear();
  const load = await start(join(here, "load.mjs"));
  const profiling = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${folder}/profile`] : [];
  const all = new Map([
    ["gatehouse", () => startContender(ours, upstreamPort, { execArgv: profiling })],
    [
      "gatehouse, not recording",
      () => startContender(ours, upstreamPort, { more: ["off"], execArgv: profiling }),
    ],
    [
      "bare node:http + undici",
      () => startContender(join(here, "contenders/bare.mjs"), upstreamPort, { execArgv: profiling }),
    ],
    ["@fastify/http-proxy", () => startContender(join(here, "contenders/fastify.mjs"), upstreamPort)],
    ["http-proxy", () => startContender(join(here, "contenders/http-proxy.mjs"), upstreamPort)],
  ]);
  let nginx = null;
  if (isInstalled()) {
    all.set("nginx", async () => {
      nginx = await startNginx({
        folder: join(folder, "nginx"),
        port: Number(values.nginxPort),
        upstreamPort,
        key,
      });
      return nginx;
    });
  }
  const only = values.only === "" ? [] : values.only.split(",");
  const contenders = new Map();
  for (const [name, begin] of all) {
    if (only.length === 0 || only.some((part) => name.startsWith(part))) contenders.set(name, await begin());
  }
  const results = new Map([...contenders.keys()].map((name) => [name, []]));
  const request = requestBytes();
  // The round before the first warms the compilers up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, contender] of contenders) {
      const run = await measure(contender, load, request);
      if (round > 0) results.get(name).push(run);
      process.stderr.write(
        `round ${round} ${name}: ${run.cpuMicros.toFixed(1)} us, ${run.perSecond.toFixed(0)}/s\n`,
      );
    }
  }
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  process.stdout.write(
    `\nNode ${process.version}, ${cpus().length} cores, ${memory} GiB; POST of ${values.body} bytes, ` +
      `${connections} connections, ${rounds} rounds of ${seconds} s, medians.\n\n`,
  );
  printTable(results);
  nginx?.stop();
  if (values.profile) process.stdout.write(`\nThe profile is in ${folder}/profile\n`);
}

try {
  await main();
} finally {
  for (const child of children) if (child.connected) child.disconnect();
  if (!values.profile) process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
