import { recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { loadNamedValues, requireNames } from "@/lib/named-values/resolve";
import type { CredentialInput } from "./api-schema";
import { credentialPlace } from "./credential-place";
import { apiMissing, type Editor, lockApi, requireManager } from "./editor";

/** The columns of a backend that hold a credential: sealed, bound to the backend's row. */
export function sealedCredential(backendId: string, credential: CredentialInput) {
  if (credential.kind === "none") {
    return {
      credentialKind: "none",
      credentialName: null,
      credentialSealed: null,
      credentialSetAt: null,
    };
  }
  return {
    credentialKind: credential.kind,
    credentialName: "name" in credential ? credential.name : null,
    credentialSealed: seal(credential.secret, installedSecrets().seal, credentialPlace(backendId)),
    credentialSetAt: new Date(),
  };
}

/** What the audit log may say of a credential: never the secret, not even sealed. */
export function describeCredential(credential: CredentialInput) {
  return { credentialKind: credential.kind, credentialName: "name" in credential ? credential.name : null };
}

/** Stores a credential in place of the one there is; kind "none" removes it. @throws AppError */
export async function setCredential(
  { viewer, actor }: Editor,
  apiId: string,
  credential: CredentialInput,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    await lockApi(tx, apiId);
    const secret = credential.kind === "none" ? "" : credential.secret;
    requireNames(await loadNamedValues(tx, installedSecrets().seal), [{ field: "secret", text: secret }]);
    const api = await findBackend(tx, apiId);
    await tx.backend.update({
      where: { id: api.backend.id },
      data: sealedCredential(api.backend.id, credential),
    });
    const { credentialKind, credentialName } = api.backend;
    await recordAudit(tx, actor, {
      action: credential.kind === "none" ? "credential.remove" : "credential.set",
      targetType: "api",
      targetId: apiId,
      targetName: api.name,
      before: { credentialKind, credentialName },
      after: describeCredential(credential),
    });
    await raiseRevision(tx, "catalogue");
  });
}

async function findBackend(tx: Transaction, apiId: string) {
  const api = await tx.api.findUnique({ where: { id: apiId }, select: { name: true, backend: true } });
  if (!api) throw apiMissing();
  return api;
}
