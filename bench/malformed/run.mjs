// `npm run bench:malformed`: what malformed requests do to the gateway. Options: --requests 100000 --seed 1
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");
const outdir = join(import.meta.dirname, "dist");
const { values } = parseArgs({
  options: { requests: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});

await build({
  absWorkingDir: root,
  entryPoints: ["bench/malformed/main.ts", "bench/malformed/gateway.ts"],
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
const args = [join(outdir, "main.mjs"), join(outdir, "gateway.mjs"), values.requests, values.seed];
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1);
