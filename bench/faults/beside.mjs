// What a few callers feel of a disturbance: their p99 without and with it, in turns, so that a busy machine is fair to both.
import { median } from "../support/figures.mjs";
import { forMs, load, quantile } from "./calls.mjs";

const rounds = 5;
const windowMs = 2_000;

/** `disturb` begins a disturbance and answers what ends it. */
export async function besideOthers(one, disturb) {
  await load(4, forMs(1_000), one);
  const alone = [];
  const beside = [];
  let failed = 0;
  for (let round = 0; round < rounds; round++) {
    alone.push(p99(await load(4, forMs(windowMs), one)));
    const calm = await disturb();
    const answers = await load(4, forMs(windowMs), one);
    await calm();
    failed += answers.filter(({ status }) => status !== 200).length;
    beside.push(p99(answers));
  }
  const ratio = median(beside) / median(alone);
  return {
    limit: "others' p99 at most doubles, none fails",
    value: `p99 ${median(beside).toFixed(1)} ms, alone ${median(alone).toFixed(1)} ms (${ratio.toFixed(2)} times); ${failed} failed`,
    holds: failed === 0 && ratio <= 2,
  };
}

function p99(answers) {
  return quantile(
    answers.map(({ ms }) => ms),
    0.99,
  );
}
