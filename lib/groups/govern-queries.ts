import { z } from "zod";
import { db, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { selectRows } from "@/lib/lists/select";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { requireUserAdmin, type UserGovernor } from "@/lib/users/govern-queries";
import { userRoles, userStates } from "@/lib/users/govern-schema";
import { existing } from "@/lib/users/queries";
import { groupsOf } from "./queries";
import type { GroupListQuery } from "./schema";

/** What administrators read of groups and their members. */

const byPosition = {
  product: { position: "asc" },
} satisfies Prisma.ProductGroupOrderByWithRelationInput;

/** One page of the groups that fit. System groups have no count of members: nobody is stored in them. @throws AppError not-allowed */
export async function listGroups(viewer: UserGovernor, query: GroupListQuery) {
  requireUserAdmin(viewer);
  const rows = await db().group.findMany({
    select: {
      id: true,
      name: true,
      description: true,
      kind: true,
      products: { select: { product: { select: { name: true } } }, orderBy: byPosition },
      _count: { select: { members: true } },
    },
  });
  const groups = rows.map(({ kind, products, _count, ...row }) => ({
    ...row,
    isSystem: kind === "system",
    memberCount: kind === "system" ? null : _count.members,
    products: products.map(({ product }) => product.name),
  }));
  return selectRows(groups, query, {
    textOf: ({ name, description, products }) => [name, description, ...products],
    isIn: {
      all: () => true,
      custom: ({ isSystem }) => !isSystem,
      system: ({ isSystem }) => isSystem,
    },
    sortValue: {
      name: ({ name }) => name,
      members: ({ memberCount }) => memberCount,
      products: ({ products }) => products.length,
    },
    nameOf: ({ name }) => name,
  });
}
export type GovernedGroup = Awaited<ReturnType<typeof listGroups>>["items"][number];

/** One group with its members and the products that it opens. @throws AppError not-allowed or not-found */
export async function getGroup(viewer: UserGovernor, groupId: string) {
  requireUserAdmin(viewer);
  const group = await db().group.findUnique({
    where: { id: groupId },
    select: {
      id: true,
      name: true,
      description: true,
      kind: true,
      products: { select: { productId: true } },
      members: { select: { user: { select: { id: true, name: true, email: true } } } },
    },
  });
  if (!group) throw new AppError("not-found", text.missing);
  const { kind, products, members, ...rest } = group;
  const byName = new Intl.Collator("en", { numeric: true });
  return {
    ...rest,
    isSystem: kind === "system",
    productIds: products.map(({ productId }) => productId),
    members: members.map(({ user }) => user).sort((one, other) => byName.compare(one.name, other.name)),
  };
}

/** One account with the custom groups it is in, and the system groups that follow. @throws AppError not-allowed or not-found */
export async function getUserWithGroups(viewer: UserGovernor, userId: string) {
  requireUserAdmin(viewer);
  const user = await db().user.findUnique({
    where: { id: userId, ...existing },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      state: true,
      createdAt: true,
      lastSignInAt: true,
      memberships: { select: { groupId: true } },
      _count: { select: { subscriptions: true, teams: true } },
    },
  });
  if (!user) throw new AppError("not-found", text.memberMissing);
  const { memberships, _count, state, createdAt, lastSignInAt, ...rest } = user;
  const role = z.enum(userRoles).parse(user.role);
  const groups = await db().group.findMany({
    where: { kind: "custom" },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const byRule = await db().group.findMany({
    where: { AND: [{ kind: "system" }, groupsOf({ id: userId, role })] },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  return {
    ...rest,
    role,
    state: z.enum(userStates).parse(state),
    createdAtMs: createdAt.getTime(),
    lastSignInAtMs: lastSignInAt?.getTime() ?? null,
    groupIds: memberships.map(({ groupId }) => groupId),
    subscriptionCount: _count.subscriptions + _count.teams,
    groups,
    groupsByRule: byRule.map(({ name }) => name),
  };
}
