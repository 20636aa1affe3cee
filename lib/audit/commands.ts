import type { Prisma, Transaction } from "@/lib/db/client";
import { redact } from "./redact";

/** Who does it, and from where: handed to every command. */
export interface Actor {
  id: string | null;
  name: string;
  address: string | null;
  requestId: string | null;
}

/** What Gatehouse does of itself: seeding, first set-up. */
export const systemActor: Actor = { id: null, name: "Gatehouse", address: null, requestId: null };

/** Whoever is not signed in (yet). */
export function anonymousActor(from: Pick<Actor, "address" | "requestId">): Actor {
  return { id: null, name: "anonymous", ...from };
}

export interface AuditEntry {
  /** noun.verb, e.g. "api.create" */
  action: string;
  targetType: string;
  targetId: string;
  targetName: string;
  /** Plain data without secrets. */
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
}

/** Writes an audit event inside the transaction of the change it tells of. */
export async function recordAudit(tx: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: rowOf(actor, entry) });
}

const rowsAtOnce = 200;

/** The same of many changes. */
export async function recordAudits(
  tx: Transaction,
  actor: Actor,
  entries: readonly AuditEntry[],
): Promise<void> {
  const data = entries.map((entry) => rowOf(actor, entry));
  for (let start = 0; start < data.length; start += rowsAtOnce) {
    await tx.auditEvent.createMany({ data: data.slice(start, start + rowsAtOnce) });
  }
}

function rowOf(actor: Actor, { before, after, ...entry }: AuditEntry) {
  const { action, targetName, targetId } = entry;
  return {
    ...entry,
    ...(before && { before: redact(before) }),
    ...(after && { after: redact(after) }),
    actorId: actor.id,
    actorName: actor.name,
    address: actor.address,
    requestId: actor.requestId,
    searchText: [actor.name, action, targetName, targetId, actor.address ?? "", actor.requestId ?? ""]
      .join(" ")
      .toLowerCase(),
  };
}
