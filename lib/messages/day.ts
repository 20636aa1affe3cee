const days = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** A day in UTC such as 2026-11-23, in words. */
export function dayInWords(day: string): string {
  return days.format(new Date(`${day}T00:00:00Z`));
}
