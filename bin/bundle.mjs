// Bundles processes of ours, and beside them the threads that they start.
import { build } from "esbuild";
import { root } from "./steps.mjs";

const threads = {
  "body-worker": "lib/gateway/policy/body-worker.mjs",
  "writer-thread": "lib/db/writer-thread.mjs",
};

/**
 * @param {Record<string, string>} processes each one's source by the name of its file, without `.mjs`
 * @param {string} outdir relative to the project
 */
export async function bundle(processes, outdir, { splitting = false } = {}) {
  await build({
    absWorkingDir: root,
    entryPoints: { ...processes, ...threads },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}
