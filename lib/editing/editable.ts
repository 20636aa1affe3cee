import { createHash } from "node:crypto";
import { databaseKind, db, type Transaction } from "@/lib/db/client";
import { AppError, type LastChange } from "@/lib/errors";
import { editingMessages as text } from "@/lib/messages/en/editing";

/** Something that is edited as a whole: whoever saves it says what all of it is to be. */
export interface Editable<Params> {
  /** All that its form shows, and no moments; null where there is none. */
  read(store: Reader, params: Params): Promise<unknown>;
  /** Where the audit log tells of its changes. */
  changes(params: Params): { targetType: string; targetId: string; actions: readonly string[] };
}

type Reader = Omit<Transaction, "$executeRaw">;

/** What is edited, and which one. */
export interface Edited<Params> {
  editable: Editable<Params>;
  params: Params;
}

/** Tells one state from another; null where there is none. */
export async function versionOf<Params>(
  { read }: Editable<Params>,
  params: Params,
  store: Reader = db(),
): Promise<string | null> {
  const state = await read(store, params);
  return state === null ? null : versionOfState(state);
}

/** The version of what `read` found: for lists, which read many at a time. */
export function versionOfState(state: unknown): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 22);
}

/**
 * Sees to it, in the transaction of a change, that what is changed is what its editor has seen.
 * @param expected the versions that will do; null: any
 * @throws AppError changed-meanwhile
 */
export async function requireVersion<Params>(
  tx: Transaction,
  { editable, params }: Edited<Params>,
  expected: readonly string[] | null,
): Promise<void> {
  const change = editable.changes(params);
  await takeTurn(tx, `${change.targetType} ${change.targetId}`);
  if (expected === null) return;
  const version = await versionOf(editable, params, tx);
  // What is not there is the command's to refuse.
  if (version === null || expected.includes(version)) return;
  const changed = await lastChange(tx, change);
  throw new AppError("changed-meanwhile", text.changedMeanwhile(changed.by), { changed });
}

/** Changes of one thing follow one another: SQLite has one writer anyway. */
async function takeTurn(tx: Transaction, name: string): Promise<void> {
  if (databaseKind() === "postgresql") {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`edit ${name}`}))`;
  }
}

async function lastChange(
  tx: Transaction,
  { targetType, targetId, actions }: ReturnType<Editable<never>["changes"]>,
): Promise<LastChange> {
  const event = await tx.auditEvent.findFirst({
    where: { targetType, targetId, action: { in: [...actions] } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { actorName: true, at: true },
  });
  return { by: event?.actorName ?? null, at: event?.at.toISOString() ?? null };
}
