import { recordAudit } from "@/lib/audit/commands";
import { transact } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { raiseRevision } from "@/lib/db/revision";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { loadNamedValues, requireNames } from "@/lib/named-values/resolve";
import { namingTextsOf } from "./credential-names";
import { credentialPlace } from "./credential-place";
import type { CredentialInput } from "./credential-schema";
import { type Editor, lockOwnApi, requireManager } from "./editor";

/** The columns of a backend that hold a credential: sealed, bound to the backend's row. */
export function sealedCredential(backendId: string, credential: CredentialInput) {
  if (credential.kind === "none") {
    return {
      credentialKind: "none",
      credentialName: null,
      credentialSealed: null,
      credentialSetAt: null,
      credentialDetail: jsonNull,
      credentialExpiresAt: null,
    };
  }
  const { kind, secret, expiresAt } = credential;
  return {
    credentialKind: kind,
    credentialName: "name" in credential ? credential.name : null,
    credentialSealed: seal(secret, installedSecrets().seal, credentialPlace(backendId)),
    credentialSetAt: new Date(),
    credentialDetail:
      kind === "entra" ? { authority: credential.authority, scope: credential.scope } : jsonNull,
    credentialExpiresAt: expiresAt ? new Date(expiresAt) : null,
  };
}

/** What the audit log may say of a credential: never the secret, not even sealed. */
export function describeCredential(credential: CredentialInput) {
  const { kind } = credential;
  return {
    credentialKind: kind,
    credentialName: "name" in credential ? credential.name : null,
    ...(kind === "entra" && { authority: credential.authority, scope: credential.scope }),
  };
}

/** Stores a credential in place of the one there is; kind "none" removes it. @throws AppError */
export async function setCredential(
  { viewer, actor }: Editor,
  apiId: string,
  credential: CredentialInput,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const api = await lockOwnApi(tx, apiId);
    requireNames(await loadNamedValues(tx, installedSecrets().seal), namingTextsOf(credential));
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
