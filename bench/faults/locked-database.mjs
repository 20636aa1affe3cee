// Another process holds the database's write lock for ten seconds: what callers of the gateway feel, and what the portal says.
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { call, forMs, load, quantile } from "./calls.mjs";
import { key } from "./gatehouse.mjs";
import { afterwards, signIn, toldOutcome } from "./portal.mjs";

const lockMs = 10_000;

export async function lockedDatabase({ install }) {
  const gateway = await install();
  const { before, during } = await underLock(gateway);
  await setTimeout(3_000);
  await gateway.stop();
  return outcomesOf("database locked 10 s", gateway, before, during);
}

/** The portal and its gateway in one process, with four administrators who go on changing things. */
export async function lockedPortal({ install }) {
  const portal = await install({ portal: true });
  const session = await signIn(portal);
  const changes = [];
  const change = async () => {
    const over = forMs(lockMs - 500);
    while (!over()) changes.push(await session.write());
  };
  const { before, during } = await underLock(portal, () => Promise.all([1, 2, 3, 4].map(change)));
  const what = "portal, database locked 10 s";
  const outcomes = [toldOutcome(what, changes), await afterwards(what, session)];
  await setTimeout(3_000);
  await portal.stop();
  return [...outcomes, ...outcomesOf(what, portal, before, during)];
}

async function underLock({ port, base, databasePath }, meanwhile = async () => {}) {
  const one = (agent) => call(port, `${base}/good/x`, { key, agent });
  const before = await load(8, forMs(3_000), one);
  const holder = new Database(databasePath);
  holder.exec("BEGIN EXCLUSIVE");
  const unlock = setTimeout(lockMs).then(() => {
    holder.exec("ROLLBACK");
    holder.close();
  });
  const [during] = await Promise.all([load(8, forMs(lockMs), one), meanwhile(), unlock]);
  return { before, during };
}

function outcomesOf(what, gateway, before, during) {
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
      what: `${what}: calls that failed`,
      limit: "0",
      value: `${failed} of ${during.length} (p99 ${p99(during).toFixed(0)} ms, before ${p99(before).toFixed(0)} ms)`,
      holds: failed === 0 && during.length > 0,
    },
    {
      what: `${what}: records lost afterwards`,
      limit: "0",
      value: `${all.length - failed - recorded} of ${all.length}`,
      holds: recorded === all.length - failed,
    },
  ];
}
