import type { Transaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { fieldError } from "@/lib/errors";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { revisionMessages } from "@/lib/messages/en/revisions";
import { versionMessages } from "@/lib/messages/en/versions";
import { type NamedValues, requireNames } from "@/lib/named-values/resolve";
import { type ApiChanges, draftedFields } from "./api-schema";
import { type BackendChanges, webServiceUrl } from "./backend-schema";
import { namingTextsOf } from "./credential-names";
import { notDrafts } from "./editor";
import { takesInQuery } from "./url-template";
import { type Versioning, versionFault } from "./version-schema";

/** What must hold of an API among the others, beyond what its schema says. Each failure names the field and the fix. */

export interface Installation {
  /** Whether APIs may be called over plain HTTP. */
  allowHttp: boolean;
}

export function checkSchemes(schemes: ApiChanges["schemes"], { allowHttp }: Installation): void {
  if (schemes !== undefined && schemes !== "https" && !allowHttp) {
    throw fieldError("schemes", text.httpNotAllowed);
  }
}

/** Of a draft only that is changed which its revision publishes; the rest is the API's, and takes effect at once. */
export function checkDrafted(changes: ApiChanges): void {
  const foreign = Object.keys(changes).find((field) => !draftedFields.some((drafted) => drafted === field));
  if (foreign !== undefined) throw fieldError(foreign, revisionMessages.notInDraft);
}

/** `ownId`: the API's, also for its draft, which goes by the API's own name and suffix. */
export async function checkTaken(
  tx: Transaction,
  ownId: string | null,
  { name, suffix }: ApiChanges,
): Promise<void> {
  const others = { ...notDrafts, ...(ownId !== null && { NOT: { id: ownId } }) };
  if (name !== undefined && (await tx.api.findFirst({ where: { name, ...others } }))) {
    throw fieldError("name", text.nameTaken(name));
  }
  const holder = suffix === undefined ? null : await tx.api.findFirst({ where: { suffix, ...others } });
  if (holder) throw fieldError("suffix", text.suffixTaken(holder.suffix, holder.name));
}

/** A version has a set, a name of its own in it, and an end only when it is deprecated. */
export async function checkVersion(
  tx: Transaction,
  ownId: string | null,
  versioning: Versioning,
): Promise<void> {
  const fault = versionFault(versioning);
  if (fault) throw fieldError(fault.field, fault.message);
  const { versionSet, version } = versioning;
  if (versionSet === null || version === null) return;
  const holder = await tx.api.findFirst({
    where: { versionSet, version, ...(ownId !== null && { NOT: { id: ownId } }) },
  });
  if (holder) throw fieldError("version", versionMessages.versionTaken(version, holder.name));
}

/** Two that take the same name at the same moment both pass the check; the database lets one through. */
export async function takenAsFieldError<Result>(
  { name = "", suffix = "" }: ApiChanges,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "suffix")) throw fieldError("suffix", text.suffixTakenJustNow(suffix));
    if (isUniqueViolation(error, "version")) throw fieldError("version", versionMessages.versionTakenJustNow);
    if (isUniqueViolation(error, "name") || isUniqueViolation(error, "slug")) {
      throw fieldError("name", text.nameTaken(name));
    }
    throw error;
  }
}

export async function checkProducts(tx: Transaction, productIds: readonly string[]): Promise<void> {
  const wanted = new Set(productIds);
  const found = await tx.product.count({ where: { id: { in: [...wanted] } } });
  if (found !== wanted.size) throw fieldError("productIds", text.productGone);
}

/**
 * A kept secret would go wherever the new address leads, to whoever took over an admin's session: another origin needs
 * the secret typed anew.
 */
export function checkCredentialStays(
  backend: { url: string; credentialKind: string; nextKind: string | null },
  { webServiceUrl, credential }: BackendChanges,
  values: NamedValues,
): void {
  const isKept = credential === undefined && backend.credentialKind !== "none";
  if (webServiceUrl === undefined || (!isKept && backend.nextKind === null)) return;
  const address = values.resolve(webServiceUrl);
  const origin = URL.parse(address)?.origin ?? address;
  if (origin === URL.parse(values.resolve(backend.url))?.origin) return;
  if (!isKept) throw fieldError("webServiceUrl", text.rotationFirst(origin));
  throw fieldError("credential", text.credentialNeededAgain(origin));
}

/** The named values that an address and a credential use must be there, and leave the address one. */
export function checkNames({ webServiceUrl: url, credential }: BackendChanges, values: NamedValues): void {
  const address = { field: "webServiceUrl", text: url ?? "", isOpen: true, faultOf: addressFault };
  requireNames(values, [
    ...(url === undefined ? [] : [address]),
    ...(credential === undefined ? [] : namingTextsOf(credential, "credential.")),
  ]);
}

function addressFault(resolved: string): string | null {
  return webServiceUrl.safeParse(resolved).success ? null : namedValueMessages.addressResolved(resolved);
}

/** The key is taken out of the query: an operation that takes a parameter of that name would never be reached. */
export async function checkKeyQuery(tx: Transaction, apiId: string, keyQuery: string): Promise<void> {
  const operations = await tx.operation.findMany({
    where: { apiId },
    select: { displayName: true, urlTemplate: true },
  });
  const taker = operations.find(({ urlTemplate }) => takesInQuery(urlTemplate, keyQuery));
  if (taker) throw fieldError("keyQuery", text.keyQueryInTemplate(keyQuery, taker.displayName));
}
