// PostgreSQL is gone for a minute: who is served, who is told to come again, and what becomes of the records.
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "../../bin/postgres.mjs";
import { call, forMs, load } from "./calls.mjs";
import { key } from "./gatehouse.mjs";
import { afterwards, recordedOutcome, recoveryOf, servedOutcome, signIn, toldOutcome } from "./portal.mjs";

export async function databaseGone({ install, goneSeconds }) {
  const postgres = await startPostgres({ mayUseNamed: false });
  try {
    const portal = await install({ portal: true, databaseUrl: postgres.url });
    const session = await signIn(portal);
    const known = (agent) => call(portal.port, `${portal.base}/good/x`, { key, agent });
    const stranger = (n) =>
      call(portal.port, `${portal.base}/good/x`, { key: `gate_nobody_${n}_${Date.now()}` });
    const before = await load(16, forMs(2_000), known);
    const strangersBefore = await stranger("before");

    postgres.halt();
    const gone = forMs(goneSeconds * 1000);
    const strangers = [];
    const changes = [];
    const [during] = await Promise.all([
      load(16, gone, known),
      untilOver(gone, async () => strangers.push(await stranger("during"))),
      untilOver(gone, async () => changes.push(await session.write())),
    ]);
    postgres.resume();

    const what = `PostgreSQL gone ${goneSeconds} s`;
    const recovery = await recoveryOf(what, session);
    const around = [strangersBefore, await stranger("after")];
    const all = [...before, ...during, ...strangers, ...around];
    return [
      servedOutcome(`${what}, known key`, during),
      refusedForNow(what, around, strangers),
      toldOutcome(what, changes),
      recovery,
      await afterwards(what, session),
      await recordedOutcome(what, portal, session, all),
    ];
  } finally {
    await postgres.stop();
  }
}

/** Twice a second, as no more is needed to see it. */
async function untilOver(isOver, once) {
  while (!isOver()) {
    await once();
    await setTimeout(500);
  }
}

function refusedForNow(what, around, during) {
  const statuses = (answers) => [...new Set(answers.map(({ status }) => status))].join(", ");
  return {
    what: `${what}: calls with an unknown key`,
    limit: "503, and 401 before and after",
    value: `${statuses(during)} (${during.length} calls); ${statuses(around)} before and after`,
    holds: statuses(during) === "503" && statuses(around) === "401",
  };
}
