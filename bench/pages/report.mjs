// The measured loads and uses as one table, and the gates that our own page has to pass.
import { median, table } from "../support/figures.mjs";

const round = (value) => Math.round(value);
const toOne = (value) => Number(value.toFixed(1));
const toThree = (value) => Number(value.toFixed(3));

const loadRows = [
  {
    what: "JavaScript until Send is usable, KiB br",
    size: 5,
    read: (load) => load.scriptKiB,
    round: toOne,
    ratio: true,
  },
  {
    what: "JavaScript in all, KiB br",
    size: 5,
    read: (load) => load.scriptKiBInAll,
    round: toOne,
    ratio: true,
  },
  { what: "HTML, KiB br", size: 5, read: (load) => load.documentKiB, round: toOne },
  { what: "First contentful paint, ms", size: 5, read: (load) => load.firstPaintMs, round, ratio: true },
  { what: "Largest contentful paint, ms", size: 5, read: (load) => load.largestPaintMs, round, ratio: true },
  { what: "Send usable with 5 operations, ms", size: 5, read: (load) => load.usableMs, round, ratio: true },
  {
    what: "Send usable with 300 operations, ms",
    size: 300,
    read: (load) => load.usableMs,
    round,
    ratio: true,
  },
  {
    what: "Blocking time with 5 operations, ms",
    size: 5,
    read: (load) => load.blockingMs,
    round,
    ratio: true,
  },
  {
    what: "Blocking time with 300 operations, ms",
    size: 300,
    read: (load) => load.blockingMs,
    round,
    ratio: true,
  },
  { what: "Layout shift (CLS)", size: 5, read: (load) => load.shift, round: toThree },
  { what: "Layout shift (CLS), 300 operations", size: 300, read: (load) => load.shift, round: toThree },
  { what: "Requests to other hosts", size: 5, read: (load) => load.foreignRequests.length, round },
];

const useRows = [
  { what: "Actions from deep link to a 200", read: (use) => use.light.actions },
  { what: "axe critical + serious, light, before / after Send", read: (use) => counts(use.light) },
  { what: "axe critical + serious, dark, before / after Send", read: (use) => counts(use.dark) },
  { what: "Tab presses to Send", read: (use) => use.tabs ?? "never" },
];

function counts({ before, after }) {
  return `${before.length} / ${after.length}`;
}

/** One line a figure, one column a contender, and for what can be divided: ours to theirs. */
export function tableOf(contenders, loads, uses) {
  const [ours, ...others] = contenders.map(({ name }) => name);
  const head = ["Figure", ours, ...others, ...others.map((name) => `ratio to ${name}`)];
  const rows = loadRows.map(({ what, size, read, round: rounded, ratio }) => {
    const medians = [ours, ...others].map((name) => median(loads[name][size].map(read)));
    const ratios = medians
      .slice(1)
      .map((theirs) => (ratio && theirs > 0 ? (medians[0] / theirs).toFixed(2) : ""));
    return [what, ...medians.map((value) => (value === null ? "none" : rounded(value))), ...ratios];
  });
  const used = useRows.map(({ what, read }) => [
    what,
    ...[ours, ...others].map((name) => read(uses[name])),
    ...others.map(() => ""),
  ]);
  return table(head, [...rows, ...used]);
}

export function gatesOf(name, loads, uses) {
  const all = Object.values(loads[name]).flat();
  const use = uses[name];
  const most = (read) => Math.max(...all.map(read));
  const scriptKiB = median(loads[name][5].map((load) => load.scriptKiB));
  const shift = Math.max(
    most((load) => load.shift),
    use.light.shift ?? 0,
    use.dark.shift ?? 0,
  );
  const foreign = [...new Set(all.flatMap((load) => load.foreignRequests))];
  const findings = [use.light, use.dark].flatMap(({ before, after }) => [...before, ...after]);
  return [
    { what: "JavaScript, KiB br", value: toOne(scriptKiB), limit: "at most 180", holds: scriptKiB <= 180 },
    { what: "Layout shift", value: toThree(shift), limit: "0", holds: shift === 0 },
    {
      what: "Requests to other hosts",
      value: foreign.join(", "),
      limit: "none",
      holds: foreign.length === 0,
    },
    { what: "Actions to a 200", value: use.light.actions, limit: "1", holds: use.light.actions === 1 },
    {
      what: "axe critical and serious",
      value: findings.join("; "),
      limit: "none",
      holds: findings.length === 0,
    },
    {
      what: "Tab presses to Send",
      value: use.tabs ?? "never",
      limit: "at most 12",
      holds: (use.tabs ?? 99) <= 12,
    },
  ];
}
