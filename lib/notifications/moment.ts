/** A moment as a mail has it, e.g. "2026-03-07 23:59 (Europe/Ljubljana)": its readers may be in any zone, so it is named. */
export function momentIn(at: Date | null, zone: string): string {
  const timeZone = zone || "UTC";
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
  return at === null ? "" : `${format.format(at)} (${timeZone})`;
}
