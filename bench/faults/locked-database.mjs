// Another process holds the database's write lock for ten seconds.

import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { call, forMs, load, quantile } from "./calls.mjs";
import { key } from "./gatehouse.mjs";

const lockMs = 10_000;

export async function lockedDatabase({ install }) {
  const gateway = await install();
  const one = (agent) => call(gateway.port, "/good/x", { key, agent });
  const before = await load(8, forMs(3_000), one);
  const holder = new Database(gateway.databasePath);
  holder.exec("BEGIN EXCLUSIVE");
  const during = await load(8, forMs(lockMs), one);
  holder.exec("ROLLBACK");
  holder.close();
  await setTimeout(3_000);
  await gateway.stop();
  const all = [...before, ...during];
  const failed = all.filter(({ status }) => status !== 200).length;
  const p99 = (answers) =>
    quantile(
      answers.map(({ ms }) => ms),
      0.99,
    );
  const recorded = gateway.countAnswered();
  return [
    {
      what: "database locked 10 s: calls that failed",
      limit: "0",
      value: `${failed} of ${during.length} (p99 ${p99(during).toFixed(0)} ms, before ${p99(before).toFixed(0)} ms)`,
      holds: failed === 0 && during.length > 0,
    },
    {
      what: "database locked 10 s: records lost afterwards",
      limit: "0",
      value: `${all.length - failed - recorded} of ${all.length}`,
      holds: recorded === all.length - failed,
    },
  ];
}
