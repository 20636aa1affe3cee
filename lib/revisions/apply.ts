import { isDeepStrictEqual } from "node:util";
import { placeOperations } from "@/lib/catalogue/operation-places";
import type { Transaction } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { storePolicy } from "@/lib/policies/commands";
import { emptyPolicy } from "@/lib/policies/schema";
import { type RevisedOperation, readSnapshot, type Snapshot } from "./snapshot";

const rowsAtOnce = 200;

/** The rows that a state is brought into. */
interface Rows {
  apiId: string;
  /** A draft's operations have ids of their own, and name those that they stand for. */
  isDraft: boolean;
}

/**
 * Brings an API, or its draft, to a state that was checked. Operations that stay keep their ids, so that whatever
 * names them goes on; those that come back get theirs again. The caller has locked the API.
 */
export async function applySnapshot(
  tx: Transaction,
  { apiId, isDraft }: Rows,
  next: Snapshot,
): Promise<void> {
  const before = await readSnapshot(tx, apiId);
  await tx.api.update({ where: { id: apiId }, data: next.settings });
  await storePolicy(tx, { scope: "api", targetId: apiId }, next.policy ?? emptyPolicy);

  const wanted = new Set(next.operations.map(({ id }) => id));
  const there = await tx.operation.findMany({
    where: { apiId },
    select: { id: true, liveId: true, position: true },
  });
  const rows = new Map(there.map((row) => [row.liveId ?? row.id, row]));
  const gone = [...rows].flatMap(([key, { id }]) => (wanted.has(key) ? [] : [id]));
  await tx.operation.deleteMany({ where: { id: { in: gone } } });

  const old = new Map(before.operations.map((operation) => [operation.id, operation]));
  const missing: { operation: RevisedOperation; position: number }[] = [];
  const moved: { id: string; position: number }[] = [];
  for (const [position, operation] of next.operations.entries()) {
    const row = rows.get(operation.id);
    if (row === undefined) missing.push({ operation, position });
    else {
      await changeOperation(tx, row.id, old.get(operation.id), operation);
      if (row.position !== position) moved.push({ id: row.id, position });
    }
  }
  await placeOperations(tx, moved);
  for (let start = 0; start < missing.length; start += rowsAtOnce) {
    await createOperations(tx, { apiId, isDraft }, missing.slice(start, start + rowsAtOnce));
  }
}

/** Writes what differs alone. */
async function changeOperation(
  tx: Transaction,
  id: string,
  before: RevisedOperation | undefined,
  operation: RevisedOperation,
): Promise<void> {
  const policy = before?.policy ?? null;
  if (!isDeepStrictEqual(before, { ...operation, policy })) {
    const { request } = operation;
    const data = { ...columnsOf(operation), request: request ?? jsonNull };
    await tx.operation.update({ where: { id }, data });
  }
  if (!isDeepStrictEqual(policy, operation.policy)) await putPolicy(tx, id, operation);
}

async function createOperations(
  tx: Transaction,
  { apiId, isDraft }: Rows,
  operations: readonly { operation: RevisedOperation; position: number }[],
): Promise<void> {
  const rows = await tx.operation.createManyAndReturn({
    data: operations.map(({ operation, position }) => {
      const { id, request } = operation;
      return {
        ...columnsOf(operation),
        position,
        ...(request !== null && { request }),
        ...(isDraft ? { liveId: id } : { id }),
        apiId,
      };
    }),
    select: { id: true, liveId: true },
  });
  const rowIds = new Map(rows.map(({ id, liveId }) => [liveId ?? id, id]));
  for (const { operation } of operations) {
    const rowId = rowIds.get(operation.id);
    if (operation.policy && rowId !== undefined) await putPolicy(tx, rowId, operation);
  }
}

/** Just as the snapshot has it: what was brought back is what it was. */
function columnsOf({ id: _, policy: __, request: ___, ...content }: RevisedOperation) {
  return content;
}

function putPolicy(tx: Transaction, targetId: string, { policy }: RevisedOperation): Promise<void> {
  return storePolicy(tx, { scope: "operation", targetId }, policy ?? emptyPolicy);
}
