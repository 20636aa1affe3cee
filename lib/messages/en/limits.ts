/** What the schema of limits says about a wrong value. */
export const limitMessages = {
  idInvalid: "Use letters, digits, dashes and underscores, at most 64.",
  limitInvalid: "Enter a whole number from 1 to 1,000,000,000,000,000.",
  rateInvalid: "Enter a whole number from 1 to 1,000,000,000.",
  periodInvalid: "Enter a whole number of seconds, at most 366 days; 0 means one period without end.",
  rateWithoutPeriod: "Enter how long the window is; only a quota may be without end.",
  callsOnly: "Only a quota can count bytes or rows.",
  concurrencyWithPeriod: "A limit on calls at once has no period; leave it 0.",
  repeated: "Two limits have the same id; give one of them another.",
} as const;
