import { recordAudit } from "@/lib/audit/commands";
import { type Prisma, type Transaction, transact } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { raiseRevision } from "@/lib/db/revision";
import { AppError, fieldError } from "@/lib/errors";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { followTemplates } from "@/lib/policies/follow-templates";
import { requireCheckable } from "./checkable-schemas";
import { apiMissing, auditName, type Editor, lockApi, operationMissing, requireManager } from "./editor";
import type { OperationInput, Parameter, Representation } from "./operation-schema";
import { freeSlug, slugOf } from "./slug";
import { followTemplate } from "./template-parameters";
import { parseUrlTemplate, takesInQuery, templateShape } from "./url-template";

/** Adds an operation at the end of its API's list. @throws AppError not-allowed, not-found or invalid-input */
export async function createOperation(
  { viewer, actor }: Editor,
  apiId: string,
  input: OperationInput,
): Promise<{ id: string; slug: string }> {
  requireManager(viewer);
  return transact(async (tx) => {
    await lockApi(tx, apiId);
    const others = await tx.operation.findMany({
      where: { apiId },
      select: { id: true, slug: true, displayName: true, method: true, urlTemplate: true, position: true },
    });
    checkTemplateFree(input, others);
    await checkKeyFree(tx, apiId, input);
    requireCheckable(input.request);
    const operation = await tx.operation.create({
      data: {
        ...toColumns(input),
        apiId,
        slug: freeSlug(
          slugOf(input.displayName, "operation"),
          others.map(({ slug }) => slug),
        ),
        position: Math.max(-1, ...others.map(({ position }) => position)) + 1,
      },
    });
    await recordAudit(tx, actor, {
      action: "operation.create",
      ...(await target(tx, apiId, operation)),
      after: summarise(operation),
    });
    await raiseRevision(tx, "catalogue");
    return { id: operation.id, slug: operation.slug };
  });
}

/** Replaces an operation's content; its slug and place stay. @throws AppError not-allowed, not-found or invalid-input */
export async function updateOperation(
  { viewer, actor }: Editor,
  apiId: string,
  operationId: string,
  input: OperationInput,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await lockApi(tx, apiId);
    const before = await tx.operation.findFirst({ where: { id: operationId, apiId } });
    if (!before) throw operationMissing();
    const others = await tx.operation.findMany({
      where: { apiId, method: input.method, NOT: { id: operationId } },
      select: { displayName: true, method: true, urlTemplate: true },
    });
    checkTemplateFree(input, others);
    await checkKeyFree(tx, apiId, input);
    requireCheckable(input.request, before.request);
    await followTemplates(tx, [{ id: operationId, urlTemplate: input.urlTemplate }]);
    const operation = await tx.operation.update({ where: { id: operationId }, data: toColumns(input) });
    await recordAudit(tx, actor, {
      action: "operation.update",
      ...(await target(tx, apiId, operation)),
      before: summarise(before),
      after: summarise(operation),
    });
    await raiseRevision(tx, "catalogue");
  });
}

/** @throws AppError not-allowed or not-found */
export async function deleteOperation(
  { viewer, actor }: Editor,
  apiId: string,
  operationId: string,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await lockApi(tx, apiId);
    const operation = await tx.operation.findFirst({ where: { id: operationId, apiId } });
    if (!operation) throw operationMissing();
    await tx.operation.delete({ where: { id: operationId } });
    await recordAudit(tx, actor, {
      action: "operation.delete",
      ...(await target(tx, apiId, operation)),
      before: summarise(operation),
    });
    await raiseRevision(tx, "catalogue");
  });
}

/**
 * Puts an API's operations in the order given, which must name each of them once.
 * @throws AppError not-allowed, not-found, or conflict when operations came or went meanwhile
 */
export async function orderOperations(
  { viewer, actor }: Editor,
  apiId: string,
  operationIds: readonly string[],
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await lockApi(tx, apiId);
    const operations = await tx.operation.findMany({
      where: { apiId },
      select: { id: true, displayName: true, position: true },
      orderBy: { position: "asc" },
    });
    const byId = new Map(operations.map((operation) => [operation.id, operation]));
    const ordered = operationIds.flatMap((id) => byId.get(id) ?? []);
    const isWhole = operationIds.length === operations.length && new Set(operationIds).size === byId.size;
    if (!isWhole || ordered.length !== operations.length) {
      throw new AppError("conflict", text.orderOutdated);
    }
    for (const [position, operation] of ordered.entries()) {
      if (operation.position === position) continue;
      await tx.operation.update({ where: { id: operation.id }, data: { position } });
    }
    const names = (list: typeof operations) => list.map(({ displayName }) => displayName);
    await recordAudit(tx, actor, {
      action: "operation.order",
      targetType: "api",
      targetId: apiId,
      targetName: await apiName(tx, apiId),
      before: { operations: names(operations) },
      after: { operations: names(ordered) },
    });
    await raiseRevision(tx, "catalogue");
  });
}

async function checkKeyFree(tx: Transaction, apiId: string, { urlTemplate }: OperationInput): Promise<void> {
  const { keyQuery } = await tx.api.findUniqueOrThrow({ where: { id: apiId }, select: { keyQuery: true } });
  if (takesInQuery(urlTemplate, keyQuery)) throw fieldError("urlTemplate", text.templateTakesKey(keyQuery));
}

/** Two templates of one shape under one verb would take the same calls. */
function checkTemplateFree(
  { method, urlTemplate }: OperationInput,
  others: readonly { displayName: string; method: string; urlTemplate: string }[],
): void {
  const shape = shapeOf(urlTemplate);
  const holder = others.find((other) => other.method === method && shapeOf(other.urlTemplate) === shape);
  if (holder) throw fieldError("urlTemplate", text.templateTaken(method, holder.displayName));
}

/** What does not parse is only equal to itself; the schema has refused it before. */
function shapeOf(urlTemplate: string): string {
  const parsed = parseUrlTemplate(urlTemplate);
  return parsed.ok ? templateShape(parsed.template) : urlTemplate;
}

/** An operation as its row keeps it. */
export function toColumns(operation: OperationInput) {
  const { request, ...columns } = tidyOperation(operation);
  return { ...columns, request: request ?? jsonNull };
}

/** An operation as it is kept: its parameters follow its template, and what is empty is left out. */
export function tidyOperation({
  displayName,
  description,
  method,
  urlTemplate,
  ...documents
}: OperationInput): OperationInput {
  const { parameters, request, responses } = documents;
  return {
    displayName,
    description,
    method,
    urlTemplate,
    parameters: followTemplate(urlTemplate, parameters.map(withoutEmpty)),
    request: request && withoutEmptySamples(request),
    responses: responses.map(withoutEmptySamples),
  };
}

/** An empty sample is none. */
function withoutEmptySamples<Body extends { representations: Representation[] }>(body: Body): Body {
  const representations = body.representations.map(({ sample, ...rest }) => ({
    ...rest,
    ...(sample?.trim() && { sample }),
  }));
  return { ...body, representations };
}

/** An empty default, description or list of allowed values says nothing and is not kept. */
function withoutEmpty({ default: preset, description, enum: allowed, ...rest }: Parameter): Parameter {
  return {
    ...rest,
    ...(preset && { default: preset }),
    ...(description && { description }),
    ...(allowed && allowed.length > 0 && { enum: allowed }),
  };
}

async function apiName(tx: Transaction, apiId: string): Promise<string> {
  const api = await tx.api.findUnique({ where: { id: apiId }, select: { name: true, draftOf: true } });
  if (!api) throw apiMissing();
  return auditName(api);
}

async function target(
  tx: Transaction,
  apiId: string,
  { id, displayName }: { id: string; displayName: string },
) {
  return {
    targetType: "operation",
    targetId: id,
    targetName: `${await apiName(tx, apiId)}: ${displayName}`,
  };
}

type StoredOperation = Prisma.OperationGetPayload<Record<string, never>>;

function summarise({ apiId, displayName, description, method, urlTemplate, ...rest }: StoredOperation) {
  const { parameters, request, responses } = rest;
  return { apiId, displayName, description, method, urlTemplate, parameters, request, responses };
}
