import { db } from "@/lib/db/client";
import { describeAgent } from "./describe-agent";
import type { BrowserSession } from "./schema";

/** More than anybody reads; the rest end together. */
const longestList = 50;

/** A session that holds, with its owner. */
export interface FoundSession {
  id: string;
  lastUsedAt: Date;
  user: { id: string; email: string; name: string; role: string };
}

/** The session of this id; null when it ended, or its owner may not be signed in. Read from the database each time. */
export async function findSession(id: string): Promise<FoundSession | null> {
  const row = await db().session.findUnique({
    where: { id },
    select: {
      id: true,
      lastUsedAt: true,
      sessionVersion: true,
      user: {
        select: { id: true, email: true, name: true, role: true, state: true, sessionVersion: true },
      },
    },
  });
  if (row?.user.state !== "active" || row.user.sessionVersion !== row.sessionVersion) return null;
  const { user, lastUsedAt } = row;
  return { id, lastUsedAt, user: { id: user.id, email: user.email, name: user.name, role: user.role } };
}

/** The browsers that an account is signed in with; the one that asks comes first, then the last used. */
export async function listSessions(userId: string, thisId: string | null): Promise<BrowserSession[]> {
  const { sessionVersion } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { sessionVersion: true },
  });
  const rows = await db().session.findMany({
    where: { userId, sessionVersion },
    orderBy: [{ lastUsedAt: "desc" }, { id: "asc" }],
    take: longestList,
  });
  return rows
    .map(({ id, userAgent, address, createdAt, lastUsedAt }) => ({
      id,
      agent: describeAgent(userAgent),
      address,
      signedInAtMs: createdAt.getTime(),
      lastUsedAtMs: lastUsedAt.getTime(),
      isThis: id === thisId,
    }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis));
}
