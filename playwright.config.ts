import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./bin/chromium.mjs";

const executablePath = findChromium();
const port = Number(process.env.E2E_PORT || 3900);

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  // One portal, one database: what only looks runs beside what changes things, one after another.
  workers: 2,
  projects: [
    { name: "looking", testMatch: "accessibility.spec.ts", workers: 1 },
    { name: "changing", testIgnore: "accessibility.spec.ts", workers: 1 },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    screenshot: "only-on-failure",
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node bin/quickstart.mjs",
    url: `http://localhost:${port}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      PORT: String(port),
      EMULATOR_PORT: String(port + 1),
      BLOB_PORT: String(port + 2),
      // Listened on by the test that reads mail; until then mails wait.
      SMTP_URL: `smtp://127.0.0.1:${port + 3}`,
      DATA_DIR: process.env.E2E_DATA_DIR || "test-results/e2e-data",
    },
  },
});
