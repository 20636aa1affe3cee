import { z } from "zod";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { emailSchema, profileInput } from "./schema";

/** What administrators send and get about accounts. Browser-safe. */

export const userRoles = ["developer", "admin"] as const;
export const userStates = ["active", "blocked", "pending"] as const;

const role = z.enum(userRoles, { error: text.roleUnknown });

export const newUserInput = z.strictObject({
  name: profileInput.shape.name,
  email: emailSchema,
  role: role.default("developer"),
});
export type NewUserInput = z.infer<typeof newUserInput>;

/** What an administrator changes of somebody else's account; what is left out stays. */
export const userChanges = z.strictObject({
  role: role.optional(),
  state: z.enum(["active", "blocked"], { error: text.stateUnknown }).optional(),
});
export type UserChanges = z.infer<typeof userChanges>;

export const userParams = z.strictObject({ userId: z.string().regex(/^[\w-]{1,64}$/, text.idInvalid) });

export const userShows = ["all", "developers", "administrators", "blocked"] as const;
export type UserShow = (typeof userShows)[number];

/** Which accounts, and which page of them. */
export const userQuery = z.strictObject({
  show: z.enum(userShows).default("all"),
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type UserQuery = z.infer<typeof userQuery>;

/** The same in a page's address, where a value that means nothing counts as absent. */
export const userAddress = z.object({
  show: z.enum(userShows).catch("all"),
  search: z.string().max(200).catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** An account as administrators see it. */
export interface GovernedUser {
  id: string;
  name: string;
  email: string;
  role: (typeof userRoles)[number];
  state: (typeof userStates)[number];
  subscriptionCount: number;
  createdAtMs: number;
  lastSignInAtMs: number | null;
}

/** A password that was made for somebody, at the one time that it is known. */
export const madePassword = z.object({ id: z.string(), email: z.string(), password: z.string() });
export type MadePassword = z.infer<typeof madePassword>;
