/** The units that a period is typed in, in seconds. */
export const unitSeconds = [1, 60, 3_600, 86_400, 604_800] as const;

/**
 * Seconds as so many of a unit: the chosen one where it fits, else the largest that does. No seconds are "for ever"
 * (unit 0) unless a unit was chosen, as while somebody types.
 */
export function inUnits(seconds: number, chosen: number | null): { count: number; unit: number } {
  if (seconds === 0 && (chosen === null || chosen === 0)) return { count: 0, unit: 0 };
  const fits = (unit: number) => seconds % unit === 0;
  const unit =
    chosen !== null && chosen > 0 && fits(chosen) ? chosen : (unitSeconds.findLast(fits) ?? unitSeconds[0]);
  return { count: seconds / unit, unit };
}
