import { type Actor, recordAudit } from "@/lib/audit/commands";
import { db, type Transaction, transact } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { sessionMessages as text } from "@/lib/messages/en/sessions";
import { requireUserAdmin, type UserGovernor } from "@/lib/users/govern-queries";
import { describeAgent } from "./describe-agent";
import type { FoundSession } from "./queries";

/** So long a session lasts after its sign-in, however much it is used. */
export const sessionDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
const notedEveryMs = 5 * 60 * 1000;
const longestAgent = 300;
/** A script that signs in for each call must not fill the table; the least used go. */
const sessionsPerUser = 500;

/** Whose account it is. */
interface Owner {
  id: string;
  email: string;
}

/** The browser that signs in. */
export interface Browser {
  userAgent: string | null;
  address: string | null;
}

const targetOf = ({ id, email }: Owner) => ({ targetType: "user", targetId: id, targetName: email });

/** Begins a session for somebody whose sign-in was just allowed, and recorded. Answers its id. */
export async function startSession(
  { userId, sessionVersion }: { userId: string; sessionVersion: number },
  { userAgent, address }: Browser,
  now = new Date(),
): Promise<string> {
  return transact(async (tx) => {
    await tx.session.deleteMany({ where: { userId, sessionVersion: { lt: sessionVersion } } });
    const beyond = await tx.session.findMany({
      where: { userId },
      orderBy: { lastUsedAt: "desc" },
      skip: sessionsPerUser - 1,
      select: { id: true },
    });
    if (beyond.length > 0) {
      await tx.session.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } });
    }
    const agent = (userAgent ?? "").slice(0, longestAgent);
    const { id } = await tx.session.create({
      data: { userId, sessionVersion, userAgent: agent, address, createdAt: now, lastUsedAt: now },
      select: { id: true },
    });
    return id;
  });
}

/**
 * Notes when and from where a session was used: once in five minutes at most, beside what it was used for. Nobody
 * waits for it, and nothing fails with it.
 */
export async function noteSessionUse(
  { id, lastUsedAt }: Pick<FoundSession, "id" | "lastUsedAt">,
  address: string | null,
  now = new Date(),
): Promise<void> {
  const due = new Date(now.getTime() - notedEveryMs);
  if (lastUsedAt > due) return;
  try {
    await db().session.updateMany({
      where: { id, lastUsedAt: { lte: due } },
      data: { lastUsedAt: now, address },
    });
  } catch (error) {
    log.debug({ err: error }, "the use of a session was not noted");
  }
}

/** Signs one browser out: the one that asks. */
export async function signOut(owner: Owner, sessionId: string, actor: Actor): Promise<void> {
  await transact(async (tx) => {
    await tx.session.deleteMany({ where: { id: sessionId, userId: owner.id } });
    await recordAudit(tx, actor, { action: "user.sign-out", ...targetOf(owner) });
  });
}

/** Ends one of one's own sessions. @throws AppError not-found */
export async function endSession(owner: Owner, sessionId: string, actor: Actor): Promise<void> {
  await transact((tx) => removeSession(tx, owner, { sessionId, actor }));
}

/** Ends one session of somebody else. @throws AppError not-allowed, not-found */
export async function endSessionOf(
  { viewer, actor }: { viewer: UserGovernor; actor: Actor },
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  requireUserAdmin(viewer);
  await transact(async (tx) => {
    const owner = await tx.user.findUnique({ where: { id: userId }, select: { id: true, email: true } });
    if (!owner) throw new AppError("not-found", text.missing);
    await removeSession(tx, owner, { sessionId, actor });
  });
}

async function removeSession(
  tx: Transaction,
  owner: Owner,
  { sessionId, actor }: { sessionId: string; actor: Actor },
): Promise<void> {
  const session = await tx.session.findFirst({ where: { id: sessionId, userId: owner.id } });
  if (!session) throw new AppError("not-found", text.missing);
  await tx.session.delete({ where: { id: sessionId } });
  await recordAudit(tx, actor, {
    action: "user.end-session",
    ...targetOf(owner),
    before: { browser: describeAgent(session.userAgent), address: session.address },
  });
}

/** Forgets sessions whose cookie has run out. */
export async function tidySessions(now = new Date()): Promise<void> {
  const old = new Date(now.getTime() - sessionDays * dayMs);
  await transact((tx) => tx.session.deleteMany({ where: { createdAt: { lt: old } } }));
}
