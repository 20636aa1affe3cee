import { z } from "zod";
import { defineList } from "@/lib/lists/schema";
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

/** Which accounts, in which order, and which page of them. */
export const userList = defineList({
  shows: ["all", "developers", "administrators", "blocked"],
  sorts: ["name", "role", "state", "subscriptions", "lastSignIn"],
});
export type UserListQuery = typeof userList.usual;
export type UserSort = typeof userList.usual.sort;

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
