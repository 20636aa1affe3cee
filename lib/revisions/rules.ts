import { setImmediate as nextTurn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { checkSchemes, checkTaken, type Installation } from "@/lib/catalogue/api-rules";
import { uncheckable } from "@/lib/catalogue/checkable-schemas";
import { takesInQuery } from "@/lib/catalogue/url-template";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { revisionMessages as text } from "@/lib/messages/en/revisions";
import { loadNamedValues, requireNames } from "@/lib/named-values/resolve";
import { namingTexts } from "@/lib/policies/named-texts";
import { unknownSegment } from "@/lib/policies/rewritten";
import { callsOf } from "@/lib/publishing/compare";
import type { Snapshot } from "./snapshot";

/** What must hold of a state in itself, whatever it was put together from. @throws AppError conflict */
export function checkWhole({ settings, operations }: Snapshot): void {
  const byCalls = new Map<string, string>();
  for (const operation of operations) {
    const { displayName, urlTemplate, policy } = operation;
    const other = byCalls.get(callsOf(operation));
    if (other !== undefined) throw new AppError("conflict", text.sameCalls(displayName, other));
    byCalls.set(callsOf(operation), displayName);
    if (takesInQuery(urlTemplate, settings.keyQuery)) {
      throw new AppError("conflict", text.takesKey(displayName, settings.keyQuery));
    }
    const segment = unknownSegment(policy?.request.rewrite ?? "", urlTemplate);
    if (segment !== undefined) throw new AppError("conflict", text.losesSegment(displayName, segment));
  }
}

/**
 * Checks of bodies that are new, or are to be made against another schema, must be such as can be made; with a turn of
 * the loop after each schema, which takes milliseconds to read.
 * @throws AppError conflict
 */
export async function checkBodies(before: Snapshot, next: Snapshot): Promise<void> {
  const old = new Map(before.operations.map((operation) => [operation.id, operation]));
  for (const { id, displayName, policy, request } of next.operations) {
    if (policy?.request.validateBody !== "on") continue;
    const was = old.get(id);
    const isNew = was?.policy?.request.validateBody !== "on" || !isDeepStrictEqual(was.request, request);
    if (!isNew) continue;
    const found = uncheckable(request);
    if (found !== null) throw new AppError("conflict", text.uncheckable(displayName, found.fault));
    await nextTurn();
  }
}

/** What must hold of it among all else, now that an API is to become so. @throws AppError conflict or invalid-input */
export async function checkPublishable(
  tx: Transaction,
  apiId: string,
  { before, next }: { before: Snapshot; next: Snapshot },
  installation: Installation,
): Promise<void> {
  checkWhole(next);
  await checkBodies(before, next);
  if (next.settings.schemes !== before.settings.schemes) checkSchemes(next.settings.schemes, installation);
  await checkTaken(tx, apiId, next.settings);
  const policies = [next.policy, ...next.operations.map(({ policy }) => policy)];
  requireNames(
    await loadNamedValues(tx, installedSecrets().seal),
    policies.flatMap((policy) => (policy === null ? [] : namingTexts(policy))),
  );
}
