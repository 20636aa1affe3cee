import { z } from "zod";
import { limitMessages as text } from "@/lib/messages/en/limits";

/** What a limit is made of, at whichever scope it stands. Browser-safe. */

export const limitKinds = ["rate", "quota", "concurrency"] as const;
export const limitMeasures = ["calls", "bytes", "rows"] as const;

const longestPeriodSeconds = 366 * 24 * 60 * 60;
const wholeNumber = (message: string) => z.coerce.number({ error: message }).int(message);
/** A million gigabytes; far below what a number can count exactly. */
const largestLimit = 1_000_000_000_000_000;

const terms = z.strictObject({
  kind: z.enum(limitKinds),
  measure: z.enum(limitMeasures),
  limit: wholeNumber(text.limitInvalid).min(1, text.limitInvalid).max(largestLimit, text.limitInvalid),
  periodSeconds: wholeNumber(text.periodInvalid)
    .min(0, text.periodInvalid)
    .max(longestPeriodSeconds, text.periodInvalid),
});

function checkTerms({ kind, measure, limit, periodSeconds }: LimitTerms, context: z.RefinementCtx): void {
  const add = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (kind === "rate" && periodSeconds === 0) add("periodSeconds", text.rateWithoutPeriod);
  if (kind === "rate" && limit > 1_000_000_000) add("limit", text.rateInvalid);
  if (kind !== "quota" && measure !== "calls") add("measure", text.callsOnly);
  if (kind === "concurrency" && periodSeconds !== 0) add("periodSeconds", text.concurrencyWithPeriod);
}

/** What a limit says, without the id that counters know it by. */
export const limitTerms = terms.superRefine(checkTerms);
export type LimitTerms = z.infer<typeof terms>;

const mostLimits = 20;
export const listOfLimitTerms = z.array(limitTerms).max(mostLimits);

/**
 * So many calls in any window of a length (rate); so many calls, bytes (both ways) or rows scored in each period since
 * the subscription began (quota; 0 is one period without end); so many calls under way at once (concurrency).
 */
export const limit = terms
  .extend({
    /** Its own within the scope, and kept when the numbers change: what has been used is stored under it. */
    id: z.string().regex(/^[\w-]{1,64}$/, text.idInvalid),
  })
  .superRefine(checkTerms);
export type Limit = z.infer<typeof limit>;

export const limits = z
  .array(limit)
  .max(mostLimits)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { error: text.repeated });
