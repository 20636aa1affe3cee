// What quickstart, start, dev and verify share. Plain Node: it must run before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Ends with one clear line. */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

export function say(message) {
  process.stdout.write(`${message}\n`);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return;
  fail(`Gatehouse needs Node 20.19, 22.12 or 24 and newer; this is ${process.versions.node}.`);
}

/** Level by level: Node's own recursive way never ends below /proc. */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

export function checkDataDir(dataDir) {
  try {
    makeFolder(dataDir);
    // Asking for permission is not enough: an administrator has it everywhere, and the disk may still be read-only.
    rmdirSync(mkdtempSync(join(dataDir, ".writable-")));
  } catch (error) {
    fail(`The data folder ${dataDir} cannot be written (${error.code}). Choose another with DATA_DIR.`);
  }
}

/** Reads a port from the environment. */
export function port(name, fallback) {
  const text = process.env[name] || String(fallback);
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 65535) return number;
  return fail(`${name} must be a whole number from 1 to 65535, not "${text}".`);
}

/** Fails when something listens on the port already. */
export async function checkPort(name, number) {
  const problem = await portProblem(name, number);
  if (problem) fail(problem);
}

/** Why the port cannot be listened on, and what to do; null when it can. */
export function portProblem(name, number) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.code})`;
      done(`Port ${number} ${reason}. Choose another with ${name}, for example ${name}=${number + 1}.`);
    });
    probe.listen(number, "127.0.0.1", () => probe.close(() => done(null)));
  });
}

export function dataDir() {
  return resolve(process.env.DATA_DIR || join(root, "data"));
}

/** Runs a command to its end, quietly; shows what it said when it fails. */
export function run(command, args, { env = {}, quiet = true, what = command } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    stdio: quiet ? "pipe" : "inherit",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  if (status === 0) return;
  if (quiet) process.stderr.write(`${stdout ?? ""}${stderr ?? ""}`);
  fail(`${what} failed${error ? `: ${error.message}` : ""}.`);
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

const lockStamp = join(root, "node_modules/.gatehouse-lock");

function lockDigest() {
  return digest([readFileSync(join(root, "package-lock.json")), process.versions.modules]);
}

/** Installs the packages of the lock file, unless they are there; `flags` for npm. Answers whether it did. */
export function install(...flags) {
  if (readStamp(lockStamp) === lockDigest()) return false;
  say("Installing packages (some minutes, once) …");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", ...flags];
  run("npm", args, { what: "Installing packages" });
  if (flags.length === 0) noteInstalled();
  return true;
}

/** From now on the packages count as there. */
export function noteInstalled() {
  writeFileSync(lockStamp, lockDigest());
}

const sources = ["app", "components", "lib", "prisma", "public"].filter((folder) =>
  existsSync(join(root, folder)),
);
const sourceFiles = [
  "server.ts",
  "next.config.mjs",
  "tsconfig.json",
  "postcss.config.mjs",
  "package-lock.json",
];

function* filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (path !== join(root, "lib/db/generated")) yield* filesBelow(path);
    } else if (!/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

function sourceDigest() {
  const paths = sources.flatMap((folder) => [...filesBelow(join(root, folder))]);
  const all = [...paths, ...sourceFiles.map((file) => join(root, file))];
  return digest(all.flatMap((path) => [path.slice(root.length), readFileSync(path)]));
}

/** Builds what is not built from the present sources. */
export function build() {
  const stampPath = join(root, "dist/.built-from");
  const wanted = sourceDigest();
  if (readStamp(stampPath) === wanted) return;
  say("Building (a minute or two, after each change of version) …");
  // What a build that fails leaves behind is no build.
  rmSync(stampPath, { force: true });
  run(process.execPath, [join(root, "bin/build.mjs")], { what: "Building" });
  writeFileSync(stampPath, wanted);
}

/** Starts a process whose output is passed on; its unexpected end ends everything. */
export function startProcess(name, args, env, onExit, { quiet = false } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit"],
    // glibc's allocator would keep eight arenas a core, and with them a tenth more memory.
    env: { MALLOC_ARENA_MAX: "2", ...process.env, ...env },
  });
  child.on("exit", (code, signal) => onExit(name, code, signal));
  return child;
}

/**
 * Starts the portal. Its young objects get 4 MiB at a time and not 16: pages leave so much garbage that the process would
 * keep 50 MiB more for it, and a call costs the same (docs/measurements.md).
 */
export function startPortal(env, onExit) {
  return startProcess("The portal", ["--max-semi-space-size=4", join(root, "dist/server.mjs")], env, onExit);
}

/**
 * Passes SIGINT and SIGTERM on, and ends with the last of the children. `start` is given two ways to take a child's
 * unexpected end: the first ends everything, the second only says what no longer works.
 */
export function supervise(start) {
  const children = [];
  let ending = false;
  let exitCode = 0;
  const endAll = (signal) => {
    ending = true;
    for (const child of children) child.kill(signal);
  };
  const exitWithLast = () => {
    if (children.every((child) => child.exitCode !== null || child.signalCode !== null))
      process.exit(exitCode);
  };
  const how = (code, signal) => (signal ? ` by ${signal}` : ` with ${code}`);
  const onExit = (name, code, signal) => {
    if (!ending) {
      process.stderr.write(`${name} ended${how(code, signal)}; stopping.\n`);
      exitCode = code || 1;
      endAll("SIGTERM");
    }
    exitWithLast();
  };
  const goOnWithout = (lost) => (name, code, signal) => {
    if (!ending) process.stderr.write(`${name} ended${how(code, signal)}: ${lost}\n`);
    exitWithLast();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => endAll(signal));
  // However this process ends, nothing of it stays behind.
  process.on("exit", () => endAll("SIGTERM"));
  children.push(...start(onExit, goOnWithout));
}

/** Where this machine reaches what listens on HOST. */
function ownAddress() {
  const host = process.env.HOST || "127.0.0.1";
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** Waits until the portal on this port says that it is ready. */
export async function waitUntilReady(number, seconds = 60) {
  const url = `http://${ownAddress()}:${number}`;
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      const answer = await fetch(`${url}/api/health`);
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) fail(`The portal did not become ready at ${url} within ${seconds} seconds.`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
