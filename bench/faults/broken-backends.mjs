// Backends that refuse, take no connection, hang or break off, and what the callers of other APIs feel of them.
import { Agent } from "node:http";
import { connect } from "node:net";
import { besideOthers } from "./beside.mjs";
import { call, quantile } from "./calls.mjs";
import { helper, key } from "./gatehouse.mjs";

/** The seed's timeouts: 1 s to connect, 2 s to the answer's head. */
const expected = {
  hole: { status: 504, atMs: 1_000 },
  hung: { status: 504, atMs: 2_000 },
};

const refusalMs = 100;
const refusals = 40;

export async function brokenBackends({ install, holePort, refusedPort }) {
  const gateway = await install();
  // The hole's queue takes a few before it takes no more.
  const fill = Array.from({ length: 8 }, () => connect(holePort, "127.0.0.1").on("error", () => {}));
  const agent = new Agent({ keepAlive: true });
  const outcomes = [];
  await call(gateway.port, "/good/x", { key, agent });
  outcomes.push(await refusedBackend(gateway, refusedPort, agent));
  for (const [api, { status, atMs }] of Object.entries(expected)) {
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await call(gateway.port, `/${api}/x`, { key, agent }));
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    const inTime = slowest >= atMs && slowest < atMs + 1_500;
    outcomes.push({
      what: `backend: ${api}`,
      limit: `${status} at ${atMs} ms`,
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

/**
 * Each call beside two measures of the same moment: a connection refused without us, and a call that the gateway answers by
 * itself. What those take is the machine's; half of all calls must keep the promise as it stands, and each one beyond what the
 * machine takes of its own.
 */
async function refusedBackend({ port }, refusedPort, agent) {
  const rounds = [];
  for (let n = 0; n < refusals; n++) {
    const [ours, direct, own] = await Promise.all([
      call(port, "/refused/x", { key, agent }),
      refusedConnection(refusedPort),
      call(port, "/nowhere", { key, agent }),
    ]);
    rounds.push({ ...ours, machineMs: Math.max(direct, own.ms) });
  }
  const middle = quantile(
    rounds.map(({ ms }) => ms),
    0.5,
  );
  const slowest = rounds.reduce((one, other) => (other.ms > one.ms ? other : one));
  const added = Math.max(...rounds.map(({ ms, machineMs }) => ms - machineMs));
  const statuses = [...new Set(rounds.map(({ status }) => status))].join(", ");
  return {
    what: `backend: refused, ${refusals} calls`,
    limit: `502 within ${refusalMs} ms, less what the machine takes`,
    value: `${statuses}; median ${middle.toFixed(0)} ms, slowest ${slowest.ms.toFixed(0)} ms (the machine's ${slowest.machineMs.toFixed(0)}), at most ${added.toFixed(0)} ms ours`,
    holds: statuses === "502" && middle < refusalMs && added < refusalMs,
  };
}

/** How long it takes until a connection without us is refused. */
function refusedConnection(port) {
  const began = performance.now();
  return new Promise((resolve) => {
    connect(port, "127.0.0.1").on("error", () => resolve(performance.now() - began));
  });
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
