import { type Actor, type AuditEntry, recordAudit, recordAudits } from "@/lib/audit/commands";
import { type Editor, requireManager } from "@/lib/catalogue/editor";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError } from "@/lib/errors";
import { keepWayIn } from "@/lib/identities/provider-commands";
import { configurationMessages as text } from "@/lib/messages/en/configuration";
import { tokenMessages } from "@/lib/messages/en/tokens";
import { isNotification } from "@/lib/notifications/events-schema";
import { addedEntry, changedEntry, removedEntry } from "./audit";
import { addOperationParts, changeOperationParts, removeOperationParts, setOrders } from "./batches";
import { requireCheckableBodies } from "./check-bodies";
import type { Part, PartOf } from "./parts";
import { isWhole, type Plan, planChanges } from "./plan";
import { readConfigurationFile } from "./read-file";
import { removePart } from "./remove-parts";
import type { ConfigurationApplication, ConfigurationInput, ConfigurationReport } from "./schema";
import { type SinglePart, writePart } from "./write-parts";

/** What applying a file would change. Nothing is stored. @throws AppError not-allowed or unprocessable */
export async function previewConfiguration(
  { viewer }: Pick<Editor, "viewer">,
  { document, prune }: ConfigurationInput,
): Promise<ConfigurationReport> {
  requireManager(viewer);
  const file = readConfigurationFile(document);
  await requireCheckableBodies(file);
  return (await planChanges(db(), file, prune)).report;
}

/**
 * Makes the configuration what a file says, all of it or nothing. What the file does not name stays, unless it is to be
 * pruned. A token changes nothing in this way that it is closed to otherwise.
 * @throws AppError not-allowed, unprocessable naming lines and places, conflict, or changed-meanwhile
 */
export async function applyConfiguration(
  { viewer, actor, byToken }: Editor & { byToken: boolean },
  { document, prune, compared }: ConfigurationApplication,
): Promise<ConfigurationReport> {
  requireManager(viewer);
  const file = readConfigurationFile(document);
  await requireCheckableBodies(file);
  const work = async (tx: Transaction) => {
    // A write that changes nothing: what is compared stays as it is until the commit.
    await tx.revision.updateMany({ where: { name: "catalogue" }, data: { name: "catalogue" } });
    const plan = await planChanges(tx, file, prune);
    const { differences, version } = plan.report;
    if (differences.length === 0) return plan.report;
    if (compared !== undefined && compared !== version) {
      throw new AppError("changed-meanwhile", text.changedMeanwhile);
    }
    if (byToken) refuseToToken(plan);
    await raiseRevision(tx, "catalogue");
    await takenAsConflict(() => carryOut(tx, actor, plan));
    const count = (kind: string) => differences.filter(({ change }) => change === kind).length;
    await recordAudit(tx, actor, {
      action: "configuration.apply",
      targetType: "configuration",
      targetId: "all",
      targetName: text.title,
      after: { added: count("added"), changed: count("changed"), removed: count("removed"), prune },
    });
    return plan.report;
  };
  return transact(work, { timeoutMs: longestMs });
}

/** Thousands of operations take a second or two; a machine that has much else to do is slower. */
const longestMs = 60_000;

/** Who may open an account, and the mails whose links do, would outlive a token. @throws AppError not-allowed */
function refuseToToken(plan: Plan): void {
  const closed = touchedBy(plan).find(
    (part) =>
      (part.kind === "setting" && part.setting === "signUp") ||
      part.kind === "identity-provider" ||
      (part.kind === "notification" && !isNotification(part.event)),
  );
  if (closed) throw new AppError("not-allowed", text.refused(closed.what, tokenMessages.sessionWanted));
}

function touchedBy({ added, changed, removed }: Plan): Part[] {
  return [...added, ...changed.map(({ after }) => after), ...removed];
}

/** What goes makes room for what comes; then what is referred to comes before what refers. */
async function carryOut(tx: Transaction, actor: Actor, plan: Plan): Promise<void> {
  const { added, changed, removed } = plan;
  const going = removed.filter(isWhole(removed)).toReversed();
  for (const part of going.filter(isSingle)) await removePart(tx, actor, part);
  const entries: AuditEntry[] = [];
  const gone = await removeOperationParts(tx, going.filter(isOperation));
  entries.push(...gone.map(({ part, id }) => removedEntry(part, id)));
  const isTold = isWhole(added);
  const write = async (isWanted: (part: Part) => boolean) => {
    for (const part of added.filter(isSingle).filter(isWanted)) {
      const id = await writePart(tx, part);
      if (isTold(part)) entries.push(addedEntry(part, id));
    }
    for (const { after, changes } of changed) {
      if (isSingle(after) && isWanted(after)) {
        entries.push(changedEntry(after, await writePart(tx, after), changes));
      }
    }
  };
  await write(({ kind }) => kind !== "product");
  const changesOf = new Map(changed.map(({ after, changes }) => [after.key, changes]));
  const altered = await changeOperationParts(tx, changed.map(({ after }) => after).filter(isOperation));
  entries.push(...altered.map(({ part, id }) => changedEntry(part, id, changesOf.get(part.key) ?? [])));
  const made = await addOperationParts(tx, added.filter(isOperation));
  entries.push(...made.flatMap(({ part, id }) => (isTold(part) ? [addedEntry(part, id)] : [])));
  await write(({ kind }) => kind === "product");
  await setOrders(tx, plan);
  if (touchedBy(plan).some(({ kind }) => kind === "identity-provider")) await keepWayIn(tx);
  await recordAudits(tx, actor, entries);
}

const isOperation = (part: Part): part is PartOf<"operation"> => part.kind === "operation";
const isSingle = (part: Part): part is SinglePart => part.kind !== "operation";

/** Two that swap their names, or somebody who takes one at the same moment. */
async function takenAsConflict(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isTaken = ["name", "suffix", "slug", "version"].some((column) => isUniqueViolation(error, column));
    if (isTaken) throw new AppError("conflict", text.takenMeanwhile, { cause: error });
    throw error;
  }
}
