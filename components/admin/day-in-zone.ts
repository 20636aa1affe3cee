/** Days as a date field has them, in a zone that need not be the browser's. No zone is the browser's own. */

/** What a clock in the zone shows at a moment, as if it were UTC, in ms. */
function clockMs(ms: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("en", {
    ...(zone !== undefined && { timeZone: zone }),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** The last moment of a day as it is sent; null for no day. */
export function endOfDay(day: string, zone?: string): string | null {
  if (day === "") return null;
  const wantedMs = Date.parse(`${day}T23:59:59Z`);
  // Once more, because the clock may be changed between the first guess and the moment itself.
  const guessMs = wantedMs - (clockMs(wantedMs, zone) - wantedMs);
  const endMs = guessMs - (clockMs(guessMs, zone) - wantedMs);
  return new Date(endMs + 999).toISOString();
}

/** The day of a moment; empty for none. */
export function dayOf(ms: number | null, zone?: string): string {
  return ms === null ? "" : new Date(clockMs(ms, zone)).toISOString().slice(0, 10);
}
