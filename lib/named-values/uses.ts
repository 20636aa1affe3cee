import { webServiceUrl } from "@/lib/catalogue/backend-schema";
import { credentialPlace, nextCredentialPlace } from "@/lib/catalogue/credential-place";
import { credentialDetail, isAuthority } from "@/lib/catalogue/credential-schema";
import { auditName, notDrafts } from "@/lib/catalogue/editor";
import type { Transaction } from "@/lib/db/client";
import { unseal } from "@/lib/keys/seal";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { namingTexts } from "@/lib/policies/named-texts";
import { isKeysUrl, policyDocument } from "@/lib/policies/schema";
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
  /** Where it is an address: whether a secret of ours goes there, and whether an address can stand there. */
  address: { url: string; hasCredential: boolean; isOne: (resolved: string) => boolean } | null;
}

/** Every place that uses a named value. Credentials are opened to look, and not kept. */
export async function listUses(tx: Pick<Transaction, "policy" | "api">, sealKey: Buffer): Promise<Use[]> {
  const uses = await Promise.all([listPolicyUses(tx), listAddressUses(tx), listCredentialUses(tx, sealKey)]);
  return uses.flat().filter(({ names }) => names.length > 0);
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
    const read = policyDocument.safeParse(document).data;
    if (read === undefined) {
      return [{ ...place, names: namesIn(JSON.stringify(document)), isOpen: false, address: null }];
    }
    const texts = namingTexts(read).map(({ text: used, isOpen = false }) => ({
      ...place,
      names: namesIn(used),
      isOpen,
      address: null,
    }));
    const { required, keysUrl: url } = read.access.token;
    const keys = {
      names: namesIn(url),
      isOpen: true,
      address: { url, hasCredential: false, isOne: isKeysUrl },
    };
    return required ? [...texts, { ...place, ...keys }] : texts;
  });
}

type ApiStore = Pick<Transaction, "api">;

/** Every backend with the API that it belongs to, and its page. */
async function listBackends(tx: ApiStore) {
  const apis = await tx.api.findMany({
    where: notDrafts,
    select: { id: true, name: true, backend: true, pool: true },
  });
  return apis.flatMap(({ id, name, backend, pool }) => [
    { name, backend, href: `/admin/apis/${id}/backend` },
    ...pool.map((other) => ({ name, backend: other, href: `/admin/apis/${id}/backend/${other.id}` })),
  ]);
}

async function listAddressUses(tx: ApiStore): Promise<Use[]> {
  return (await listBackends(tx)).map(({ name, backend, href }) => {
    const { url } = backend;
    const hasCredential = backend.credentialKind !== "none" || backend.nextKind !== null;
    const address = { url, hasCredential, isOne: isWebServiceUrl };
    return { label: text.address(name), href, names: namesIn(url), isOpen: true, address };
  });
}

/** Of backends' credentials, which are opened to look and not kept. */
export async function listCredentialUses(tx: ApiStore, sealKey: Buffer): Promise<Use[]> {
  return (await listBackends(tx)).flatMap(({ name, backend, href }) => {
    const present = open(backend.credentialSealed, sealKey, credentialPlace(backend.id));
    const next = open(backend.nextSealed, sealKey, nextCredentialPlace(backend.id));
    const secrets = { names: namesIn(`${present} ${next}`), isOpen: false, address: null };
    return [secrets, ...listEntraUses(backend)].map((use) => ({
      ...use,
      label: text.credential(name),
      href,
    }));
  });
}

interface EntraColumns {
  credentialKind: string;
  credentialName: string | null;
  credentialDetail: unknown;
  nextKind: string | null;
  nextName: string | null;
  nextDetail: unknown;
}

/** Of Microsoft Entra credentials what administrators can read; the client's secret goes to their authority. */
function listEntraUses(backend: EntraColumns): Pick<Use, "names" | "isOpen" | "address">[] {
  const { credentialKind, credentialName, nextKind, nextName } = backend;
  const clients = [
    { kind: credentialKind, name: credentialName, detail: backend.credentialDetail },
    { kind: nextKind, name: nextName, detail: backend.nextDetail },
  ];
  return clients.flatMap(({ kind, name, detail }) => {
    const read = credentialDetail.safeParse(detail).data;
    if (kind !== "entra" || read === undefined) return [];
    const { authority: url, scope } = read;
    const address = { url, hasCredential: true, isOne: isAuthority };
    return [
      { names: namesIn(url), isOpen: true, address },
      { names: namesIn(`${name} ${scope}`), isOpen: true, address: null },
    ];
  });
}

function isWebServiceUrl(resolved: string): boolean {
  return webServiceUrl.safeParse(resolved).success;
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
