import { z } from "zod";
import { subscriptionMessages as text } from "@/lib/messages/en/subscriptions";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";
import { emailSchema } from "@/lib/users/schema";

/** What people send and get about their subscriptions. Browser-safe. */

export const subscriptionStates = [
  "submitted",
  "active",
  "suspended",
  "rejected",
  "cancelled",
  "expired",
] as const;
export const subscriptionState = z.enum(subscriptionStates);
export type SubscriptionState = z.infer<typeof subscriptionState>;

export const keySlots = ["primary", "secondary"] as const;
export const keySlot = z.enum(keySlots);
export type KeySlot = z.infer<typeof keySlot>;

/** How long a replaced key may live on, in hours; 0 ends it at once. */
export const keyOverlapHours = [0, 1, 24] as const;

const id = z.string().regex(/^[\w-]{1,64}$/, text.idInvalid);
const name = z
  .string()
  .trim()
  .min(1, text.nameMissing)
  .max(100, text.nameTooLong)
  // NUL and halves of surrogate pairs: PostgreSQL can store neither.
  .regex(storable, textMessages.unstorable);

export const subscriptionParams = z.strictObject({ subscriptionId: id });
export const teamMemberParams = z.strictObject({ subscriptionId: id, userId: id });
export const addMemberInput = z.strictObject({ email: emailSchema });
export type AddMemberInput = z.infer<typeof addMemberInput>;
export const handOverInput = z.strictObject({ userId: id });

/** Somebody in a team. */
export const teamPerson = z.object({ id: z.string(), name: z.string(), email: z.string() });

export const keyParams = z.strictObject({ subscriptionId: id, slot: keySlot });

export const subscribeInput = z.strictObject({
  productId: id,
  name,
  termsAccepted: z.boolean().default(false),
});
export type SubscribeInput = z.infer<typeof subscribeInput>;

export const renameInput = z.strictObject({ name });
export type RenameInput = z.infer<typeof renameInput>;

export const regenerateInput = z.strictObject({
  overlapHours: z.literal(keyOverlapHours, { error: text.overlapUnknown }).default(0),
});

/** A key at the one time that it is known whole. */
export const shownKey = z.object({ slot: keySlot, value: z.string(), masked: z.string() });
export type ShownKey = z.infer<typeof shownKey>;

/** The answer to subscribing. `keys` is null while the request waits for approval. */
export const subscribed = z.object({
  id: z.string(),
  name: z.string(),
  state: subscriptionState,
  keys: z.array(shownKey).nullable(),
});
export type Subscribed = z.infer<typeof subscribed>;

/** How far one limit is used. */
export const limitUsage = z.object({
  limitId: z.string(),
  kind: z.enum(["rate", "quota"]),
  measure: z.enum(["calls", "bytes", "rows"]),
  limit: z.number(),
  periodSeconds: z.number(),
  used: z.number(),
  /** When a quota starts again, in ms since 1970; null for a rate and for a quota without end. */
  resetsAtMs: z.number().nullable(),
});
export type LimitUsage = z.infer<typeof limitUsage>;

/** A subscription as its developer sees it: keys masked, use against limits. */
export const ownSubscription = z.object({
  id: z.string(),
  name: z.string(),
  state: subscriptionState,
  stateReason: z.string().nullable(),
  createdAtMs: z.number(),
  expiresAtMs: z.number().nullable(),
  /** When a later end was asked for; null where no answer is waited for. */
  renewalAskedAtMs: z.number().nullable(),
  product: z.object({ id: z.string(), slug: z.string(), name: z.string(), published: z.boolean() }),
  keys: z.array(
    z.object({
      slot: keySlot,
      masked: z.string(),
      createdAtMs: z.number(),
      /** Set for a replaced key that still works until then. */
      endsAtMs: z.number().nullable(),
    }),
  ),
  usage: z.array(limitUsage),
  /** Only the owner changes it; members read and call. */
  isOwner: z.boolean(),
  owner: teamPerson,
  /** Those who use it beside the owner. */
  members: z.array(teamPerson),
});
export type OwnSubscription = z.infer<typeof ownSubscription>;

export const subscriptionPage = z.object({
  subscriptions: z.array(ownSubscription),
  total: z.number(),
  pageCount: z.number(),
});
export type SubscriptionPage = z.infer<typeof subscriptionPage>;

/** Which of one's subscriptions: those in use or waiting, or those that are over; a part of a name; a page. */
export const subscriptionQuery = z.strictObject({
  show: z.enum(["held", "ended"]).default("held"),
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
/** The same in a page's address, where a value that means nothing counts as absent. */
export const subscriptionAddress = z.object({
  show: z.enum(["held", "ended"]).catch("held"),
  search: z.string().max(200).catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type SubscriptionQuery = z.infer<typeof subscriptionQuery>;
