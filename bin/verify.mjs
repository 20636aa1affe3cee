// Everything that must hold, from a bare clone. `npm run verify`. Ends with "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromiumPackage, findChromium } from "./chromium.mjs";
import { findPostgres, startPostgres } from "./postgres.mjs";
import { checkNode, fail, install, noteInstalled, root, run, say } from "./steps.mjs";

const results = join(root, "test-results");
const tally = { passed: 0, failed: 0 };
const started = Date.now();

function step(title) {
  say(`\n== ${title} (${Math.round((Date.now() - started) / 1_000)} s)`);
}

/** Runs a command beside others; what it said comes at its end, in one piece. */
function beside(title, command, args, env = {}) {
  return new Promise((done) => {
    const said = [];
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
    child.on("close", (status) => {
      step(`${title}: ${status === 0 ? "passed" : "failed"}`);
      process.stdout.write(Buffer.concat(said));
      done(status === 0);
    });
  });
}

/** One check after another, each of which passes or fails as a whole. */
async function checks(names) {
  for (const name of names) {
    const passed = await beside(`check:${name}`, "npm", ["run", "--silent", `check:${name}`]);
    tally[passed ? "passed" : "failed"] += 1;
  }
}

/** What Debian has and the tests need, fetched while packages are. Elsewhere the tests say what is missing. */
async function installPrograms() {
  const missing = [
    ...(existsSync(`/usr/bin/${chromiumPackage}`) ? [] : [chromiumPackage]),
    ...(findPostgres() || process.env.TEST_DATABASE_URL ? [] : ["postgresql"]),
    ...(existsSync("/usr/bin/redis-server") ? [] : ["redis-server"]),
    // They run the code samples.
    ...["python3", "curl"].filter((program) => !existsSync(`/usr/bin/${program}`)),
  ];
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (missing.length === 0) return;
  if (!mayInstall) {
    if (!findChromium()) run("npx", ["playwright", "install", "chromium"], { what: "Installing Chromium" });
    return;
  }
  const what = `Installing ${missing.join(" and ")}`;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  // Where that package is not known, the Chromium with windows does.
  const names = missing.map((name) =>
    name === chromiumPackage
      ? `$(apt-cache show ${name} > /dev/null 2>&1 && echo ${name} || echo chromium)`
      : name,
  );
  const install = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${names.join(" ")}`;
  if (!(await beside(what, "sh", ["-c", install], env))) fail(`${what} failed.`);
}

/** Installs packages; answers once what they compile is there too, which takes one core two minutes; only migrations and tests need it. */
function installPackages() {
  if (!install("--ignore-scripts")) return Promise.resolve();
  const compiling = beside("Compiling better-sqlite3", "npm", ["rebuild", "better-sqlite3", "esbuild"]);
  return compiling.then((isCompiled) => {
    if (!isCompiled) fail("Compiling better-sqlite3 failed.");
    noteInstalled();
  });
}

function readReport(name) {
  const path = join(results, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** Unit and door tests; a run that left no report counts as one failure. */
function unitTests(title, name, { files = [], env = {} } = {}) {
  step(title);
  const { status } = spawnSync(
    "npx",
    [
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${join(results, name)}`,
      ...files,
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...env } },
  );
  const report = readReport(name);
  tally.passed += report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 1;
  // Code samples are run in the languages that the machine has; the others are counted here, in the open.
  if (report?.numPendingTests)
    say(`${report.numPendingTests} skipped: their language is not installed here.`);
  // A run can fail without a failing test: an error outside of one.
  tally.failed += failed === 0 && status !== 0 ? 1 : failed;
}

function endToEndTests() {
  step("End-to-end tests in Chromium");
  const { status } = spawnSync("npx", ["playwright", "test"], {
    cwd: root,
    stdio: "inherit",
    env: process.env,
  });
  const stats = readReport("e2e.json")?.stats;
  tally.passed += stats?.expected ?? 0;
  const failed = stats ? stats.unexpected + stats.flaky + stats.skipped : 1;
  tally.failed += failed === 0 && status !== 0 ? 1 : failed;
}

function* testFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* testFiles(path);
    else if (/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

function databaseTests() {
  return ["app", "lib", "prisma"]
    .flatMap((folder) => [...testFiles(join(root, folder))])
    .filter((path) => readFileSync(path, "utf8").includes("useTestDatabase"))
    .map((path) => path.slice(root.length + 1));
}

checkNode();
step("Installing packages");
const programs = installPrograms();
const compiled = installPackages();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
run(process.execPath, [join(root, "bin/generate.mjs")], { what: "Generating the database clients" });
run("npx", ["next", "typegen"], { what: "Generating the route types" });

await Promise.all([checks(["types", "format", "boundaries", "dead-code"]), compiled, programs]);
await checks(["migrations"]);

unitTests("Unit and door tests, SQLite", "unit.json", { env: { TEST_DATABASE_URL: "" } });
// The build is half idle by itself, and so are these tests.
const building = beside("Building", process.execPath, [
  "--input-type=module",
  "--eval",
  "import { build } from './bin/steps.mjs'; build();",
]);
const postgres = await startPostgres();
try {
  const env = { TEST_DATABASE_URL: postgres.url };
  unitTests("Database tests, PostgreSQL", "postgres.json", { files: databaseTests(), env });
} finally {
  postgres.stop();
}

if (!(await building)) tally.failed += 1;
endToEndTests();

say(`\nDone in ${Math.round((Date.now() - started) / 1_000)} s.`);
say(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
