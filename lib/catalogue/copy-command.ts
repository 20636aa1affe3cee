import { recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { raiseRevision } from "@/lib/db/revision";
import { checkTaken, takenAsFieldError } from "./api-rules";
import type { ApiCopyInput } from "./api-schema";
import { apiMissing, type Editor, lockOwnApi, requireManager } from "./editor";
import { freeSlug, slugOf } from "./slug";
import { unversioned, type Versioning } from "./version-schema";

/**
 * Makes an API like another, with its operations and policies, under a name and suffix of its own. The copy is hidden
 * and in no product, so that nobody's key opens it yet, and its backend has the address without the credential.
 * @throws AppError not-allowed, not-found, or invalid-input naming the field
 */
export async function duplicateApi(
  { viewer, actor }: Editor,
  apiId: string,
  input: ApiCopyInput,
): Promise<{ id: string; slug: string }> {
  requireManager(viewer);
  return takenAsFieldError(input, () =>
    transact(async (tx) => {
      await lockOwnApi(tx, apiId);
      await checkTaken(tx, null, input);
      const copy = await copyApi(tx, apiId, { ...input, ...unversioned, productIds: [] });
      await recordAudit(tx, actor, {
        action: "api.duplicate",
        targetType: "api",
        targetId: copy.id,
        targetName: input.name,
        after: { copyOf: apiId, ...input },
      });
      await raiseRevision(tx, "catalogue");
      return { id: copy.id, slug: copy.slug };
    }),
  );
}

/** What a copy has of its own. */
interface CopyTerms extends ApiCopyInput, Versioning {
  productIds: readonly string[];
}

const whole = { backend: true, policy: true, operations: { include: { policy: true } } } as const;

/** Makes a hidden copy, as part of a larger change. @throws AppError not-found */
export async function copyApi(
  tx: Transaction,
  apiId: string,
  { name, suffix, productIds, ...own }: CopyTerms,
) {
  const original = await tx.api.findUnique({ where: { id: apiId }, include: whole });
  if (!original) throw apiMissing();
  const { id, slug, createdAt, updatedAt, backendId, backend, policy, operations, ...settings } = original;
  const wanted = slugOf(name, "api");
  const taken = await tx.api.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const { url, connectTimeoutMs, headersTimeoutMs, maxInFlight, resilience } = backend;
  const copy = await tx.api.create({
    data: {
      ...settings,
      ...own,
      tags: settings.tags ?? [],
      name,
      suffix,
      published: false,
      featured: false,
      slug: freeSlug(
        wanted,
        taken.map((other) => other.slug),
      ),
      products: { create: productIds.map((productId) => ({ productId })) },
      backend: {
        create: { url, connectTimeoutMs, headersTimeoutMs, maxInFlight, resilience: resilience ?? jsonNull },
      },
    },
  });
  if (policy) await copyPolicy(tx, { apiId: copy.id }, `api:${copy.id}`, policy.document);
  for (const operation of operations) {
    const { id: _, apiId: __, createdAt: ___, updatedAt: ____, policy: own, ...content } = operation;
    const made = await tx.operation.create({
      data: {
        ...content,
        apiId: copy.id,
        parameters: content.parameters ?? [],
        request: content.request ?? jsonNull,
        responses: content.responses ?? [],
      },
    });
    if (own) await copyPolicy(tx, { operationId: made.id }, `operation:${made.id}`, own.document);
  }
  return copy;
}

async function copyPolicy(
  tx: Transaction,
  owner: { apiId: string } | { operationId: string },
  id: string,
  document: unknown,
): Promise<void> {
  await tx.policy.create({ data: { id, ...owner, document: document ?? {} } });
}
