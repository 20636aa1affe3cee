// `npm run bench:faults`: what the gateway promises when things go wrong (docs/measurements.md), against processes as
// `npm run start:gateway` and `npm start` start them. Options: --only kill,drain,... --mib 2048 --kills 20 --gone 60 --port 4210; half an
// hour's load only when asked for: --only load --minutes 30. Linux only, loopback only; `disk` mounts a small tmpfs, as root.
import { parseArgs } from "node:util";
import { judge, machine, table } from "../support/figures.mjs";
import { brokenBackends } from "./broken-backends.mjs";
import { databaseGone } from "./database-gone.mjs";
import { fullDisk } from "./full-disk.mjs";
import { bundle, createInstallation, helper } from "./gatehouse.mjs";
import { killedPortal } from "./killed-portal.mjs";
import { largeBodies } from "./large-bodies.mjs";
import { lastingLoad } from "./lasting-load.mjs";
import { lockedDatabase, lockedPortal } from "./locked-database.mjs";
import { manyProcesses } from "./many-processes.mjs";
import { drain, kill, suspend } from "./process-faults.mjs";
import { signInFlood } from "./sign-in-flood.mjs";
import { slowClients } from "./slow-clients.mjs";

const faults = {
  kill,
  drain,
  locked: lockedDatabase,
  portal: lockedPortal,
  killed: killedPortal,
  flood: signInFlood,
  gone: databaseGone,
  disk: fullDisk,
  backends: brokenBackends,
  large: largeBodies,
  slow: slowClients,
  revoked: suspend,
  many: manyProcesses,
};
const onRequest = { load: lastingLoad };
const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(faults).join(",") },
    minutes: { type: "string", default: "30" },
    gone: { type: "string", default: "60" },
    kills: { type: "string", default: "20" },
    mib: { type: "string", default: "2048" },
    port: { type: "string", default: "4210" },
  },
});

await bundle();
const backends = await helper("backends.mjs");
const hole = await helper("black-hole.mjs");
const apis = { ...backends.said, hole: hole.said };
const installations = [];
const outcomes = [];
try {
  for (const name of values.only.split(",")) {
    const install = async (options) => {
      const installation = createInstallation(Number(values.port) + installations.length, apis, options);
      installations.push(installation);
      await installation.start();
      return installation;
    };
    const found = await { ...faults, ...onRequest }[name]({
      install,
      holePort: hole.said,
      refusedPort: backends.said.refused,
      largeBytes: Number(values.mib) * 2 ** 20,
      goneSeconds: Number(values.gone),
      kills: Number(values.kills),
      minutes: Number(values.minutes),
    });
    for (const outcome of found)
      console.log(`${outcome.holds ? "holds " : "FAILED"}  ${outcome.what}: ${outcome.value}`);
    outcomes.push(...found);
  }
} finally {
  for (const installation of installations) await installation.remove();
  backends.stop();
  hole.stop();
}
console.log(`\n${machine()}\n`);
console.log(
  table(
    ["Fault", "Promise", "Seen"],
    outcomes.map(({ what, limit, value }) => [what, limit, value]),
  ),
);
judge(outcomes);
