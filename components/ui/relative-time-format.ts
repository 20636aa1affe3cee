const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 minutes ago", "in 2 days", "now": the largest unit that fits, cut down and never rounded up. */
export function formatRelativeTime(timeMs: number, nowMs: number, locale: string): string {
  const seconds = (timeMs - nowMs) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of steps) {
    const count = Math.trunc(seconds / size);
    if (count !== 0) return format.format(count, unit);
  }
  return format.format(0, "second");
}

/** The exact time with its zone's name; the viewer's own zone where none is given. */
export function formatExactTime(timeMs: number, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    ...(timeZone !== undefined && { timeZone }),
  }).format(timeMs);
}
