import { z } from "zod";
import { db } from "@/lib/db/client";
import { versionOfState } from "@/lib/editing/editable";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";
import { unseal } from "@/lib/keys/seal";
import { identityMessages } from "@/lib/messages/en/identities";
import { requireSettingsAdmin, type SettingsViewer } from "@/lib/settings/store";
import {
  type IdentityProviderRow,
  type LinkedIdentity,
  type ProviderButton,
  type ProviderKind,
  providerKinds,
} from "./schema";
import { providerSecretPlace } from "./secret-place";

const kinds = z.enum(providerKinds);

/** Where a provider sends people back to; it must be entered there. */
export function redirectUriOf(id: string): string {
  return `${env().publicUrl}/api/auth/callback/${id}`;
}

/** What tells one state of a provider from another. Its secret is sealed anew whenever it is entered. */
export const providerState = {
  id: true,
  kind: true,
  name: true,
  issuer: true,
  clientId: true,
  active: true,
  secretSealed: true,
} as const;

/** All of them, without their secrets. @throws AppError not-allowed */
export async function listProviders(viewer: SettingsViewer): Promise<IdentityProviderRow[]> {
  requireSettingsAdmin(viewer);
  const rows = await db().identityProvider.findMany({
    orderBy: { createdAt: "asc" },
    select: { ...providerState, _count: { select: { identities: true } } },
  });
  return rows.map(({ _count, ...state }) => {
    const { kind, secretSealed, ...shown } = state;
    return {
      ...shown,
      kind: kinds.parse(kind),
      secretSet: secretSealed !== "",
      redirectUri: redirectUriOf(shown.id),
      peopleCount: _count.identities,
      version: versionOfState(state),
    };
  });
}

/** Those that people can sign in with. */
export function listSignInProviders(): Promise<ProviderButton[]> {
  return db().identityProvider.findMany({
    where: { active: true },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true },
  });
}

/** One as it is used: with its secret, opened. */
export interface OpenedProvider {
  id: string;
  kind: ProviderKind;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** The provider of this id, if people may sign in with it. @throws where its secret was sealed by another installation */
export async function findSignInProvider(id: string): Promise<OpenedProvider | null> {
  const row = await db().identityProvider.findUnique({ where: { id, active: true } });
  if (!row) return null;
  const { secretSealed, kind, name, issuer, clientId } = row;
  const clientSecret = unseal(secretSealed, installedSecrets().seal, providerSecretPlace(id));
  return { id, kind: kinds.parse(kind), name, issuer, clientId, clientSecret };
}

/** Somebody's linked identities, the oldest first. */
export async function listIdentities(userId: string): Promise<LinkedIdentity[]> {
  const rows = await db().identity.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    include: { provider: { select: { name: true } } },
  });
  return rows.map(({ providerId, provider, label, createdAt, lastUsedAt }) => ({
    providerId,
    providerName: provider.name,
    label,
    linkedAtMs: createdAt.getTime(),
    lastUsedAtMs: lastUsedAt?.getTime() ?? null,
  }));
}

/** How somebody signs in, in words: by password, or by which providers. */
export async function listWaysIn(userId: string): Promise<string[]> {
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  const identities = await listIdentities(userId);
  return [
    ...(passwordHash === null ? [] : [identityMessages.password]),
    ...identities.map(({ providerName, label }) => `${providerName} (${label})`),
  ];
}
