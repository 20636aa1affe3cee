import { z } from "zod";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { selectRows } from "@/lib/lists/select";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import { type GovernedUser, type UserListQuery, userRoles, userStates } from "./govern-schema";
import { existing } from "./queries";

/** Whoever asks, as far as the rules about accounts care. */
export type UserGovernor = { id: string; role: "admin" | "developer" } | null;

/** @throws AppError not-allowed */
export function requireUserAdmin(viewer: UserGovernor): asserts viewer is NonNullable<UserGovernor> {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

const rolesSchema = z.enum(userRoles);
const statesSchema = z.enum(userStates);

/** One page of the accounts that fit, and how many there are of each kind. @throws AppError not-allowed */
export async function listUsers(viewer: UserGovernor, query: UserListQuery) {
  requireUserAdmin(viewer);
  const rows = await db().user.findMany({
    where: existing,
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      state: true,
      createdAt: true,
      lastSignInAt: true,
      _count: { select: { subscriptions: { where: { state: "active" } } } },
    },
  });
  const users = rows.map(
    ({ _count, createdAt, lastSignInAt, role, state, ...row }): GovernedUser => ({
      ...row,
      role: rolesSchema.parse(role),
      state: statesSchema.parse(state),
      subscriptionCount: _count.subscriptions,
      createdAtMs: createdAt.getTime(),
      lastSignInAtMs: lastSignInAt?.getTime() ?? null,
    }),
  );
  return selectRows(users, query, {
    textOf: ({ name, email }) => [name, email],
    isIn: {
      all: () => true,
      developers: ({ role }) => role === "developer",
      administrators: ({ role }) => role === "admin",
      blocked: ({ state }) => state === "blocked",
    },
    sortValue: {
      name: ({ name }) => name,
      role: ({ role }) => role,
      state: ({ state }) => state,
      subscriptions: ({ subscriptionCount }) => subscriptionCount,
      lastSignIn: ({ lastSignInAtMs }) => lastSignInAtMs,
    },
    nameOf: ({ name, email }) => `${name}\n${email}`,
  });
}
