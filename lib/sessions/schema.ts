import { z } from "zod";
import { sessionMessages as text } from "@/lib/messages/en/sessions";

/** What people see of the browsers they are signed in with. Browser-safe. */

export const sessionParams = z.strictObject({
  sessionId: z.string().regex(/^[\w-]{1,64}$/, text.idInvalid),
});

/** Which sessions end: all of them, or all but the one that asks. */
export const endSessionsQuery = z.strictObject({ keep: z.literal("this").optional() });

/** One browser that somebody is signed in with. */
export const browserSession = z.object({
  id: z.string(),
  /** In words, e.g. "Firefox on Linux". */
  agent: z.string(),
  /** From where it was used last. */
  address: z.string().nullable(),
  signedInAtMs: z.number(),
  lastUsedAtMs: z.number(),
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
});
export type BrowserSession = z.infer<typeof browserSession>;
export const browserSessions = z.object({ items: z.array(browserSession) });
