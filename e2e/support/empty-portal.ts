import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";

const demoPort = Number(process.env.E2E_PORT || 3900);

/** A portal as it is started for the first time: `npm start` over an empty folder, with the demo's emulator in reach. */
export async function startEmptyPortal() {
  const port = demoPort + 4;
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-empty-"));
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(port),
      GATEHOUSE_SECRET: "a secret that only this test's portal knows",
      SMTP_URL: `smtp://127.0.0.1:${demoPort + 3}`,
      ALLOW_PRIVATE_BACKENDS: "loopback",
      ALLOW_HTTP: "true",
    },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const close = async () => {
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await expect.poll(() => said, { timeout: 90_000 }).toContain("Gatehouse is ready");
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    baseURL: `http://localhost:${port}`,
    /** What the terminal shows for the first administrator. */
    setUpLink: /http\S+\/setup\?token=\S+/.exec(said)?.[0] ?? "",
  };
}
