import { z } from "zod";
import { db, type Transaction } from "@/lib/db/client";
import { apiMissing, isId, operationMissing, requireManager } from "./editor";
import {
  httpMethods,
  type OperationInput,
  parameterSchema,
  requestSchema,
  responseSchema,
} from "./operation-schema";
import type { CatalogueViewer } from "./permissions";

/** What administrators read of operations. */

/** An API's operations in their order. @throws AppError not-allowed or not-found */
export async function listOperations(viewer: CatalogueViewer | null, apiId: string) {
  requireManager(viewer);
  const api = await db().api.findUnique({
    where: { id: apiId },
    select: {
      operations: {
        select: { id: true, slug: true, displayName: true, method: true, urlTemplate: true },
        orderBy: { position: "asc" },
      },
    },
  });
  if (!api) throw apiMissing();
  return api.operations;
}
export type OperationRow = Awaited<ReturnType<typeof listOperations>>[number];

/** What of an operation is kept as JSON, read back. */
export const operationDocuments = z.object({
  method: z.enum(httpMethods),
  parameters: z.array(parameterSchema),
  request: requestSchema.nullable(),
  responses: z.array(responseSchema),
});

/** @throws AppError not-allowed or not-found */
export async function getOperation(
  viewer: CatalogueViewer | null,
  apiId: string,
  operationId: string,
): Promise<OperationInput & { id: string; slug: string }> {
  requireManager(viewer);
  if (!isId(operationId)) throw operationMissing();
  const row = await db().operation.findFirst({ where: { id: operationId, apiId } });
  if (!row) throw operationMissing();
  const { id, slug, displayName, description, urlTemplate } = row;
  return { id, slug, displayName, description, urlTemplate, ...operationDocuments.parse(row) };
}

/** An API's operations whole, in their order, for those who may see the API or change it. */
export async function readWholeOperations(client: Pick<Transaction, "operation">, apiId: string) {
  const rows = await client.operation.findMany({
    where: { apiId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => {
    const { id, slug, displayName, description, urlTemplate } = row;
    return { id, slug, displayName, description, urlTemplate, ...operationDocuments.parse(row) };
  });
}

/** The names of operations with their APIs', by id; deleted ones have none. @throws AppError not-allowed */
export async function nameOperations(viewer: CatalogueViewer | null, operationIds: string[]) {
  requireManager(viewer);
  const rows = await db().operation.findMany({
    where: { id: { in: operationIds } },
    select: { id: true, displayName: true, api: { select: { name: true } } },
  });
  return new Map(rows.map(({ id, displayName, api }) => [id, `${api.name} · ${displayName}`]));
}
