/** Days of the reader's own zone as moments and back: what a date field shows, and what the address says. */

/** The first moment of the day so many days later, as it is sent; empty for no day. */
export function firstMomentOf(day: string, daysLater = 0): string {
  if (day === "") return "";
  const moment = new Date(`${day}T00:00:00`);
  moment.setDate(moment.getDate() + daysLater);
  return moment.toISOString();
}

/** The day of a moment, so many days later, as a date field shows it. */
export function dayOf(moment: string, daysLater = 0): string {
  if (moment === "") return "";
  const day = new Date(moment);
  day.setDate(day.getDate() + daysLater);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
