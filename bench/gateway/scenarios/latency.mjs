// What a call waits for at half load: calls fall due at half of what the gateway can, straight to the upstream and through it.
import { median, table } from "../../support/figures.mjs";
import { bare, ours } from "../contenders/all.mjs";
import { costOf } from "../measure.mjs";
import { requestFor } from "../request.mjs";

const limitMs = 2;
/** Where four processes share two cores, waiting for one is most of the p99: then the bare forwarder's is the measure. */
const timesBare = 1.1;
const connections = 32;

export async function latency({ contenders, load, upstreamPort, rounds, seconds }) {
  const order = { ...requestFor({ bodyBytes: 300 }), connections };
  const contender = await contenders.start(ours);
  const capacities = [];
  for (let round = 0; round <= rounds; round++) {
    const { perSecond } = await costOf({ contender, load, order, seconds });
    if (round > 0) capacities.push(perSecond);
  }
  const rate = Math.round(median(capacities) / 2);
  const ways = [
    ["straight to the upstream", upstreamPort],
    [ours, contender.port],
    [bare, (await contenders.start(bare)).port],
  ];
  const results = new Map(ways.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, port] of ways) {
      const run = await load.ask({ ...order, port, seconds, rate });
      if (run.failures > 0) throw new Error(`${run.failures} calls failed beside ${run.calls}`);
      if (round > 0) results.get(name).push(run);
      process.stderr.write(
        `round ${round} ${name}: p50 ${run.p50.toFixed(2)}, p99 ${run.p99.toFixed(2)} ms\n`,
      );
    }
  }
  const [[straight]] = ways;
  const added = (name, field) =>
    median(results.get(name).map((run, round) => run[field] - results.get(straight)[round][field]));
  const rows = ways.map(([name]) => [
    name,
    ...["p50", "p99"].map((field) => median(results.get(name).map((run) => run[field])).toFixed(2)),
    ...["p50", "p99"].map((field) => (name === straight ? "" : added(name, field).toFixed(2))),
  ]);
  const value = added(ours, "p99");
  const bareValue = added(bare, "p99");
  return {
    title: `Latency at half load: ${rate} calls/s over ${connections} connections, ${rounds} rounds of ${seconds} s`,
    text: table(["", "p50 ms", "p99 ms", "added p50 ms", "added p99 ms"], rows),
    gates: [
      {
        what: "p99 added at half load",
        limit: `under ${limitMs} ms, or at most ${timesBare} times what ${bare} adds`,
        value: `${value.toFixed(2)} ms, beside ${bareValue.toFixed(2)} ms`,
        holds: value < limitMs || value <= bareValue * timesBare,
      },
    ],
  };
}
