import type { Prisma, Transaction } from "@/lib/db/client";

/** Who does it, and from where: handed to every command. */
export interface Actor {
  id: string | null;
  name: string;
  address: string | null;
  requestId: string | null;
}

/** What Gatehouse does of itself: seeding, first set-up. */
export const systemActor: Actor = { id: null, name: "Gatehouse", address: null, requestId: null };

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
  await tx.auditEvent.create({
    data: {
      ...entry,
      actorId: actor.id,
      actorName: actor.name,
      address: actor.address,
      requestId: actor.requestId,
    },
  });
}
