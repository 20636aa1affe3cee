import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/commands";
import { uncheckable } from "@/lib/catalogue/checkable-schemas";
import { type Editor, requireManager } from "@/lib/catalogue/editor";
import { requestSchema } from "@/lib/catalogue/operation-schema";
import { type Prisma, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { fieldError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { policySchemaMessages as text } from "@/lib/messages/en/policies-schema";
import { loadNamedValues, requireNames } from "@/lib/named-values/resolve";
import { withIdsOfTheirOwn } from "./limit-ids";
import { limits as listOfLimits } from "./limit-schema";
import { namingTexts } from "./named-texts";
import { unknownSegment } from "./rewritten";
import { emptyPolicy, type PolicyDocument, policyDocument, scopeFault } from "./schema";
import { boundTo, nameOf, type PolicyTarget, policyId } from "./targets";

/** Puts a document in place of the one there is; one that sets nothing is not kept. @throws AppError not-allowed, not-found or invalid-input */
export async function setPolicy(
  { viewer, actor }: Editor,
  target: PolicyTarget,
  document: PolicyDocument,
): Promise<void> {
  requireManager(viewer);
  const fault = scopeFault(target.scope, document);
  if (fault !== null) throw fieldError(fault.field, fault.message);
  await transact(async (tx) => {
    // Raised first: a named value cannot be deleted between the check and the commit.
    await raiseRevision(tx, "catalogue");
    requireNames(await loadNamedValues(tx, installedSecrets().seal), namingTexts(document));
    const targetName = await nameOf(tx, target);
    await checkFits(tx, target, document);
    const id = policyId(target);
    const before = await tx.policy.findUnique({ where: { id } });
    const limits = await replaceProductLimits(tx, target, document);
    await storePolicy(tx, target, {
      ...document,
      limits: limits === null ? ownLimits(before?.document, document) : [],
    });
    await recordAudit(tx, actor, {
      action: "policy.set",
      targetType: target.scope === "global" ? "policy" : target.scope,
      targetId: target.targetId,
      targetName,
      before: { document: before?.document ?? {}, ...(limits !== null && { limits }) },
      after: { document },
    });
  });
}

/**
 * A rewritten path names segments of the operation's own template, and bodies are checked against a schema that is one.
 * @throws AppError invalid-input
 */
async function checkFits(
  tx: Transaction,
  { scope, targetId }: PolicyTarget,
  { request }: PolicyDocument,
): Promise<void> {
  if (scope !== "operation") return;
  const { urlTemplate, request: body } = await tx.operation.findUniqueOrThrow({ where: { id: targetId } });
  const unknown = unknownSegment(request.rewrite, urlTemplate);
  if (unknown !== undefined) throw fieldError("request.rewrite", text.rewriteUnknown(unknown, urlTemplate));
  if (request.validateBody !== "on") return;
  const found = uncheckable(requestSchema.nullable().safeParse(body).data ?? null);
  if (found !== null) throw fieldError("request.validateBody", text.schemaUncheckable(found.fault));
}

/** A product's limits are kept with the product. Answers those there were; null at other scopes. */
async function replaceProductLimits(
  tx: Transaction,
  { scope, targetId }: PolicyTarget,
  { limits }: PolicyDocument,
): Promise<Prisma.InputJsonValue | null> {
  if (scope !== "product") return null;
  const before = await tx.product.findUniqueOrThrow({ where: { id: targetId }, select: { limits: true } });
  const stored = listOfLimits.safeParse(before.limits).data ?? [];
  await tx.product.update({ where: { id: targetId }, data: { limits: withIdsOfTheirOwn(stored, limits) } });
  return before.limits ?? [];
}

function ownLimits(before: unknown, { limits }: PolicyDocument): PolicyDocument["limits"] {
  return withIdsOfTheirOwn(policyDocument.safeParse(before).data?.limits ?? [], limits);
}

/** As part of a larger change that has checked the document. */
export async function storePolicy(
  tx: Transaction,
  target: PolicyTarget,
  document: PolicyDocument,
): Promise<void> {
  const id = policyId(target);
  if (isDeepStrictEqual(document, emptyPolicy)) await tx.policy.deleteMany({ where: { id } });
  else {
    await tx.policy.upsert({
      where: { id },
      create: { id, ...boundTo(target), document },
      update: { document },
    });
  }
}
