import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const folders = ["app", "bin", "components", "lib", "prisma"];

/** Tests that change what others in their process would see: the database that is open, modules, the environment. */
const leavesTraces = /useTestDatabase|\bvi\.(?:mock|doMock|stub|hoisted)|process\.env/;

const files = folders.flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.test\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`),
);
const apart = files.filter((path) => leavesTraces.test(readFileSync(`${root}${path}`, "utf8")));
const together = files.filter((path) => !apart.includes(path));

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // The marker package throws when it is imported outside a React server build, which tests are.
      "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    // Many tests wait more than they work: one worker for all cores but one, as is usual, leaves two cores half idle.
    maxWorkers: availableParallelism(),
    testTimeout: 15_000,
    hookTimeout: 30_000,
    // What is waited for comes at once on a machine of one's own, and late on a busy one.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: "apart", include: apart, pool: "forks" } },
      // One process for many files: starting one for each costs more than most of the tests.
      { extends: true, test: { name: "together", include: together, pool: "threads", isolate: false } },
    ],
  },
});
