import type { Transaction } from "@/lib/db/client";
import { fieldError } from "@/lib/errors";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { followTemplates } from "@/lib/policies/follow-templates";
import { toColumns } from "./operation-commands";
import type { OperationInput } from "./operation-schema";
import { freeSlug, slugOf } from "./slug";
import { takesInQuery } from "./url-template";

/** Many operations of one API in few statements, as parts of a larger change whose caller has locked the API. */

const rowsAtOnce = 200;

/**
 * Adds operations after those that are there. They are valid and take different calls.
 * @throws AppError invalid-input when one takes the parameter that the key is sent in
 */
export async function addOperations(
  tx: Transaction,
  apiId: string,
  operations: readonly OperationInput[],
): Promise<void> {
  if (operations.length === 0) return;
  await checkKey(tx, apiId, operations);
  const there = await tx.operation.findMany({ where: { apiId }, select: { slug: true, position: true } });
  const slugs = new Set(there.map(({ slug }) => slug));
  const first = Math.max(-1, ...there.map(({ position }) => position)) + 1;
  const rows = operations.map((operation, index) => {
    const slug = freeSlug(slugOf(operation.displayName, "operation"), slugs);
    slugs.add(slug);
    const { request, ...columns } = toColumns(operation);
    return {
      ...columns,
      ...(operation.request !== null && { request }),
      apiId,
      slug,
      position: first + index,
    };
  });
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx.operation.createMany({ data: rows.slice(start, start + rowsAtOnce) });
  }
}

/** Replaces operations' content; their slugs and places stay. */
export async function changeOperations(
  tx: Transaction,
  apiId: string,
  changes: readonly { id: string; operation: OperationInput }[],
): Promise<void> {
  await checkKey(
    tx,
    apiId,
    changes.map(({ operation }) => operation),
  );
  await followTemplates(
    tx,
    changes.map(({ id, operation: { urlTemplate } }) => ({ id, urlTemplate })),
  );
  for (const { id, operation } of changes) {
    await tx.operation.update({ where: { id }, data: toColumns(operation) });
  }
}

async function checkKey(
  tx: Transaction,
  apiId: string,
  operations: readonly OperationInput[],
): Promise<void> {
  const { keyQuery } = await tx.api.findUniqueOrThrow({ where: { id: apiId }, select: { keyQuery: true } });
  const taker = operations.find(({ urlTemplate }) => takesInQuery(urlTemplate, keyQuery));
  if (taker) throw fieldError("keyQuery", text.keyQueryInTemplate(keyQuery, taker.displayName));
}
