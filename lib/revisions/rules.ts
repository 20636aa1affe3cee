import { checkSchemes, checkTaken, type Installation } from "@/lib/catalogue/api-rules";
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

/** What must hold of it among all else, now that an API is to become so. @throws AppError conflict or invalid-input */
export async function checkPublishable(
  tx: Transaction,
  apiId: string,
  { before, next }: { before: Snapshot; next: Snapshot },
  installation: Installation,
): Promise<void> {
  checkWhole(next);
  if (next.settings.schemes !== before.settings.schemes) checkSchemes(next.settings.schemes, installation);
  await checkTaken(tx, apiId, next.settings);
  const policies = [next.policy, ...next.operations.map(({ policy }) => policy)];
  requireNames(
    await loadNamedValues(tx, installedSecrets().seal),
    policies.flatMap((policy) => (policy === null ? [] : namingTexts(policy))),
  );
}
