// Numbers for people: medians, tables, gates.
import { cpus, totalmem } from "node:os";

export function median(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * share) / 100) - 1)];
}

export function machine() {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}

/** A Markdown table with its columns aligned, so that it reads in a terminal and in the documentation. */
export function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(lines[0]), rule, ...lines.slice(1).map(line)].join("\n");
}

/** Says which of our own gates fail, and ends the process accordingly. */
export function judge(gates) {
  const failed = gates.filter(({ holds }) => !holds);
  for (const { what, value, limit } of failed) console.log(`FAILED  ${what}: ${value}, wanted ${limit}`);
  console.log(
    failed.length === 0
      ? `All ${gates.length} gates hold.`
      : `${failed.length} of ${gates.length} gates fail.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}
