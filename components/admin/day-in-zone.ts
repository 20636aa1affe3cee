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

/** When a clock in the zone shows this, in ms. */
function momentOf(day: string, time: string, zone: string | undefined): number {
  const wantedMs = Date.parse(`${day}T${time}Z`);
  // Once more, because the clock may be changed between the first guess and the moment itself.
  const guessMs = wantedMs - (clockMs(wantedMs, zone) - wantedMs);
  return guessMs - (clockMs(guessMs, zone) - wantedMs);
}

/** The first moment of a day as it is sent; null for no day. */
export function startOfDay(day: string, zone?: string): string | null {
  return day === "" ? null : new Date(momentOf(day, "00:00:00", zone)).toISOString();
}

/** The last moment of a day as it is sent; null for no day. */
export function endOfDay(day: string, zone?: string): string | null {
  return day === "" ? null : new Date(momentOf(day, "23:59:59", zone) + 999).toISOString();
}

/** The day of a moment; empty for none. */
export function dayOf(ms: number | null, zone?: string): string {
  return ms === null ? "" : new Date(clockMs(ms, zone)).toISOString().slice(0, 10);
}
