// Builds everything that `start` and `quickstart` run: the database clients, the pages, the bundled processes.
import { join } from "node:path";
import { build } from "esbuild";
import { root, run } from "./steps.mjs";

run(process.execPath, [join(root, "bin/generate.mjs")], { what: "Generating the database clients" });

await build({
  absWorkingDir: root,
  entryPoints: {
    server: "server.ts",
    prepare: "lib/runtime/prepare.ts",
    emulator: "lib/runtime/emulator-process.ts",
  },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});

run(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
  what: "Building the pages",
  env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
});
