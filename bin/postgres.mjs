// A PostgreSQL server for the tests: the one that TEST_DATABASE_URL names, else a private one made from what the machine has.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail } from "./steps.mjs";

/** PostgreSQL's programs: on the path, or where Debian puts them. */
export function findPostgres() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  return (
    folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl"))) ?? null
  );
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/**
 * A server of our own on a free port, in a folder of its own, unless one is named and may be used. Answers its URL and how
 * to stop it; `halt` and `resume` are for whoever asked for its own.
 */
export async function startPostgres({ mayUseNamed = true } = {}) {
  const given = process.env.TEST_DATABASE_URL;
  if (given && mayUseNamed) return { url: given, stop() {} };
  const programs = findPostgres();
  if (!programs) fail("The tests need PostgreSQL. Install it, or name a server with TEST_DATABASE_URL.");
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-postgres-"));
  // PostgreSQL refuses to run as root: there it runs as the user that its package made.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o777);
  }
  const run = (program, args) => {
    const command = [join(programs, program), ...args];
    const [file, ...rest] = asRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
    const { status, stdout, stderr } = spawnSync(file, rest, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (status !== 0) fail(`${program} failed:\n${stdout}${stderr}`);
  };
  const data = join(folder, "data");
  const port = await freePort();
  run("initdb", ["-D", data, "-U", "gatehouse", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const resume = () => run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
  const halt = () => run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
  resume();
  return {
    url: `postgresql://gatehouse@127.0.0.1:${port}/postgres`,
    halt,
    resume,
    stop() {
      halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
