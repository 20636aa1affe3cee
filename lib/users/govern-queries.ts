import { z } from "zod";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { userAdminMessages as text } from "@/lib/messages/en/user-admin";
import {
  type GovernedUser,
  type UserQuery,
  type UserShow,
  userRoles,
  userShows,
  userStates,
} from "./govern-schema";

export const usersPerPage = 25;

/** Whoever asks, as far as the rules about accounts care. */
export type UserGovernor = { id: string; role: "admin" | "developer" } | null;

/** @throws AppError not-allowed */
export function requireUserAdmin(viewer: UserGovernor): asserts viewer is NonNullable<UserGovernor> {
  if (viewer?.role !== "admin") throw new AppError("not-allowed", text.adminsOnly);
}

const rolesSchema = z.enum(userRoles);
const statesSchema = z.enum(userStates);

const isIn: Record<UserShow, (user: GovernedUser) => boolean> = {
  all: () => true,
  developers: ({ role }) => role === "developer",
  administrators: ({ role }) => role === "admin",
  blocked: ({ state }) => state === "blocked",
};

/** One page of the accounts that fit, by name, and how many there are of each kind. @throws AppError not-allowed */
export async function listUsers(viewer: UserGovernor, { show, search, page: wantedPage }: UserQuery) {
  requireUserAdmin(viewer);
  const rows = await db().user.findMany({
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
  const wanted = search.trim().toLowerCase();
  const byName = new Intl.Collator("en", { numeric: true });
  const fitting = rows
    .filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(wanted))
    .map(({ _count, createdAt, lastSignInAt, role, state, ...row }) => ({
      ...row,
      role: rolesSchema.parse(role),
      state: statesSchema.parse(state),
      subscriptionCount: _count.subscriptions,
      createdAtMs: createdAt.getTime(),
      lastSignInAtMs: lastSignInAt?.getTime() ?? null,
    }))
    .sort((one, other) => byName.compare(one.name, other.name) || byName.compare(one.email, other.email));
  const counts = Object.fromEntries(userShows.map((kind) => [kind, fitting.filter(isIn[kind]).length]));
  const shown = fitting.filter(isIn[show]);
  const pageCount = Math.max(1, Math.ceil(shown.length / usersPerPage));
  const page = Math.min(wantedPage, pageCount);
  const items: GovernedUser[] = shown.slice((page - 1) * usersPerPage, page * usersPerPage);
  return { items, counts, total: shown.length, page, pageCount };
}
