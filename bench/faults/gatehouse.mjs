// Installations of the faults' own, each on a database of its own: a gateway as `npm run start:gateway` starts it, or portal and
// gateway as `npm start` does.
import { execFile, execFileSync, fork, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { bundle as bundleTo } from "../../bin/bundle.mjs";

const later = promisify(execFile);
const here = import.meta.dirname;
const root = join(here, "../..");
export const key = "gate_faults_0123456789abcdefghijklmnopqrstuvwxyzABCDEF";

export async function bundle() {
  const processes = { gateway: "lib/runtime/gateway-process.ts", seed: "bench/faults/seed.ts" };
  await bundleTo(processes, "bench/faults/dist");
}

/** Starts a helper process, and answers the first thing that it says. */
export async function helper(file, args = []) {
  const child = fork(join(here, file), args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const hear = () =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${file} ended`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  const said = await hear();
  return {
    said,
    stop: () => child.kill("SIGKILL"),
    ask() {
      child.send("tell");
      return hear();
    },
  };
}

/** The first administrator of a portal. */
export const admin = { email: "admin@example.com", password: "the admin of the faults" };

/**
 * An installation: its folder, and its gateway on one port; on SQLite, in one process and without a portal unless told
 * otherwise. With a portal, calls go to `base` on its port.
 */
export function createInstallation(
  port,
  backends,
  { databaseUrl = "", processes = 1, portal = false, dataDir = newDataDir() } = {},
) {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    // As bin/steps.mjs starts a process.
    MALLOC_ARENA_MAX: "2",
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    GATEWAY_PROCESSES: String(processes),
    GATEHOUSE_SECRET: "the secret of the faults' installations",
    ...(portal ? { PORT: String(port), ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password } : {}),
    ...(portal ? { PUBLIC_URL: `http://localhost:${port}` } : { GATEWAY_PORT: String(port) }),
    HOST: "127.0.0.1",
    ALLOW_PRIVATE_BACKENDS: "loopback",
    ALLOW_HTTP: "true",
    LOG_LEVEL: "silent",
  };
  const options = { cwd: root, env, encoding: "utf8" };
  const ask = (...args) => execFileSync(process.execPath, [join(here, "dist/seed.mjs"), ...args], options);
  ask("seed", key, ...Object.entries(backends).map(([name, to]) => `${name}=http://127.0.0.1:${to}`));
  let child = null;
  const installation = {
    port,
    dataDir,
    base: portal ? "/gateway" : "",
    url: `http://localhost:${port}`,
    databasePath: join(dataDir, "gatehouse.db"),
    /** Answers when the change was made. */
    suspend: async () =>
      Number((await later(process.execPath, [join(here, "dist/seed.mjs"), "suspend"], options)).stdout),
    countAnswered: () => Number(ask("count", "answered")),
    countRecorded: () => Number(ask("count", "all")),
    get pid() {
      return child.pid;
    },
    async start() {
      const program = portal ? join(root, "bin/start.mjs") : join(here, "dist/gateway.mjs");
      child = spawn(process.execPath, [program], { cwd: root, env, stdio: "inherit" });
      child.ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
      while (!(await (portal ? isReady(port) : isOpen(port)))) {
        if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
        await setTimeout(50);
      }
    },
    /** Answers the exit code, or the signal that ended it. */
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return child.ended;
    },
    /** kill -9 of the portal itself; its parent ends by that. */
    async killPortal() {
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
      for (const pid of children.trim().split(" ")) process.kill(Number(pid), "SIGKILL");
      await child.ended;
    },
    async remove() {
      const isUp = child !== null && child.exitCode === null && child.signalCode === null;
      if (isUp) await (portal ? installation.killPortal() : installation.stop("SIGKILL"));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return installation;
}

function newDataDir() {
  return mkdtempSync(join(tmpdir(), "gatehouse-faults-"));
}

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** How many files and connections a process holds open. */
export function openFiles(pid) {
  return readdirSync(`/proc/${pid}/fd`).length;
}

export function residentMiB(pid) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1024;
}
