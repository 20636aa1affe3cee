// What happens to calls and their records when gateways end.
import { Agent } from "node:http";
import { setTimeout } from "node:timers/promises";
import { call, forMs, load } from "./calls.mjs";
import { key } from "./gatehouse.mjs";

const path = "/good/x";

/** kill -9 under load: how many answered calls have no record. */
export async function kill({ install }) {
  const gateway = await install();
  const answeredAt = [];
  let dead = false;
  const loading = load(
    8,
    () => dead,
    async (agent) => {
      const answer = await call(gateway.port, path, { key, agent });
      if (answer.status === 200) answeredAt.push(performance.now());
      return answer;
    },
  );
  await setTimeout(4_000);
  dead = true;
  await gateway.stop("SIGKILL");
  const killedMs = performance.now();
  await loading;
  const lost = answeredAt.length - gateway.countAnswered();
  const lastSecond = answeredAt.filter((at) => at > killedMs - 1_000).length;
  const began = performance.now();
  await gateway.start();
  const readyMs = performance.now() - began;
  const limit = Math.max(1_000, lastSecond);
  return [
    {
      what: "kill -9 of a gateway: records lost",
      limit: "at most 1 s or 1,000",
      value: `${lost} of ${answeredAt.length} (${lastSecond} in the last second)`,
      holds: lost <= limit,
    },
    {
      what: "ready again after kill -9",
      limit: "5 s",
      value: `${(readyMs / 1000).toFixed(1)} s`,
      holds: readyMs < 5_000,
    },
  ];
}

/** A rolling restart of two gateways: each in turn is told to end while callers call. */
export async function drain({ install }) {
  const gateways = [await install(), await install()];
  let over = false;
  let turns = 0;
  let elsewhere = 0;
  const loading = load(
    16,
    () => over,
    async (agent) => {
      const first = gateways[turns++ % 2];
      const answer = await call(first.port, path, { key, agent });
      // A load balancer's choice: what could not be connected to was not asked.
      if (answer.error?.code !== "ECONNREFUSED") return answer;
      elsewhere++;
      return call(gateways.find((other) => other !== first).port, path, { key, agent });
    },
  );
  const drains = [];
  await setTimeout(1_000);
  for (const gateway of gateways) {
    const began = performance.now();
    const code = await gateway.stop();
    drains.push({ code, ms: performance.now() - began });
    await gateway.start();
    await setTimeout(1_000);
  }
  over = true;
  const answers = await loading;
  const failed = answers.filter(({ status, whole }) => status !== 200 || !whole);
  for (const gateway of gateways) await gateway.stop();
  const recorded = gateways.reduce((sum, gateway) => sum + gateway.countAnswered(), 0);
  const slowest = Math.max(...drains.map(({ ms }) => ms));
  return [
    {
      what: "SIGTERM under load: calls that failed",
      limit: "0",
      value: `${failed.length} of ${answers.length}${why(failed)} (${elsewhere} went to the other at once)`,
      holds: failed.length === 0,
    },
    {
      what: "SIGTERM under load: records lost",
      limit: "0",
      value: `${answers.length - failed.length - recorded}`,
      holds: answers.length - failed.length === recorded,
    },
    {
      what: "SIGTERM under load: drained within",
      limit: "30 s, exit 0",
      value: `${(slowest / 1000).toFixed(1)} s, exit ${drains.map(({ code }) => code).join(" and ")}`,
      holds: slowest < 30_000 && drains.every(({ code }) => code === 0),
    },
  ];
}

function why(failed) {
  const reasons = new Set(failed.map(({ status, error }) => error?.code ?? status));
  return failed.length === 0 ? "" : `: ${[...reasons].join(", ")}`;
}

/** A subscription suspended by another process: how long it still passes. */
export async function suspend({ install }) {
  const gateway = await install();
  const agent = new Agent({ keepAlive: true });
  await call(gateway.port, path, { key, agent });
  const suspending = gateway.suspend();
  const over = forMs(20_000);
  let answer = await call(gateway.port, path, { key, agent });
  while (answer.status !== 401 && !over()) {
    await setTimeout(20);
    answer = await call(gateway.port, path, { key, agent });
  }
  const refusedAt = Date.now();
  const ms = refusedAt - (await suspending);
  agent.destroy();
  return [
    {
      what: "subscription suspended by another process: refused within",
      limit: "1 s",
      value: `${Math.round(ms)} ms`,
      holds: answer.status === 401 && ms < 1_000,
    },
  ];
}
