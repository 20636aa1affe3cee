import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/commands";
import { type Installation, takenAsFieldError } from "@/lib/catalogue/api-rules";
import { type Editor, lockApi, lockOwnApi, requireManager } from "@/lib/catalogue/editor";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { applySnapshot } from "./apply";
import { listDifferences } from "./differences";
import { mergeSnapshots } from "./merge";
import { checkBodies, checkPublishable, checkWhole } from "./rules";
import type { PublishRevisionInput } from "./schema";
import { readSnapshot, type Snapshot, snapshotSchema } from "./snapshot";

/** Begins a draft: a hidden copy of what the API is, changed like the API itself. @throws AppError not-allowed, not-found, or conflict where there is one */
export async function startDraft({ viewer, actor }: Editor, apiId: string): Promise<{ id: string }> {
  requireManager(viewer);
  return transact(async (tx) => {
    const api = await lockOwnApi(tx, apiId);
    if (await tx.api.findFirst({ where: { draftOf: apiId } }))
      throw new AppError("conflict", text.draftThere);
    const live = await readSnapshot(tx, apiId);
    const draftBase = await keepState(tx, apiId, live, actor.name);
    const { slug, backendId } = api;
    const hidden = { published: false, featured: false };
    const { id } = await tx.api.create({
      data: { ...live.settings, ...hidden, slug, backendId, draftOf: apiId, draftBase },
    });
    await applySnapshot(tx, { apiId: id, isDraft: true }, live);
    await recordAudit(tx, actor, {
      action: "revision.start",
      ...targetOf(api),
      after: { fromRevision: draftBase },
    });
    return { id };
  });
}

/** Takes what was changed in the API since the draft began into the draft. @throws AppError not-allowed, not-found or conflict */
export async function refreshDraft({ viewer, actor }: Editor, apiId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const api = await lockOwnApi(tx, apiId);
    const draft = await lockDraft(tx, apiId);
    const live = await readSnapshot(tx, apiId);
    const base = await readRevision(tx, apiId, draft.base);
    const drafted = await readSnapshot(tx, draft.id);
    const merged = mergeSnapshots(base, drafted, live);
    checkWhole(merged);
    await checkBodies(drafted, merged);
    await applySnapshot(tx, { apiId: draft.id, isDraft: true }, merged);
    const draftBase = await keepState(tx, apiId, live, actor.name);
    await tx.api.update({ where: { id: draft.id }, data: { draftBase } });
    await recordAudit(tx, actor, {
      action: "revision.refresh",
      ...targetOf(api),
      before: { fromRevision: draft.base },
      after: { fromRevision: draftBase },
    });
  });
}

/** @throws AppError not-allowed or not-found */
export async function discardDraft({ viewer, actor }: Editor, apiId: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const api = await lockOwnApi(tx, apiId);
    const draft = await lockDraft(tx, apiId);
    const changes = changesOf(await readSnapshot(tx, apiId), await readSnapshot(tx, draft.id));
    await tx.api.delete({ where: { id: draft.id } });
    await recordAudit(tx, actor, { action: "revision.discard", ...targetOf(api), before: { changes } });
  });
}

/**
 * Makes the API what its draft is; the draft is gone. What is published is what was tested: where the API was changed
 * since the draft began, those changes must be taken into the draft first.
 * @throws AppError not-allowed, not-found, invalid-input or conflict
 */
export async function publishDraft(
  { viewer, actor }: Editor,
  apiId: string,
  { note }: PublishRevisionInput,
  installation: Installation = env(),
): Promise<{ number: number }> {
  requireManager(viewer);
  return takenAsFieldError({}, () =>
    transact(async (tx) => {
      // Raised first: a named value cannot be deleted between the check and the commit.
      await raiseRevision(tx, "catalogue");
      const api = await lockOwnApi(tx, apiId);
      const draft = await lockDraft(tx, apiId);
      const [before, next] = [await readSnapshot(tx, apiId), await readSnapshot(tx, draft.id)];
      if (!isDeepStrictEqual(before, await readRevision(tx, apiId, draft.base))) {
        throw new AppError("conflict", text.liveMoved);
      }
      if (isDeepStrictEqual(before, next)) throw new AppError("conflict", text.nothingChanged);
      await checkPublishable(tx, apiId, { before, next }, installation);
      // Its operations' ids are free again for those that it added.
      await tx.api.delete({ where: { id: draft.id } });
      await applySnapshot(tx, { apiId, isDraft: false }, next);
      const number = await addRevision(tx, apiId, next, { note, actorName: actor.name });
      await recordAudit(tx, actor, {
        action: "revision.publish",
        ...targetOf(api),
        before: { revision: draft.base },
        after: { revision: number, note, changes: changesOf(before, next) },
      });
      return { number };
    }),
  );
}

/** Publishes the state of an earlier revision once more. @throws AppError not-allowed, not-found, invalid-input or conflict */
export async function rollBack(
  { viewer, actor }: Editor,
  { apiId, number: restored }: { apiId: string; number: number },
  { note }: PublishRevisionInput,
  installation: Installation = env(),
): Promise<{ number: number }> {
  requireManager(viewer);
  return takenAsFieldError({}, () =>
    transact(async (tx) => {
      await raiseRevision(tx, "catalogue");
      const api = await lockOwnApi(tx, apiId);
      const [before, next] = [await readSnapshot(tx, apiId), await readRevision(tx, apiId, restored)];
      if (isDeepStrictEqual(before, next)) throw new AppError("conflict", text.alreadySo(restored));
      await checkPublishable(tx, apiId, { before, next }, installation);
      await keepState(tx, apiId, before, actor.name);
      await applySnapshot(tx, { apiId, isDraft: false }, next);
      const number = await addRevision(tx, apiId, next, { note, restored, actorName: actor.name });
      await recordAudit(tx, actor, {
        action: "revision.publish",
        ...targetOf(api),
        after: { revision: number, note, restored, changes: changesOf(before, next) },
      });
      return { number };
    }),
  );
}

interface Publication {
  note: string | null;
  restored?: number;
  actorName: string;
}

async function addRevision(
  tx: Transaction,
  apiId: string,
  snapshot: Snapshot,
  publication: Publication,
): Promise<number> {
  const last = await tx.apiRevision.aggregate({ where: { apiId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  await tx.apiRevision.create({ data: { apiId, number, snapshot, ...publication } });
  return number;
}

/** Keeps what an API is, unless its last revision is that already: nothing that was live is lost. Answers its number. */
async function keepState(tx: Transaction, apiId: string, live: Snapshot, actorName: string): Promise<number> {
  const last = await tx.apiRevision.findFirst({ where: { apiId }, orderBy: { number: "desc" } });
  if (last && isDeepStrictEqual(snapshotSchema.parse(last.snapshot), live)) return last.number;
  return addRevision(tx, apiId, live, { note: null, actorName });
}

async function readRevision(tx: Transaction, apiId: string, number: number): Promise<Snapshot> {
  const found = await tx.apiRevision.findUnique({ where: { apiId_number: { apiId, number } } });
  if (!found) throw new AppError("not-found", text.revisionMissing);
  return snapshotSchema.parse(found.snapshot);
}

async function lockDraft(tx: Transaction, apiId: string): Promise<{ id: string; base: number }> {
  const draft = await tx.api.findFirst({ where: { draftOf: apiId }, select: { id: true, draftBase: true } });
  if (!draft || draft.draftBase === null) throw new AppError("not-found", text.draftMissing);
  await lockApi(tx, draft.id);
  return { id: draft.id, base: draft.draftBase };
}

function targetOf({ id, name }: { id: string; name: string }) {
  return { targetType: "api", targetId: id, targetName: name };
}

/** As the audit log keeps it: what was changed, not each text. */
function changesOf(before: Snapshot, next: Snapshot): string[] {
  return listDifferences(before, next).map(({ subject, change, parts }) =>
    text.auditLine(
      subject,
      change,
      parts.map(({ name }) => name),
    ),
  );
}
