import { db, type Transaction } from "./client";

/** What the gateways keep a copy of: a change to it raises the revision, and every process notices. */
export type RevisionName = "catalogue" | "subscriptions";

/** Raises a revision inside the transaction of the change. */
export async function raiseRevision(tx: Transaction, name: RevisionName): Promise<void> {
  await tx.revision.upsert({
    where: { name },
    create: { name, value: 1 },
    update: { value: { increment: 1 } },
  });
}

export async function readRevisions(): Promise<Record<RevisionName, number>> {
  const rows = await db().revision.findMany();
  const value = (name: RevisionName) => rows.find((row) => row.name === name)?.value ?? 0;
  return { catalogue: value("catalogue"), subscriptions: value("subscriptions") };
}
