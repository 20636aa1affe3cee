// Two gateway processes on one port, over PostgreSQL: one is killed, a change reaches both, both drain.
import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "../../bin/postgres.mjs";
import { call, forMs, load } from "./calls.mjs";
import { key } from "./gatehouse.mjs";

export async function manyProcesses({ install }) {
  const postgres = await startPostgres();
  try {
    const gateway = await install({ databaseUrl: postgres.url, processes: 2 });
    // A connection for each call: they are dealt out to the processes in turn.
    const one = () => call(gateway.port, "/good/x", { key, agent: false });
    await setTimeout(1_500);
    const outcomes = [await killOne(gateway, one), await suspendAll(gateway, one)];
    const code = await gateway.stop();
    return [
      ...outcomes,
      { what: "two processes: SIGTERM ends both", limit: "exit 0", value: `exit ${code}`, holds: code === 0 },
    ];
  } finally {
    await postgres.stop();
  }
}

function workersOf(pid) {
  return execFileSync("ps", ["--ppid", String(pid), "-o", "pid="], { encoding: "utf8" })
    .trim()
    .split(/\s+/)
    .map(Number);
}

/** What is not in the killed process's hands goes on, and it is replaced. */
async function killOne({ pid }, one) {
  const [first] = workersOf(pid);
  const loading = load(4, forMs(5_000), one);
  await setTimeout(1_000);
  process.kill(first, "SIGKILL");
  const answers = await loading;
  const failed = answers.filter(({ status }) => status !== 200).length;
  const workers = workersOf(pid);
  return {
    what: "two processes: one killed under load by 4 callers",
    limit: "only its own calls fail; replaced",
    value: `${failed} of ${answers.length} failed; ${workers.length} processes after`,
    holds: failed <= 4 && workers.length === 2 && !workers.includes(first),
  };
}

/** Until 20 calls in a row, to both processes in turn, are refused. */
async function suspendAll(gateway, one) {
  const suspending = gateway.suspend();
  const over = forMs(20_000);
  let lastPassed = Date.now();
  let refused = 0;
  while (refused < 20 && !over()) {
    const { status } = await one();
    if (status === 401) refused++;
    else {
      refused = 0;
      lastPassed = Date.now();
    }
  }
  const ms = Math.max(0, lastPassed - (await suspending));
  return {
    what: "two processes: a suspended subscription passes nowhere after",
    limit: "1 s",
    value: `${ms} ms`,
    holds: refused >= 20 && ms < 1_000,
  };
}
