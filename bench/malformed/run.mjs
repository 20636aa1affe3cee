// `npm run bench:malformed`: what malformed requests do to the gateway. Options: --requests 100000 --seed 1
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../../bin/bundle.mjs";

const root = join(import.meta.dirname, "../..");
const outdir = join(import.meta.dirname, "dist");
const { values } = parseArgs({
  options: { requests: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});

const processes = { main: "bench/malformed/main.ts", gateway: "bench/malformed/gateway.ts" };
await bundle(processes, "bench/malformed/dist");
const args = [join(outdir, "main.mjs"), join(outdir, "gateway.mjs"), values.requests, values.seed];
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1);
