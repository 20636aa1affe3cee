import { z } from "zod";
import { productMessages as text } from "@/lib/messages/en/products";

/** What a product is made of. Browser-safe. */

export const limitKinds = ["rate", "quota"] as const;

const longestPeriodSeconds = 366 * 24 * 60 * 60;
const wholeNumber = (message: string) => z.number({ error: message }).int(message);

/** One limit: so many calls in any window of its length (rate), or in each period since the subscription began (quota). */
export const productLimit = z
  .strictObject({
    /** Its own within the product, and kept when the numbers change: what has been used is stored under it. */
    id: z.string().regex(/^[\w-]{1,64}$/, text.limitIdInvalid),
    kind: z.enum(limitKinds),
    measure: z.literal("calls"),
    limit: wholeNumber(text.limitInvalid).min(1, text.limitInvalid).max(1_000_000_000, text.limitInvalid),
    periodSeconds: wholeNumber(text.periodInvalid)
      .min(0, text.periodInvalid)
      .max(longestPeriodSeconds, text.periodInvalid),
  })
  .refine(({ kind, periodSeconds }) => kind === "quota" || periodSeconds > 0, {
    path: ["periodSeconds"],
    error: text.rateWithoutPeriod,
  });
export type ProductLimit = z.infer<typeof productLimit>;

export const productLimits = z
  .array(productLimit)
  .max(20)
  .refine((limits) => new Set(limits.map(({ id }) => id)).size === limits.length, {
    error: text.limitRepeated,
  });
