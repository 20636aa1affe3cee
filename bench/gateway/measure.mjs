// Rounds: every contender in turn, again and again, so that a busy machine is fair to all; ratios are of one round's neighbours.
import { median, table } from "../support/figures.mjs";

const warmSeconds = 0.5;

/** One contender under a closed load: what a call cost its process, and how long it took. */
export async function costOf({ contender, load, order, seconds }) {
  const to = { ...order, port: contender.port };
  await load.ask({ ...to, seconds: Math.min(warmSeconds, seconds) });
  const before = await contender.cost();
  const { calls, failures, seconds: elapsed, p50, p99 } = await load.ask({ ...to, seconds });
  const after = await contender.cost();
  if (failures > 0) throw new Error(`${failures} calls failed beside ${calls}`);
  const user = (after.userMicros - before.userMicros) / calls;
  const system = (after.systemMicros - before.systemMicros) / calls;
  const rssMb = after.rssBytes / 2 ** 20;
  return { user, system, cpu: user + system, perSecond: calls / elapsed, p50, p99, rssMb };
}

/**
 * Measures contenders, each with an order of its own, in interleaved rounds.
 * @param {{ name: string, contender: object, order: object }[]} entrants
 * @returns {Promise<Map<string, object[]>>} each one's rounds, in step.
 */
export async function inRounds({ entrants, load, rounds, seconds }) {
  const runs = new Map(entrants.map(({ name }) => [name, []]));
  // The round before the first warms the compilers up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, contender, order } of entrants) {
      const run = await costOf({ contender, load, order, seconds });
      if (round > 0) runs.get(name).push(run);
      process.stderr.write(
        `round ${round} ${name}: ${run.cpu.toFixed(1)} us, ${run.perSecond.toFixed(0)}/s\n`,
      );
    }
  }
  return runs;
}

export function medianOf(runs, field) {
  return median(runs.map((run) => run[field]));
}

/** The median of the rounds' ratios in what a call costs. */
export function timesCost(runs, yardstick) {
  return median(runs.map(({ cpu }, round) => cpu / yardstick[round].cpu));
}

/** The whole of what was measured, beside the yardstick's where there is one. */
export function costTable(results, yardstick) {
  const rows = [...results].map(([name, runs]) => [
    name,
    medianOf(runs, "cpu").toFixed(0),
    medianOf(runs, "user").toFixed(0),
    medianOf(runs, "system").toFixed(0),
    yardstick ? timesCost(runs, yardstick).toFixed(2) : "",
    medianOf(runs, "perSecond").toFixed(0),
    medianOf(runs, "p50").toFixed(2),
    medianOf(runs, "p99").toFixed(2),
    medianOf(runs, "rssMb").toFixed(0),
  ]);
  const heads = ["", "CPU per call, us", "user", "system", "times bare"];
  return table([...heads, "calls/s", "p50 ms", "p99 ms", "resident MB"], rows);
}
