import { credentialPlace, nextCredentialPlace } from "@/lib/catalogue/credential-place";
import { auditName, notDrafts } from "@/lib/catalogue/editor";
import type { Transaction } from "@/lib/db/client";
import { unseal } from "@/lib/keys/seal";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { namesIn } from "./schema";

const text = namedValueMessages.places;

/** One place that uses named values. */
export interface Use {
  names: readonly string[];
  /** In words, as in "used by …". */
  label: string;
  href: string;
  /** Whether a secret could be read there. */
  isOpen: boolean;
  /** A backend's address, with what would go to another one. */
  address: { url: string; hasCredential: boolean } | null;
}

/** Every place that uses a named value. Credentials are opened to look, and not kept. */
export async function listUses(tx: Pick<Transaction, "policy" | "api">, sealKey: Buffer): Promise<Use[]> {
  const [policies, apis] = await Promise.all([listPolicyUses(tx), listBackendUses(tx, sealKey)]);
  return [...policies, ...apis].filter(({ names }) => names.length > 0);
}

async function listPolicyUses(tx: Pick<Transaction, "policy">): Promise<Use[]> {
  const rows = await tx.policy.findMany({
    include: {
      product: { select: { name: true } },
      api: { select: { name: true, draftOf: true } },
      operation: { select: { displayName: true, apiId: true } },
    },
  });
  return rows.flatMap(({ document, productId, product, apiId, api, operationId, operation }) => {
    const place = product
      ? { label: text.product(product.name), href: `/admin/products/${productId}/policies` }
      : api
        ? { label: text.api(auditName(api)), href: `/admin/apis/${apiId}/policies` }
        : operation
          ? {
              label: text.operation(operation.displayName),
              href: `/admin/apis/${operation.apiId}/operations/${operationId}/policies`,
            }
          : { label: text.global, href: "/admin/policies/global" };
    const answer = typeof document === "object" && document !== null && "response" in document;
    const open = answer ? namesIn(JSON.stringify(document.response)) : [];
    const closed = namesIn(JSON.stringify(document)).filter((name) => !open.includes(name));
    return [
      { ...place, names: closed, isOpen: false, address: null },
      { ...place, names: open, isOpen: true, address: null },
    ];
  });
}

/** Of backends: each one's address, and its credential, which is opened to look and not kept. */
export async function listBackendUses(tx: Pick<Transaction, "api">, sealKey: Buffer): Promise<Use[]> {
  const apis = await tx.api.findMany({
    where: notDrafts,
    select: { id: true, name: true, backend: true, pool: true },
  });
  const backends = apis.flatMap(({ pool, backend, ...api }) => [
    { ...api, backend, href: `/admin/apis/${api.id}/backend` },
    ...pool.map((other) => ({ ...api, backend: other, href: `/admin/apis/${api.id}/backend/${other.id}` })),
  ]);
  return backends.flatMap(({ name, backend, href }) => {
    const present = open(backend.credentialSealed, sealKey, credentialPlace(backend.id));
    const next = open(backend.nextSealed, sealKey, nextCredentialPlace(backend.id));
    return [
      {
        label: text.address(name),
        href,
        names: namesIn(backend.url),
        isOpen: true,
        address: {
          url: backend.url,
          hasCredential: backend.credentialKind !== "none" || backend.nextKind !== null,
        },
      },
      {
        label: text.credential(name),
        href,
        names: namesIn(`${present} ${next}`),
        isOpen: false,
        address: null,
      },
    ];
  });
}

function open(sealed: string | null, sealKey: Buffer, place: string): string {
  if (sealed === null) return "";
  try {
    return unseal(sealed, sealKey, place);
  } catch {
    // Sealed by another key: it cannot be sent either.
    return "";
  }
}
