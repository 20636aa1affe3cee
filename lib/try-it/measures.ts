/** Sizes and times in few characters, as a status line shows them. */

/** `266 B`, `1.2 kB`, `48 MB`: decimal units, because that is what the words mean. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${shortNumber(value)} ${units[unit]}`;
}

/** `0.4 ms`, `12 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  return ms < 999.5 ? `${shortNumber(ms)} ms` : `${shortNumber(ms / 1_000)} s`;
}

function shortNumber(value: number): string {
  return value < 9.95 ? String(Number(value.toFixed(1))) : Math.round(value).toLocaleString("en");
}

/** `42 s`, `3 min 5 s`, `7 h 1 min`, `6 d 3 h`: the two largest parts. */
export function formatDuration(totalSeconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(totalSeconds / 86_400), "d"],
    [Math.floor(totalSeconds / 3_600) % 24, "h"],
    [Math.floor(totalSeconds / 60) % 60, "min"],
    [Math.floor(totalSeconds) % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
