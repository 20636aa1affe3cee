import { z } from "zod";
import { idSchema, lineSchema } from "@/lib/catalogue/text-schema";
import { defineList } from "@/lib/lists/schema";
import { groupMessages as text } from "@/lib/messages/en/groups";

/** Whoever looks at the portal: someone signed in, or a guest. */
export type Viewer = { id: string; role: "admin" | "developer" } | null;

/** The groups of kind "system", by name. Their members follow from role and sign-in and are stored nowhere. */
export const systemGroups = {
  /** Every user whose role is admin. */
  administrators: "Administrators",
  /** Everybody who is signed in. */
  developers: "Developers",
  /** Everybody, signed in or not. */
  guests: "Guests",
} as const;

const groupFields = {
  name: lineSchema(100).min(1, { error: text.nameMissing, abort: true }),
  description: lineSchema(500),
  /** The products that it opens to its members. */
  productIds: z.array(idSchema).max(1_000),
};

export const groupInput = z.strictObject({
  ...groupFields,
  description: groupFields.description.default(""),
  productIds: groupFields.productIds.default([]),
});
export type GroupInput = z.output<typeof groupInput>;

/** Some of a group; what is left out stays. */
export const groupChanges = z.strictObject(groupFields).partial();
export type GroupChanges = z.output<typeof groupChanges>;

export const groupParams = z.strictObject({ groupId: idSchema });
export const membershipParams = z.strictObject({ groupId: idSchema, userId: idSchema });

/** The custom groups that somebody shall be in. */
export const userGroupsInput = z.strictObject({ groupIds: z.array(idSchema).max(1_000) });

/** Which groups administrators see, in which order, and which page of them. */
export const groupList = defineList({
  shows: ["all", "custom", "system"],
  sorts: ["name", "members", "products"],
});
export type GroupListQuery = typeof groupList.usual;
export type GroupSort = typeof groupList.usual.sort;
