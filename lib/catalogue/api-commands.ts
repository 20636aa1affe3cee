import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Prisma, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";
import { loadNamedValues } from "@/lib/named-values/resolve";
import {
  checkCredentialStays,
  checkDrafted,
  checkKeyQuery,
  checkNames,
  checkProducts,
  checkSchemes,
  checkTaken,
  checkVersion,
  type Installation,
  takenAsFieldError,
} from "./api-rules";
import type { ApiChanges, ApiInput } from "./api-schema";
import { describeCredential, sealedCredential } from "./credential-commands";
import { apiMissing, auditName, type Editor, lockApi, lockOwnApi, requireManager } from "./editor";
import { addOperations } from "./operation-batch";
import type { OperationInput } from "./operation-schema";
import { freeSlug, slugOf } from "./slug";
import { versionColumns } from "./version-schema";

const apiColumns = [
  "name",
  "summary",
  "description",
  "suffix",
  "schemes",
  "tags",
  "published",
  "featured",
  "requiresSubscription",
  "keyHeader",
  "keyQuery",
  "acceptsForeignJobs",
  ...versionColumns,
] as const satisfies (keyof ApiInput)[];

const backendColumns = ["connectTimeoutMs", "headersTimeoutMs"] as const satisfies (keyof ApiInput)[];

/** Creates an API with its backend, and operations where it comes with some. @throws AppError not-allowed or invalid-input */
export async function createApi(
  editor: Editor,
  input: ApiInput,
  installation: Installation = env(),
  operations: readonly OperationInput[] = [],
): Promise<{ id: string; slug: string }> {
  requireManager(editor.viewer);
  checkSchemes(input.schemes, installation);
  return takenAsFieldError(input, () => transact((tx) => createApiIn(tx, editor, input, operations)));
}

/** The same as part of a larger change. */
async function createApiIn(
  tx: Transaction,
  { actor }: Editor,
  input: ApiInput,
  operations: readonly OperationInput[],
): Promise<{ id: string; slug: string }> {
  // Raised first: a named value cannot be deleted between the check and the commit.
  await raiseRevision(tx, "catalogue");
  await checkTaken(tx, null, input);
  await checkVersion(tx, null, input);
  await checkProducts(tx, input.productIds);
  checkNames(input, await loadNamedValues(tx, installedSecrets().seal));
  const slug = slugOf(input.name, "api");
  const taken = await tx.api.findMany({ where: { slug: { startsWith: slug } }, select: { slug: true } });
  const backend = await tx.backend.create({
    data: { url: input.webServiceUrl, ...pick(input, backendColumns) },
  });
  if (input.credential) {
    const data = sealedCredential(backend.id, input.credential);
    await tx.backend.update({ where: { id: backend.id }, data });
  }
  const api = await tx.api.create({
    data: {
      ...pick(input, apiColumns),
      slug: freeSlug(
        slug,
        taken.map((other) => other.slug),
      ),
      backendId: backend.id,
      products: { create: input.productIds.map((productId) => ({ productId })) },
    },
  });
  await addOperations(tx, api.id, operations);
  await recordAudit(tx, actor, {
    action: "api.create",
    targetType: "api",
    targetId: api.id,
    targetName: api.name,
    after: { ...auditable(input), ...(operations.length > 0 && { operations: operations.length }) },
  });
  return { id: api.id, slug: api.slug };
}

/**
 * Changes some of an API; what is left out stays. The slug stays too: links to the portal's pages keep working.
 * @throws AppError not-allowed, not-found or invalid-input
 */
export async function updateApi(
  { viewer, actor }: Editor,
  apiId: string,
  changes: ApiChanges,
  installation: Installation = env(),
): Promise<void> {
  requireManager(viewer);
  await takenAsFieldError(changes, () =>
    transact(async (tx) => {
      await raiseRevision(tx, "catalogue");
      await lockApi(tx, apiId);
      const before = await findForChange(tx, apiId);
      if (before.draftOf !== "") checkDrafted(changes);
      if (changes.schemes !== before.schemes) checkSchemes(changes.schemes, installation);
      await checkTaken(tx, before.draftOf || apiId, changes);
      await checkVersion(tx, apiId, { ...pick(before, versionColumns), ...pick(changes, versionColumns) });
      if (changes.productIds) await checkProducts(tx, changes.productIds);
      const values = await loadNamedValues(tx, installedSecrets().seal);
      checkNames(changes, values);
      checkCredentialStays(before.backend, changes, values);
      if (changes.keyQuery !== undefined) await checkKeyQuery(tx, apiId, changes.keyQuery);
      await tx.backend.update({
        where: { id: before.backend.id },
        data: {
          ...pick(changes, backendColumns),
          ...(changes.webServiceUrl !== undefined && { url: changes.webServiceUrl }),
          ...(changes.credential && sealedCredential(before.backend.id, changes.credential)),
        },
      });
      const api = await tx.api.update({ where: { id: apiId }, data: pick(changes, apiColumns) });
      if (changes.productIds) await setProducts(tx, apiId, changes.productIds);
      await recordAudit(tx, actor, {
        action: "api.update",
        targetType: "api",
        targetId: apiId,
        targetName: auditName(api),
        before: onlyOf(changes, stateOf(before)),
        after: auditable(changes),
      });
    }),
  );
}

/** Deletes an API with its operations and its backend; products lose it, calls in the log stay. @throws AppError */
export async function deleteApi({ viewer, actor }: Editor, apiId: string): Promise<void> {
  requireManager(viewer);
  await transact((tx) => deleteApiIn(tx, actor, apiId));
}

/** The same as part of a larger change. @throws AppError not-found */
export async function deleteApiIn(tx: Transaction, actor: Actor, apiId: string): Promise<void> {
  await lockOwnApi(tx, apiId);
  const before = await findForChange(tx, apiId);
  const operations = await tx.operation.count({ where: { apiId } });
  await tx.api.deleteMany({ where: { OR: [{ id: apiId }, { draftOf: apiId }] } });
  await tx.backend.deleteMany({ where: { id: before.backend.id, apis: { none: {} } } });
  await recordAudit(tx, actor, {
    action: "api.delete",
    targetType: "api",
    targetId: apiId,
    targetName: before.name,
    before: { ...stateOf(before), operations },
  });
  await raiseRevision(tx, "catalogue");
}

const changeInclude = { backend: true, products: true } satisfies Prisma.ApiInclude;
type StoredApi = Prisma.ApiGetPayload<{ include: typeof changeInclude }>;

async function findForChange(tx: Transaction, apiId: string): Promise<StoredApi> {
  const api = await tx.api.findUnique({ where: { id: apiId }, include: changeInclude });
  if (!api) throw apiMissing();
  return api;
}

async function setProducts(tx: Transaction, apiId: string, productIds: readonly string[]): Promise<void> {
  await tx.productApi.deleteMany({ where: { apiId } });
  await tx.productApi.createMany({
    data: [...new Set(productIds)].map((productId) => ({ apiId, productId })),
  });
}

/** What of an API stands in its own row. */
export function ownColumns<Source extends Record<(typeof apiColumns)[number], unknown>>(source: Source) {
  return pick(source, apiColumns);
}

function pick<Source extends object, Key extends keyof Source>(
  source: Source,
  keys: readonly Key[],
): Pick<Source, Key> {
  const entries = keys.flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]]));
  // Exactly the keys asked for, where the source has them.
  return Object.fromEntries(entries) as Pick<Source, Key>;
}

/** Input as the audit log keeps it: the credential without its secret. */
function auditable({ credential, ...rest }: ApiChanges): Prisma.InputJsonObject {
  return { ...rest, ...(credential && describeCredential(credential)) };
}

function stateOf({ backend, products, ...api }: StoredApi): Prisma.InputJsonObject {
  return {
    ...pick(
      api,
      apiColumns.filter((column) => column !== "tags"),
    ),
    tags: api.tags,
    ...pick(backend, [...backendColumns, "credentialKind", "credentialName"]),
    webServiceUrl: backend.url,
    productIds: products.map(({ productId }) => productId),
  };
}

/** Of the state before, what the changes are about. */
function onlyOf(changes: ApiChanges, before: Prisma.InputJsonObject): Prisma.InputJsonObject {
  const changed = Object.keys(auditable(changes));
  return Object.fromEntries(Object.entries(before).filter(([key]) => changed.includes(key)));
}
