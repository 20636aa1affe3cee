// Bodies and connections: ours, the bare forwarder and the proxies at several points of one axis.

import { table } from "../../support/figures.mjs";
import { bare, fastify, httpProxy, ours } from "../contenders/all.mjs";
import { inRounds, medianOf, timesCost } from "../measure.mjs";
import { requestFor } from "../request.mjs";

const sizes = { "300 B": 300, "10 KB": 10_000, "1 MB": 1_000_000 };

export function bodies(setting) {
  const points = Object.entries(sizes).map(([name, bodyBytes]) => ({ name, bodyBytes, connections: 32 }));
  return atPoints({ ...setting, title: "Bodies, 32 connections", points });
}

export function connections(setting) {
  const points = [1, 32, 256].map((count) => ({
    name: `${count} connections`,
    bodyBytes: 300,
    connections: count,
  }));
  return atPoints({ ...setting, title: "Connections, POST of 300 bytes", points });
}

/** What the default run adds to its table: the points that the table has not. */
export function otherPoints(setting) {
  const points = [
    { name: "300 B, 1 connection", bodyBytes: 300, connections: 1 },
    { name: "300 B, 256 connections", bodyBytes: 300, connections: 256 },
    { name: "10 KB, 32 connections", bodyBytes: 10_000, connections: 32 },
    { name: "1 MB, 32 connections", bodyBytes: 1_000_000, connections: 32 },
  ];
  return atPoints({ ...setting, title: "Other bodies and connections", points });
}

async function atPoints({ contenders, load, rounds, seconds, title, points }) {
  const rows = [];
  for (const { name, bodyBytes, connections: count } of points) {
    const order = { ...requestFor({ bodyBytes }), connections: count };
    const entrants = [];
    for (const one of [ours, bare, fastify, httpProxy]) {
      entrants.push({ name: one, contender: await contenders.start(one), order });
    }
    const results = await inRounds({ entrants, load, rounds, seconds });
    const runs = results.get(ours);
    rows.push([
      name,
      `${medianOf(runs, "cpu").toFixed(0)} (${medianOf(runs, "user").toFixed(0)} + ${medianOf(runs, "system").toFixed(0)})`,
      ...[bare, fastify, httpProxy].map((other) => timesCost(runs, results.get(other)).toFixed(2)),
      medianOf(runs, "perSecond").toFixed(0),
      medianOf(runs, "p50").toFixed(2),
      medianOf(runs, "p99").toFixed(2),
      medianOf(runs, "rssMb").toFixed(0),
    ]);
  }
  const head = [
    "ours",
    "CPU per call, us (user + system)",
    "times bare",
    "times fastify",
    "times http-proxy",
  ];
  return { title, text: table([...head, "calls/s", "p50 ms", "p99 ms", "resident MB"], rows), gates: [] };
}
