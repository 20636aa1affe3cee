import { z } from "zod";
import { defineList } from "@/lib/lists/schema";
import { governMessages as text } from "@/lib/messages/en/govern";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";
import { emailSchema } from "@/lib/users/schema";
import { subscribeInput, subscriptionState } from "./schema";

/** What administrators send and get about everybody's subscriptions. Browser-safe. */

export const adminTransitions = ["approve", "reject", "suspend", "resume", "renew", "cancel"] as const;
export type AdminTransition = (typeof adminTransitions)[number];

const reason = z
  .string()
  .trim()
  .max(500, text.reasonTooLong)
  // NUL and halves of surrogate pairs: PostgreSQL can store neither.
  .regex(storable, textMessages.unstorable);

const expiry = z.iso
  .datetime({ offset: true, error: text.expiryInvalid })
  .transform((written) => new Date(written))
  .refine((moment) => moment.getTime() > Date.now(), text.expiryPast);

/** Takes a subscription from its state to another. `reason` is told to its developer. */
export const transitionInput = z
  .strictObject({
    transition: z.enum(adminTransitions),
    reason: reason.default(""),
    /** For `renew`: when it ends again; null for never. */
    expiresAt: expiry.nullable().default(null),
  })
  .refine(({ transition, reason }) => transition !== "reject" || reason !== "", {
    path: ["reason"],
    message: text.reasonMissing,
  });
export type TransitionInput = z.infer<typeof transitionInput>;

/** Why a subscription's end stays as it is. */
export const renewalRefusal = z.strictObject({ reason: reason.min(1, text.reasonMissing) });

/** When a subscription ends; null for never. */
export const expiryInput = z.strictObject({ expiresAt: expiry.nullable() });

/** A key that clients have already: printable, no spaces, long enough not to be guessed. */
const keyValue = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{16,256}$/, text.keyInvalid)
  .or(z.literal("").transform(() => undefined))
  .optional();

/** A subscription given by an administrator, with key values of its own where clients have them already. */
export const grantInput = z
  .strictObject({
    email: emailSchema,
    productId: subscribeInput.shape.productId,
    name: subscribeInput.shape.name,
    expiresAt: expiry.nullable().default(null),
    primaryKey: keyValue,
    secondaryKey: keyValue,
  })
  .refine(({ primaryKey, secondaryKey }) => primaryKey === undefined || primaryKey !== secondaryKey, {
    path: ["secondaryKey"],
    message: text.keysEqual,
  });
export type GrantInput = z.infer<typeof grantInput>;

/** Which subscriptions of everybody, in which order, and which page of them. */
export const governedList = defineList({
  shows: ["all", "waiting", "active", "suspended", "ended"],
  sorts: ["created", "name", "developer", "product", "state", "expires"],
  order: "desc",
});
export type GovernedListQuery = typeof governedList.usual;
export type GovernedSort = typeof governedList.usual.sort;

/** A subscription as administrators see it. */
export const governedSubscription = z.object({
  id: z.string(),
  name: z.string(),
  state: subscriptionState,
  stateReason: z.string().nullable(),
  createdAtMs: z.number(),
  expiresAtMs: z.number().nullable(),
  /** When its owner asked for a later end; null where no answer is waited for. */
  renewalAskedAtMs: z.number().nullable(),
  /** Of its end, for `If-Match`. */
  expiryVersion: z.string(),
  product: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), isDeleted: z.boolean() }),
  /** Those who use it beside its owner. */
  members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  /** Which version of the product's terms was accepted, and when; null where there were none. */
  terms: z.object({ version: z.number(), current: z.number(), acceptedAtMs: z.number() }).nullable(),
});
export type GovernedSubscription = z.infer<typeof governedSubscription>;
