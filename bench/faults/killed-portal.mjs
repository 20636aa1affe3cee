// The portal is killed again and again while four administrators change things: what was acknowledged must be there.
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { signIn } from "./portal.mjs";

const writers = 4;
const longestMs = 1_500;

export async function killedPortal({ install, kills }) {
  const portal = await install({ portal: true });
  const session = await signIn(portal);
  const acknowledged = [];
  const readyMs = [];
  for (let kill = 0; kill < kills; kill++) {
    let dead = false;
    const write = async (_, writer) => {
      for (let n = 0; !dead; n++) {
        const name = `Group ${kill} ${writer} ${n}`;
        if (await session.addGroup(name)) acknowledged.push(name);
      }
    };
    const writing = Promise.all(Array.from({ length: writers }, write));
    await setTimeout(Math.random() * longestMs);
    await portal.killPortal();
    dead = true;
    await writing;
    const began = performance.now();
    await portal.start();
    readyMs.push(performance.now() - began);
  }
  await portal.stop();
  const database = new Database(portal.databasePath, { readonly: true });
  const stored = new Set(database.prepare('SELECT "name" FROM "Group"').pluck().all());
  const integrity = database.pragma("integrity_check", { simple: true });
  database.close();
  const lost = acknowledged.filter((name) => !stored.has(name)).length;
  const slowestMs = Math.max(...readyMs);
  return [
    {
      what: `the portal killed ${kills} times under admin writes: acknowledged ones lost`,
      limit: "0",
      value: `${lost} of ${acknowledged.length}; database: ${integrity}`,
      holds: lost === 0 && integrity === "ok" && acknowledged.length > 0,
    },
    {
      what: "the portal ready again after kill -9, the slowest time",
      limit: "5 s",
      value: `${(slowestMs / 1000).toFixed(1)} s`,
      holds: slowestMs < 5_000,
    },
  ];
}
