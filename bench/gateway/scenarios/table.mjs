// Everybody at one point, and the two gates of gateway.md that stand on it.
import { bare, fastify, httpProxy, ours } from "../contenders/all.mjs";
import { costTable, inRounds, timesCost } from "../measure.mjs";
import { requestFor } from "../request.mjs";

const notRecording = `${ours}, not recording`;

export async function wholeTable({ contenders, load, options, rounds, seconds }) {
  const { bodyBytes, connections, only } = options;
  const order = { ...requestFor({ bodyBytes }), connections };
  const entrants = [];
  for (const name of [ours, notRecording, ...contenders.names]) {
    if (only.length > 0 && !only.some((part) => name.startsWith(part))) continue;
    const settings = name === notRecording ? { recording: false } : {};
    entrants.push({ name, contender: await contenders.start(name, settings), order });
  }
  const results = await inRounds({ entrants, load, rounds, seconds });
  return {
    title: `POST of ${bodyBytes} bytes, ${connections} connections, ${rounds} rounds of ${seconds} s, medians`,
    text: costTable(results, results.get(bare)),
    gates: costGates(results),
  };
}

/** The cost of a call beside the bare forwarder's and beside the proxies'; of those that were measured. */
function costGates(results) {
  const limits = [
    [bare, 1.35],
    [fastify, 0.5],
    [httpProxy, 0.5],
  ];
  return limits.flatMap(([name, limit]) => {
    if (!results.has(ours) || !results.has(name)) return [];
    const times = timesCost(results.get(ours), results.get(name));
    const value = `${times.toFixed(2)} times`;
    return [
      {
        what: `a call's CPU, beside ${name}`,
        limit: `at most ${limit} times`,
        value,
        holds: times <= limit,
      },
    ];
  });
}
