// A Gatehouse of the bench's own: the quickstart, as anybody would start it, with its own ports and folder.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const slowestStartMs = 600_000;

export function newDataDir() {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Starts the quickstart and waits until it has said where everything is.
 * @param {{ port: number, emulatorPort: number, dataDir: string }} options
 * @returns what `demo.json` says, the process id, how long the start took and how to stop it.
 */
export async function startGatehouse({ port, emulatorPort, dataDir }) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, "bin/quickstart.mjs")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      EMULATOR_PORT: String(emulatorPort),
      BLOB_PORT: String(port + 9),
      DATA_DIR: dataDir,
    },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  // However the bench ends, nothing of it stays behind.
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  await sayingReady(child, ended);
  const startMs = performance.now() - began;
  const demo = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8"));
  return {
    demo,
    pid: child.pid,
    startMs,
    async stop() {
      process.off("exit", end);
      end();
      await ended;
    },
  };
}

function sayingReady(child, ended) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text) => {
      said += text;
      if (said.includes("Gatehouse is ready")) resolve();
    });
    ended.then((code) =>
      reject(new Error(`The quickstart ended with ${code} before it was ready.\n${said}`)),
    );
    setTimeout(() => reject(new Error("The quickstart did not become ready.")), slowestStartMs).unref();
  });
}
