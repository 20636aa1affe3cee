import { recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { AppError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { seal, unseal } from "@/lib/keys/seal";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { loadNamedValues } from "@/lib/named-values/resolve";
import { checkNames } from "./api-rules";
import { beginChange, findBackend } from "./backend-commands";
import { describeCredential, sealedCredential } from "./credential-commands";
import { credentialPlace, nextCredentialPlace } from "./credential-place";
import type { NextCredentialInput, RotationStep } from "./credential-schema";
import { type Editor, requireManager } from "./editor";

/** Replacing a backend's credential while both are good: the next one is stored, taken into use, and the old one goes. */

const none = {
  nextKind: null,
  nextName: null,
  nextSealed: null,
  nextSetAt: null,
  nextDetail: jsonNull,
  nextExpiresAt: null,
  nextFrom: null,
};

/** Stores the credential that takes over, in place of any that waits. @throws AppError */
export async function setNextCredential(
  { viewer, actor }: Editor,
  apiId: string,
  backendId: string,
  { credential, from }: NextCredentialInput,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const { name } = await beginChange(tx, apiId);
    await findBackend(tx, apiId, backendId);
    checkNames({ credential }, await loadNamedValues(tx, installedSecrets().seal));
    const columns = sealedCredential(backendId, credential);
    const secret = credential.kind === "none" ? "" : credential.secret;
    await tx.backend.update({
      where: { id: backendId },
      data: {
        nextKind: columns.credentialKind,
        nextName: columns.credentialName,
        nextSealed: seal(secret, installedSecrets().seal, nextCredentialPlace(backendId)),
        nextSetAt: columns.credentialSetAt,
        nextDetail: columns.credentialDetail,
        nextExpiresAt: columns.credentialExpiresAt,
        nextFrom: from === null ? null : new Date(from),
      },
    });
    await recordAudit(tx, actor, {
      action: "credential.next",
      targetType: "api",
      targetId: apiId,
      targetName: name,
      after: { ...describeCredential(credential), from },
    });
  });
}

/** @throws AppError not-allowed, or not-found where no credential waits */
export async function stepRotation(
  { viewer, actor }: Editor,
  apiId: string,
  backendId: string,
  step: RotationStep,
): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const { name } = await beginChange(tx, apiId);
    const backend = await findBackend(tx, apiId, backendId);
    if (backend.nextSealed === null) throw new AppError("not-found", text.nextMissing);
    const data = changesOf(step, { ...backend, nextSealed: backend.nextSealed });
    await tx.backend.update({ where: { id: backendId }, data });
    await recordAudit(tx, actor, {
      action: `credential.${step}`,
      targetType: "api",
      targetId: apiId,
      targetName: name,
      before: { credentialKind: backend.credentialKind, nextKind: backend.nextKind },
    });
  });
}

type Waiting = Awaited<ReturnType<typeof findBackend>> & { nextSealed: string };

function changesOf(
  step: RotationStep,
  backend: Waiting,
): Parameters<Transaction["backend"]["update"]>[0]["data"] {
  if (step === "switch") return { nextFrom: new Date() };
  if (step === "cancel") return none;
  const { id, nextKind, nextName, nextSealed, nextSetAt, nextDetail, nextExpiresAt } = backend;
  // Sealed anew: what is sealed for one place does not open in another.
  const secret = unseal(nextSealed, installedSecrets().seal, nextCredentialPlace(id));
  return {
    ...none,
    credentialKind: nextKind ?? "none",
    credentialName: nextName,
    credentialSealed: seal(secret, installedSecrets().seal, credentialPlace(id)),
    credentialSetAt: nextSetAt,
    credentialDetail: nextDetail ?? jsonNull,
    credentialExpiresAt: nextExpiresAt,
  };
}
