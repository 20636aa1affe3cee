import { recordAudit } from "@/lib/audit/commands";
import { type Prisma, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { AppError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { loadNamedValues } from "@/lib/named-values/resolve";
import { checkCredentialStays, checkNames } from "./api-rules";
import type { BackendChanges, BackendInput, ResilienceInput } from "./backend-schema";
import { describeCredential, sealedCredential } from "./credential-commands";
import { backendMissing, type Editor, lockOwnApi, requireManager } from "./editor";

/** Changes of an API's backends: its own, and those that its calls are spread over beside it. */

/** @throws AppError not-allowed, not-found or invalid-input */
export async function addBackend(
  { viewer, actor }: Editor,
  apiId: string,
  { webServiceUrl: url, credential, ...columns }: BackendInput,
): Promise<{ id: string }> {
  requireManager(viewer);
  return transact(async (tx) => {
    const api = await beginChange(tx, apiId);
    checkNames({ webServiceUrl: url, credential }, await loadNamedValues(tx, installedSecrets().seal));
    const { id } = await tx.backend.create({ data: { url, ...columns, poolApiId: apiId } });
    if (credential) await tx.backend.update({ where: { id }, data: sealedCredential(id, credential) });
    await recordAudit(tx, actor, {
      action: "backend.add",
      targetType: "api",
      targetId: apiId,
      targetName: api.name,
      after: auditable({ webServiceUrl: url, credential, ...columns }),
    });
    return { id };
  });
}

/** Changes some of a backend; what is left out stays. @throws AppError not-allowed, not-found or invalid-input */
export async function updateBackend(
  { viewer, actor }: Editor,
  apiId: string,
  backendId: string,
  changes: BackendChanges,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const api = await beginChange(tx, apiId);
    const before = await findBackend(tx, apiId, backendId);
    const values = await loadNamedValues(tx, installedSecrets().seal);
    checkNames(changes, values);
    checkCredentialStays(before, changes, values);
    const { webServiceUrl, credential, ...columns } = changes;
    await tx.backend.update({
      where: { id: backendId },
      data: {
        ...columns,
        ...(webServiceUrl !== undefined && { url: webServiceUrl }),
        ...(credential && sealedCredential(backendId, credential)),
      },
    });
    const { url, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority } = before;
    const { credentialKind, credentialName } = before;
    const state = { connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority };
    await recordAudit(tx, actor, {
      action: "backend.update",
      targetType: "api",
      targetId: apiId,
      targetName: api.name,
      before: { webServiceUrl: url, ...state, credentialKind, credentialName },
      after: auditable(changes),
    });
  });
}

/** Takes a backend out of an API's pool. @throws AppError not-allowed, not-found, or conflict for the API's own */
export async function removeBackend(
  { viewer, actor }: Editor,
  apiId: string,
  backendId: string,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const api = await beginChange(tx, apiId);
    const { url, poolApiId } = await findBackend(tx, apiId, backendId);
    if (poolApiId === null) throw new AppError("conflict", text.lastBackend);
    await tx.backend.delete({ where: { id: backendId } });
    await recordAudit(tx, actor, {
      action: "backend.remove",
      targetType: "api",
      targetId: apiId,
      targetName: api.name,
      before: { webServiceUrl: url },
    });
  });
}

/** @throws AppError not-allowed or not-found */
export async function setResilience(
  { viewer, actor }: Editor,
  apiId: string,
  resilience: ResilienceInput,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const { name, backend } = await beginChange(tx, apiId);
    await tx.backend.update({ where: { id: backend.id }, data: { resilience } });
    await recordAudit(tx, actor, {
      action: "backend.resilience",
      targetType: "api",
      targetId: apiId,
      targetName: name,
      before: { resilience: backend.resilience },
      after: { resilience },
    });
  });
}

/** What every change of a backend begins with: the revision is raised, the API's row is taken. @throws AppError not-found */
export async function beginChange(tx: Transaction, apiId: string) {
  await raiseRevision(tx, "catalogue");
  return lockOwnApi(tx, apiId);
}

/** A backend of the API: its own, or one of its pool. @throws AppError not-found */
export async function findBackend(tx: Transaction, apiId: string, backendId: string) {
  const found = await tx.backend.findFirst({
    where: { id: backendId, OR: [{ poolApiId: apiId }, { apis: { some: { id: apiId } } }] },
  });
  if (!found) throw backendMissing();
  return found;
}

/** Input as the audit log keeps it: the credential without its secret. */
function auditable({ credential, ...rest }: BackendChanges): Prisma.InputJsonObject {
  return { ...rest, ...(credential && describeCredential(credential)) };
}
