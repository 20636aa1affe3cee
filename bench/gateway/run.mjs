// `npm run bench:gateway`: what one call costs in our gateway with everything on, and in others, against one upstream.
// Processes of their own, loopback only, rounds interleaved, medians; fails when a gate of docs/gateway.md does.
//   -- --scenario bodies|connections|sizes|latency|million|all   (without: the table, and a summary of the rest but `million`)
//   --rounds 5 --seconds 2 --connections 32 --body 300 --calls 1000000 --port 4300 (of the gateway in `million`)
//   --only gatehouse,bare (of the table) --profile (writes CPU profiles to the folder it names)
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge, machine } from "../support/figures.mjs";
import { contendersOf } from "./contenders/all.mjs";
import { installContenders, start, stopAll } from "./processes.mjs";
import { benchKey } from "./request.mjs";
import { latency } from "./scenarios/latency.mjs";
import { million } from "./scenarios/million.mjs";
import { bodies, connections, otherPoints } from "./scenarios/points.mjs";
import { sizes } from "./scenarios/sizes.mjs";
import { wholeTable } from "./scenarios/table.mjs";

const here = import.meta.dirname;
const scenarios = { table: wholeTable, bodies, connections, sizes, latency, million };
/** The summary's parts are short; the table is today's. */
const summary = [
  [wholeTable, {}],
  [otherPoints, { rounds: 2, seconds: 1 }],
  [sizes, { rounds: 3, seconds: 1 }],
  [latency, { rounds: 3, seconds: 2 }],
];

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: "" },
    rounds: { type: "string" },
    seconds: { type: "string" },
    connections: { type: "string", default: "32" },
    body: { type: "string", default: "300" },
    calls: { type: "string", default: "1000000" },
    only: { type: "string", default: "" },
    port: { type: "string", default: "4300" },
    nginxPort: { type: "string", default: "4139" },
    profile: { type: "boolean", default: false },
  },
});

function chosen() {
  if (values.scenario === "") return summary;
  if (values.scenario === "all") return Object.values(scenarios).map((scenario) => [scenario, {}]);
  return values.scenario.split(",").map((name) => {
    if (!(name in scenarios)) throw new Error(`There is no scenario "${name}": ${Object.keys(scenarios)}.`);
    return [scenarios[name], {}];
  });
}

async function main(folder) {
  const wanted = chosen();
  installContenders();
  const upstream = await start(join(here, "upstream.mjs"));
  const upstreamPort = upstream.said.port;
  const load = await start(join(here, "load.mjs"));
  const profileTo = values.profile ? join(folder, "profile") : null;
  const nginxPort = Number(values.nginxPort);
  const contenders = await contendersOf({ upstreamPort, folder, key: benchKey, nginxPort, profileTo });
  const options = {
    bodyBytes: Number(values.body),
    connections: Number(values.connections),
    only: values.only === "" ? [] : values.only.split(","),
    calls: Number(values.calls),
    gatewayPort: Number(values.port),
  };
  const found = [];
  for (const [scenario, short] of wanted) {
    const rounds = Number(values.rounds ?? short.rounds ?? 5);
    const seconds = Number(values.seconds ?? short.seconds ?? 2);
    const outcome = await scenario({ contenders, load, upstreamPort, options, rounds, seconds });
    process.stdout.write(`\n${outcome.title}\n\n${outcome.text}\n`);
    found.push(outcome);
  }
  contenders.stop();
  if (profileTo !== null) process.stdout.write(`\nThe profiles are in ${profileTo}\n`);
  return found.flatMap(({ gates }) => gates);
}

const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
try {
  const gates = await main(folder);
  process.stdout.write(`\n${machine()}\n\n`);
  for (const { what, limit, value } of gates.filter(({ holds }) => holds)) {
    process.stdout.write(`PASS    ${what}: ${value}, wanted ${limit}\n`);
  }
  judge(gates);
} finally {
  stopAll();
  if (!values.profile) process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
