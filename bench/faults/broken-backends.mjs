// Backends that refuse, take no connection, hang or break off, and what the callers of other APIs feel of them.
import { Agent } from "node:http";
import { connect } from "node:net";
import { besideOthers } from "./beside.mjs";
import { call } from "./calls.mjs";
import { helper, key } from "./gatehouse.mjs";

/** The seed's timeouts: 1 s to connect, 2 s to the answer's head. */
const expected = {
  refused: { status: 502, withinMs: 100 },
  hole: { status: 504, atMs: 1_000 },
  hung: { status: 504, atMs: 2_000 },
};

export async function brokenBackends({ install, holePort }) {
  const gateway = await install();
  // The hole's queue takes a few before it takes no more.
  const fill = Array.from({ length: 8 }, () => connect(holePort, "127.0.0.1").on("error", () => {}));
  const agent = new Agent({ keepAlive: true });
  const outcomes = [];
  await call(gateway.port, "/good/x", { key, agent });
  for (const [api, { status, withinMs, atMs }] of Object.entries(expected)) {
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await call(gateway.port, `/${api}/x`, { key, agent }));
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    const inTime = withinMs === undefined ? slowest >= atMs && slowest < atMs + 1_500 : slowest < withinMs;
    outcomes.push({
      what: `backend: ${api}`,
      limit: withinMs === undefined ? `${status} at ${atMs} ms` : `${status} within ${withinMs} ms`,
      value: `${answers.map((answer) => answer.status).join(", ")} after ${Math.round(slowest)} ms`,
      holds: inTime && answers.every((answer) => answer.status === status),
    });
  }
  const broken = await call(gateway.port, "/reset/x", { key, agent });
  outcomes.push({
    what: "backend: reset in the middle",
    limit: "a broken message",
    value: broken.whole ? "a clean end" : "a broken message",
    holds: !broken.whole,
  });
  agent.destroy();
  outcomes.push(await otherApis(gateway));
  for (const socket of fill) socket.destroy();
  return outcomes;
}

/** A good API beside 48 callers who wait for hung, refused and broken ones. */
async function otherApis({ port }) {
  const good = (agent) => call(port, "/good/x", { key, agent });
  const outcome = await besideOthers(good, async () => {
    const callers = await helper("bad-callers.mjs", [String(port), key]);
    return async () => callers.stop();
  });
  return { what: "other APIs beside 48 callers of broken backends", ...outcome };
}
