// Builds everything that `start` and `quickstart` run: the database clients, the pages, the bundled processes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundle } from "./bundle.mjs";
import { root, run } from "./steps.mjs";

run(process.execPath, [join(root, "bin/generate.mjs")], { what: "Generating the database clients" });

const processes = {
  server: "server.ts",
  gateway: "lib/runtime/gateway-process.ts",
  prepare: "lib/runtime/prepare.ts",
  emulator: "lib/runtime/emulator-process.ts",
};
await bundle(processes, "dist", { splitting: true });

run(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
  what: "Building the pages",
  env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
});

compressBelow(join(root, ".next/static"));

/** Beside each text file its compressed forms, which the server sends as they are. */
function compressBelow(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.(js|css|svg|txt|json)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path);
    const size = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    writeFileSync(`${path}.br`, brotliCompressSync(text, { params: size }));
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  }
}
