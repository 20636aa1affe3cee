import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { fieldError } from "@/lib/errors";
import { versionMessages as text } from "@/lib/messages/en/versions";
import { checkTaken, checkVersion, takenAsFieldError } from "./api-rules";
import type { ApiVersionInput } from "./api-schema";
import { copyApi } from "./copy-command";
import { type Editor, lockOwnApi, requireManager } from "./editor";
import { freeSlug } from "./slug";
import { unversioned } from "./version-schema";

/**
 * Makes the next version of an API: a hidden copy in the same products and the same set. An API without versions gets a
 * set, and the name that is given for it.
 * @throws AppError not-allowed, not-found, or invalid-input naming the field
 */
export async function addVersion(
  { viewer, actor }: Editor,
  apiId: string,
  { currentVersion, ...input }: ApiVersionInput,
): Promise<{ id: string; slug: string }> {
  requireManager(viewer);
  return takenAsFieldError(input, () =>
    transact(async (tx) => {
      const api = await lockOwnApi(tx, apiId);
      const versionSet = await setOf(tx, actor, api, currentVersion);
      await checkTaken(tx, null, input);
      const versioning = { ...unversioned, versionSet, version: input.version };
      await checkVersion(tx, null, versioning);
      const products = await tx.productApi.findMany({ where: { apiId }, select: { productId: true } });
      const productIds = products.map(({ productId }) => productId);
      const { name, suffix } = input;
      const made = await copyApi(tx, apiId, { name, suffix, ...versioning, productIds });
      await recordAudit(tx, actor, {
        action: "api.version",
        targetType: "api",
        targetId: made.id,
        targetName: name,
        after: { versionOf: apiId, versionSet, ...input, productIds },
      });
      await raiseRevision(tx, "catalogue");
      return { id: made.id, slug: made.slug };
    }),
  );
}

interface Versioned {
  id: string;
  slug: string;
  name: string;
  versionSet: string | null;
  version: string | null;
}

/** The key of an API's set; one that is in none begins one. */
async function setOf(
  tx: Transaction,
  actor: Actor,
  api: Versioned,
  currentVersion: string | undefined,
): Promise<string> {
  const { id, name, slug } = api;
  if (api.versionSet !== null) {
    if (currentVersion === undefined || currentVersion === api.version) return api.versionSet;
    throw fieldError("currentVersion", text.namedAlready(api.version ?? ""));
  }
  if (currentVersion === undefined) throw fieldError("currentVersion", text.versionMissing);
  const taken = await tx.api.findMany({
    where: { versionSet: { startsWith: slug } },
    select: { versionSet: true },
  });
  const versionSet = freeSlug(
    slug,
    taken.map((other) => other.versionSet ?? ""),
  );
  await tx.api.update({ where: { id }, data: { versionSet, version: currentVersion } });
  await recordAudit(tx, actor, {
    action: "api.version",
    targetType: "api",
    targetId: id,
    targetName: name,
    before: { versionSet: null, version: null },
    after: { versionSet, version: currentVersion },
  });
  return versionSet;
}
