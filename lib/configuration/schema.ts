import { z } from "zod";

/** What is asked and answered around the configuration file. Browser-safe. */

/** Characters; the reader counts bytes. */
const longestDocument = 10 * 1024 * 1024;

export const configurationInput = z.strictObject({
  /** The file's text: YAML, or JSON. */
  document: z.string().max(longestDocument + 1_000),
  /** Whether what is not in the file is removed, in the sections that the file has. */
  prune: z.boolean().default(false),
});
export type ConfigurationInput = z.output<typeof configurationInput>;

export const configurationApplication = configurationInput.extend({
  /** The version of a comparison: what it showed is done, or nothing. Left out: whatever it comes to by now. */
  compared: z.string().max(100).optional(),
});
export type ConfigurationApplication = z.output<typeof configurationApplication>;

const change = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });

const difference = z.object({
  change: z.enum(["added", "changed", "removed"]),
  /** In words, e.g. "operation Execute of API Prices". */
  what: z.string(),
  changes: z.array(change),
});
export type ConfigurationDifference = z.infer<typeof difference>;

export const configurationReport = z.object({
  differences: z.array(difference),
  /** What is there and not in the file, and stays. */
  kept: z.array(z.string()),
  unchanged: z.number(),
  /** Secrets that no file brings, in words. */
  toSet: z.array(z.string()),
  /** Tells one outcome of the comparison from another. */
  version: z.string(),
});
export type ConfigurationReport = z.infer<typeof configurationReport>;
