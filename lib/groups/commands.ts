import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { groupMessages as text } from "@/lib/messages/en/groups";
import { requireUserAdmin, type UserGovernor } from "@/lib/users/govern-queries";
import { existing } from "@/lib/users/queries";
import type { GroupChanges, GroupInput } from "./schema";

/** An administrator at work on groups. */
interface Governor {
  viewer: UserGovernor;
  actor: Actor;
}

/** @throws AppError not-allowed or invalid-input */
export async function createGroup(
  { viewer, actor }: Governor,
  { productIds, ...input }: GroupInput,
): Promise<{ id: string }> {
  requireUserAdmin(viewer);
  return takenAsFieldError(input.name, () =>
    transact(async (tx) => {
      await checkProducts(tx, productIds);
      const { id } = await tx.group.create({
        data: {
          ...input,
          products: { create: [...new Set(productIds)].map((productId) => ({ productId })) },
        },
        select: { id: true },
      });
      await recordAudit(tx, actor, {
        action: "group.create",
        targetType: "group",
        targetId: id,
        targetName: input.name,
        after: { ...input, productIds },
      });
      await raiseRevision(tx, "catalogue");
      return { id };
    }),
  );
}

/** Of a system group, only its products can change. @throws AppError not-allowed, not-found, conflict or invalid-input */
export async function updateGroup(
  { viewer, actor }: Governor,
  groupId: string,
  changes: GroupChanges,
): Promise<void> {
  requireUserAdmin(viewer);
  await takenAsFieldError(changes.name ?? "", () =>
    transact(async (tx) => {
      const before = await takeGroup(tx, groupId);
      const { productIds, ...columns } = changes;
      if (before.isSystem && Object.keys(columns).length > 0)
        throw new AppError("conflict", text.systemFixed);
      const { name } = await tx.group.update({
        where: { id: groupId },
        data: columns,
        select: { name: true },
      });
      if (productIds) {
        await checkProducts(tx, productIds);
        await tx.productGroup.deleteMany({ where: { groupId } });
        await tx.productGroup.createMany({
          data: [...new Set(productIds)].map((productId) => ({ groupId, productId })),
        });
      }
      const touched = Object.keys(changes);
      await recordAudit(tx, actor, {
        action: "group.update",
        targetType: "group",
        targetId: groupId,
        targetName: name,
        before: Object.fromEntries(Object.entries(before).filter(([key]) => touched.includes(key))),
        after: changes,
      });
      await raiseRevision(tx, "catalogue");
    }),
  );
}

/** @throws AppError not-allowed, not-found, or conflict for a system group */
export async function deleteGroup({ viewer, actor }: Governor, groupId: string): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const before = await takeCustomGroup(tx, groupId);
    const members = await tx.groupMember.count({ where: { groupId } });
    await tx.group.delete({ where: { id: groupId } });
    await recordAudit(tx, actor, {
      action: "group.delete",
      targetType: "group",
      targetId: groupId,
      targetName: before.name,
      before: { ...before, members },
    });
    await raiseRevision(tx, "catalogue");
  });
}

interface Membership {
  groupId: string;
  userId: string;
}

/** Whoever is a member already stays one. @throws AppError not-allowed, not-found, or conflict for a system group */
export async function addMember({ viewer, actor }: Governor, membership: Membership): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const group = await takeCustomGroup(tx, membership.groupId);
    const email = await emailOf(tx, membership.userId);
    await tx.groupMember.upsert({
      where: { groupId_userId: membership },
      create: membership,
      update: {},
    });
    await recordAudit(tx, actor, {
      action: "group.add-member",
      targetType: "group",
      targetId: membership.groupId,
      targetName: group.name,
      after: { userId: membership.userId, email },
    });
  });
}

/** @throws AppError not-allowed, not-found, or conflict for a system group */
export async function removeMember({ viewer, actor }: Governor, membership: Membership): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const group = await takeCustomGroup(tx, membership.groupId);
    const email = await emailOf(tx, membership.userId);
    const { count } = await tx.groupMember.deleteMany({ where: membership });
    if (count === 0) return;
    await recordAudit(tx, actor, {
      action: "group.remove-member",
      targetType: "group",
      targetId: membership.groupId,
      targetName: group.name,
      before: { userId: membership.userId, email },
    });
  });
}

/** Puts somebody into these custom groups and out of all others. @throws AppError not-allowed, not-found or invalid-input */
export async function setGroupsOf(
  { viewer, actor }: Governor,
  userId: string,
  groupIds: readonly string[],
): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const email = await emailOf(tx, userId);
    const wanted = [...new Set(groupIds)];
    const groups = await tx.group.findMany({ where: { id: { in: wanted }, kind: "custom" } });
    if (groups.length !== wanted.length) throw fieldError("groupIds", text.groupGone);
    const before = await tx.groupMember.findMany({
      where: { userId },
      select: { group: { select: { name: true } } },
    });
    await tx.groupMember.deleteMany({ where: { userId, groupId: { notIn: wanted } } });
    const kept = await tx.groupMember.findMany({ where: { userId }, select: { groupId: true } });
    const added = wanted.filter((id) => !kept.some(({ groupId }) => groupId === id));
    await tx.groupMember.createMany({ data: added.map((groupId) => ({ groupId, userId })) });
    await recordAudit(tx, actor, {
      action: "user.set-groups",
      targetType: "user",
      targetId: userId,
      targetName: email,
      before: { groups: before.map(({ group }) => group.name) },
      after: { groups: groups.map(({ name }) => name) },
    });
  });
}

/** Takes the group's row for the transaction. @throws AppError not-found */
async function takeGroup(tx: Transaction, groupId: string) {
  // A write that changes nothing: changes to one group follow one another.
  await tx.group.updateMany({ where: { id: groupId }, data: { id: groupId } });
  const group = await tx.group.findUnique({
    where: { id: groupId },
    select: { name: true, description: true, kind: true, products: { select: { productId: true } } },
  });
  if (!group) throw new AppError("not-found", text.missing);
  const { kind, products, ...rest } = group;
  return {
    ...rest,
    isSystem: kind === "system",
    productIds: products.map(({ productId }) => productId),
  };
}

async function takeCustomGroup(tx: Transaction, groupId: string) {
  const { isSystem, ...group } = await takeGroup(tx, groupId);
  if (isSystem) throw new AppError("conflict", text.systemFixed);
  return group;
}

async function emailOf(tx: Transaction, userId: string): Promise<string> {
  const user = await tx.user.findUnique({ where: { id: userId, ...existing }, select: { email: true } });
  if (!user) throw new AppError("not-found", text.memberMissing);
  return user.email;
}

async function checkProducts(tx: Transaction, productIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(productIds)];
  const found = await tx.product.count({ where: { id: { in: wanted } } });
  if (found !== wanted.length) throw fieldError("productIds", text.productGone);
}

async function takenAsFieldError<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) throw fieldError("name", text.nameTaken(name));
    throw error;
  }
}
