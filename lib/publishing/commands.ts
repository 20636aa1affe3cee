import { recordAudit } from "@/lib/audit/commands";
import { createApi, type Editor } from "@/lib/catalogue/commands";
import { lockApi, requireManager } from "@/lib/catalogue/editor";
import { addOperations, changeOperations } from "@/lib/catalogue/operation-batch";
import { readWholeOperations } from "@/lib/catalogue/operation-queries";
import { apiChanges, apiInput } from "@/lib/catalogue/schema";
import { freeSlug, slugOf } from "@/lib/catalogue/slug";
import { followTemplate } from "@/lib/catalogue/template-parameters";
import { db, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { versionOfState } from "@/lib/editing/editable";
import { AppError } from "@/lib/errors";
import { publishingMessages as text } from "@/lib/messages/en/publishing";
import { type Comparison, compareOperations } from "./compare";
import type { ApiDraft } from "./draft";
import type {
  OperationLine,
  PublishInput,
  PublishPreview,
  ReimportApplication,
  ReimportPreview,
} from "./schema";

const longestList = 200;

/** What a draft would become, with a suffix that is free. */
export async function previewDraft(
  { viewer }: Pick<Editor, "viewer">,
  draft: ApiDraft,
): Promise<PublishPreview> {
  requireManager(viewer);
  const taken = await db().api.findMany({ select: { suffix: true } });
  const settings = settingsOf(draft);
  return {
    name: draft.name,
    suffix: freeSlug(
      settings.suffix ?? slugOf(draft.name, "api"),
      taken.map(({ suffix }) => suffix),
    ),
    webServiceUrl: draft.webServiceUrl,
    operations: draft.operations.slice(0, longestList).map(lineOf),
    operationCount: draft.operations.length,
    notes: draft.notes,
    trial: draft.trial,
    hasCredential: draft.credential !== null,
  };
}

/** What a document of ours says of the API; a document may say anything. */
function settingsOf({ settings }: ApiDraft) {
  const { suffix, schemes, keyHeader, keyQuery, requiresSubscription } = settings ?? {};
  const given = Object.entries({ suffix, schemes, keyHeader, keyQuery, requiresSubscription });
  return (
    apiChanges.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined))).data ?? {}
  );
}

/** Stores a draft as an API with its operations and its credential, sealed. @throws AppError not-allowed or invalid-input */
export function publishDraft(editor: Editor, draft: ApiDraft, { source: _, ...chosen }: PublishInput) {
  const input = apiInput.parse({
    ...settingsOf(draft),
    summary: draft.summary,
    description: draft.description,
    tags: draft.tags,
    ...chosen,
    ...(draft.credential && { credential: draft.credential }),
  });
  return createApi(editor, input, undefined, draft.operations);
}

/** What a document would change in an API. @throws AppError not-allowed */
export async function previewReimport(
  { viewer }: Pick<Editor, "viewer">,
  apiId: string,
  draft: ApiDraft,
): Promise<ReimportPreview> {
  requireManager(viewer);
  const comparison = await compareWith(db(), apiId, draft);
  const { added, changed, removed, unchanged } = comparison;
  return {
    added: added.map(lineOf),
    changed: changed.map(({ after, parts }) => ({ ...lineOf(after), parts })),
    removed: removed.map(lineOf),
    unchanged: unchanged.length,
    notes: draft.notes,
    version: outcomeOf(comparison),
  };
}

/** What a comparison comes to, with all that its operations hold. */
function outcomeOf({ added, changed, removed }: Comparison<WholeOperation>): string {
  return versionOfState({ added, changed, removed });
}

/**
 * Brings an API's operations to what a document says, in one transaction.
 * @throws AppError not-allowed, not-found, invalid-input, or changed-meanwhile where another comparison is named
 */
export async function reimport(
  { viewer, actor }: Editor,
  apiId: string,
  draft: ApiDraft,
  { removeMissing, compared }: Pick<ReimportApplication, "removeMissing" | "compared">,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await raiseRevision(tx, "catalogue");
    await lockApi(tx, apiId);
    const comparison = await compareWith(tx, apiId, draft);
    if (compared !== undefined && compared !== outcomeOf(comparison)) {
      throw new AppError("changed-meanwhile", text.changedMeanwhile);
    }
    const { added, changed, removed } = comparison;
    if (removeMissing) await tx.operation.deleteMany({ where: { id: { in: removed.map(({ id }) => id) } } });
    await changeOperations(
      tx,
      apiId,
      changed.map(({ before, after }) => ({ id: before.id, operation: after })),
    );
    await addOperations(tx, apiId, added);
    const api = await tx.api.findUniqueOrThrow({ where: { id: apiId }, select: { name: true } });
    await recordAudit(tx, actor, {
      action: "api.import",
      targetType: "api",
      targetId: apiId,
      targetName: api.name,
      after: summary(comparison, removeMissing),
    });
  });
}

type WholeOperation = Awaited<ReturnType<typeof readWholeOperations>>[number];

/** The stored operations follow their templates; so must the document's, to be compared. */
async function compareWith(
  client: Parameters<typeof readWholeOperations>[0],
  apiId: string,
  { operations }: ApiDraft,
): Promise<Comparison<WholeOperation>> {
  const wanted = operations.map((one) => ({
    ...one,
    parameters: followTemplate(one.urlTemplate, one.parameters),
  }));
  return compareOperations(await readWholeOperations(client, apiId), wanted);
}

function summary({ added, changed, removed, unchanged }: Comparison<WholeOperation>, removeMissing: boolean) {
  const names = (list: readonly OperationLine[]) => list.slice(0, longestList).map((one) => one.displayName);
  return {
    added: names(added),
    changed: names(changed.map(({ after }) => after)),
    removed: removeMissing ? names(removed) : [],
    unchanged: unchanged.length,
  };
}

function lineOf({ method, urlTemplate, displayName }: OperationLine): OperationLine {
  return { method, urlTemplate, displayName };
}
