import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // The marker package throws when it is imported outside a React server build, which tests are.
      "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    include: ["{app,bin,components,lib,prisma}/**/*.test.{ts,tsx}", "*.test.ts"],
    pool: "forks",
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
