// Whether a call costs more in a large installation: callers name any operation and any subscription, evenly.
import { table } from "../../support/figures.mjs";
import { ours } from "../contenders/all.mjs";
import { inRounds, medianOf, timesCost } from "../measure.mjs";
import { requestFor } from "../request.mjs";

const stocks = [
  { operations: 1, subscriptions: 10 },
  { operations: 10_000, subscriptions: 10 },
  { operations: 1, subscriptions: 100_000 },
  { operations: 10_000, subscriptions: 100_000 },
];
const growth = 1.1;

export async function sizes({ contenders, load, rounds, seconds }) {
  const entrants = [];
  for (const stock of stocks) {
    entrants.push({
      name: nameOf(stock),
      contender: await contenders.start(ours, stock),
      order: { ...requestFor({ bodyBytes: 300, ...stock }), connections: 32 },
    });
  }
  const results = await inRounds({ entrants, load, rounds, seconds });
  for (const { contender } of entrants) await contender.stop();
  const small = results.get(nameOf(stocks[0]));
  const rows = [...results].map(([name, runs]) => [
    name,
    medianOf(runs, "cpu").toFixed(0),
    timesCost(runs, small).toFixed(2),
    medianOf(runs, "perSecond").toFixed(0),
    medianOf(runs, "p99").toFixed(2),
    medianOf(runs, "rssMb").toFixed(0),
  ]);
  return {
    title: "Catalogue and subscriptions, POST of 300 bytes, 32 connections",
    text: table(["ours with", "CPU per call, us", "times small", "calls/s", "p99 ms", "resident MB"], rows),
    gates: stocks.slice(1).map((stock) => {
      const times = timesCost(results.get(nameOf(stock)), small);
      return {
        what: `a call's CPU with ${nameOf(stock)}`,
        limit: `within 10% of ${nameOf(stocks[0])}`,
        value: `${times.toFixed(2)} times`,
        holds: times <= growth,
      };
    }),
  };
}

function nameOf({ operations, subscriptions }) {
  return `${operations} operations, ${subscriptions} subscriptions`;
}
