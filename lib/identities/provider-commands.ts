import { type Actor, recordAudit } from "@/lib/audit/commands";
import { type Transaction, transact } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, fieldError } from "@/lib/errors";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { requireSettingsAdmin, type SettingsViewer } from "@/lib/settings/store";
import { takeAdministrators } from "@/lib/users/take-commands";
import { discover, issuerUrl } from "./discovery";
import { isAllowedUrl } from "./outgoing";
import type { ProviderChange, ProviderInput } from "./schema";
import { providerSecretPlace } from "./secret-place";

interface Editor {
  viewer: SettingsViewer;
  actor: Actor;
}

/** What the audit log may say: never the secret. */
const auditable = ({ kind, name, issuer, clientId, active }: Omit<ProviderChange, "clientSecret">) => ({
  kind,
  name,
  issuer,
  clientId,
  active,
});

const sealed = (id: string, secret: string) => seal(secret, installedSecrets().seal, providerSecretPlace(id));

/** @throws AppError not-allowed, or invalid-input naming the field: also where the issuer does not answer as one. */
export async function addProvider({ viewer, actor }: Editor, input: ProviderInput): Promise<{ id: string }> {
  requireSettingsAdmin(viewer);
  await checkReach(input);
  const { id, clientSecret, ...rest } = input;
  return namingTaken(() =>
    transact(async (tx) => {
      if (await tx.identityProvider.findUnique({ where: { id } })) throw fieldError("id", text.idTaken);
      const data = { ...rest, id, secretSealed: sealed(id, clientSecret) };
      await tx.identityProvider.create({ data });
      await recordAudit(tx, actor, {
        action: "identity-provider.create",
        targetType: "identity-provider",
        targetId: id,
        targetName: input.name,
        after: auditable(input),
      });
      return { id };
    }),
  );
}

/**
 * Changes a provider. Who is linked stays linked, so another issuer is another provider to them: it ends what was
 * linked, for its subjects are not the same people.
 * @throws AppError not-allowed, not-found, or invalid-input naming the field
 */
export async function changeProvider(
  { viewer, actor }: Editor,
  id: string,
  change: ProviderChange,
): Promise<void> {
  requireSettingsAdmin(viewer);
  await checkReach(change);
  const { clientSecret, kind, ...rest } = change;
  await namingTaken(() =>
    transact(async (tx) => {
      const before = await tx.identityProvider.findUnique({ where: { id, kind } });
      if (!before) throw new AppError("not-found", text.missing);
      const moves = before.issuer !== change.issuer;
      const isSecretSet = before.secretSealed !== "";
      if (moves && isSecretSet && clientSecret === "") throw fieldError("clientSecret", text.secretAgain);
      if (change.active && !isSecretSet && clientSecret === "") {
        throw fieldError("clientSecret", text.secretMissing);
      }
      await tx.identityProvider.update({
        where: { id },
        data: { ...rest, ...(clientSecret !== "" && { secretSealed: sealed(id, clientSecret) }) },
      });
      if (moves) await tx.identity.deleteMany({ where: { providerId: id } });
      await keepWayIn(tx);
      await recordAudit(tx, actor, {
        action: "identity-provider.update",
        targetType: "identity-provider",
        targetId: id,
        targetName: change.name,
        before: auditable({ ...before, kind }),
        after: { ...auditable(change), newClientSecret: clientSecret !== "" },
      });
    }),
  );
}

/** Deletes a provider and what is linked to it. @throws AppError not-allowed, not-found */
export async function deleteProvider({ viewer, actor }: Editor, id: string): Promise<void> {
  requireSettingsAdmin(viewer);
  await transact(async (tx) => {
    await deleteProviderIn(tx, actor, id);
    await keepWayIn(tx);
  });
}

/** As part of a larger change, which sees to it that there is a way in. @throws AppError not-found */
export async function deleteProviderIn(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const before = await tx.identityProvider.findUnique({
    where: { id },
    include: { _count: { select: { identities: true } } },
  });
  if (!before) throw new AppError("not-found", text.missing);
  await tx.identityProvider.delete({ where: { id } });
  await recordAudit(tx, actor, {
    action: "identity-provider.delete",
    targetType: "identity-provider",
    targetId: id,
    targetName: before.name,
    before: { issuer: before.issuer, clientId: before.clientId, people: before._count.identities },
  });
}

/** Some administrator must still be able to sign in. @throws AppError conflict */
export async function keepWayIn(tx: Transaction): Promise<void> {
  await takeAdministrators(tx);
  const able = await tx.user.count({
    where: {
      role: "admin",
      state: "active",
      OR: [{ passwordHash: { not: null } }, { identities: { some: { provider: { active: true } } } }],
    },
  });
  if (able === 0) throw new AppError("conflict", text.lastWayIn);
}

/** GitHub has no discovery document: its address alone is looked at. */
async function checkReach({ kind, issuer }: Pick<ProviderChange, "kind" | "issuer">): Promise<void> {
  const url = issuerUrl({ kind, issuer });
  if (!url.startsWith("https:") && !isAllowedUrl(url)) throw fieldError("issuer", text.httpsOnly);
  if (kind !== "github") await discover(url);
  else if (!isAllowedUrl(url)) throw fieldError("issuer", text.discovery.refused(url));
}

async function namingTaken<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) throw fieldError("name", text.nameTaken);
    throw error;
  }
}
