import type { Transaction } from "@/lib/db/client";
import { versionOfState } from "@/lib/editing/editable";
import { env } from "@/lib/env";
import { isAllowedUrl } from "@/lib/identities/outgoing";
import { installedSecrets } from "@/lib/keys/installed";
import { configurationMessages as text } from "@/lib/messages/en/configuration";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { listCredentialUses } from "@/lib/named-values/uses";
import { type Fault, findFaults, findMovedCredentials, findMovedProviders, resolveAddress } from "./check";
import { type ChangedPart, compareConfigurations, type WantedOrder } from "./compare";
import type { Configuration } from "./document-schema";
import { type Part, partsOf } from "./parts";
import type { ConfigurationFile, PlacedFault } from "./read-file";
import { readStored, type StoredConfiguration } from "./read-stored";
import type { ConfigurationDifference, ConfigurationReport } from "./schema";

/** What applying a file comes to. */
export interface Plan {
  added: Part[];
  changed: ChangedPart[];
  removed: Part[];
  orders: WantedOrder[];
  report: ConfigurationReport;
}

/** Compares a file with what is stored and holds the outcome to every rule. @throws AppError unprocessable, naming lines and places */
export async function planChanges(tx: Transaction, file: ConfigurationFile, prune: boolean): Promise<Plan> {
  const stored = await readStored(tx);
  const { configuration: current } = stored;
  const configuration = holdBack(file.configuration, stored);
  const { added, changed, absent, unchanged, orders } = compareConfigurations(current, configuration);
  const removed = prune ? absent : [];
  const isRemoved = removedBy(removed);
  const [before, wanted] = [partsOf(current), partsOf(configuration)];
  const named = new Set(wanted.map(({ key }) => key));
  const result = [...before.filter((part) => !named.has(part.key) && !isRemoved(part)), ...wanted];
  const touched = new Set([...added, ...changed.map(({ after }) => after)].map(({ key }) => key));
  const faults = [
    ...findFaults(result, {
      allowHttp: env().allowHttp,
      isAllowedUrl,
      isTouched: ({ key }) => touched.has(key),
    }),
    ...findMovedCredentials(before, result),
    ...findMovedProviders(before, result, stored.usableProviders),
  ].map((fault) => placed(fault, named));
  faults.push(...(await lostNames(tx, removed)), ...(await movedSecrets(tx, { before, result, removed })));
  if (faults.length > 0) throw file.refuse(faults);
  const remaining = orders.map((order) => withoutRemoved(order, removed));
  const report = {
    differences: [
      ...removed.filter(isWhole(removed)).map((part) => difference("removed", part)),
      ...added.filter(isWhole(added)).map((part) => difference("added", part)),
      ...changed.map(({ after, changes }) => ({
        ...difference("changed", after),
        changes: changes.map(short),
      })),
      ...remaining
        .filter(({ isMoved }) => isMoved)
        .map((order) => orderDifference(order, file.configuration)),
    ],
    kept: prune ? [] : absent.map(({ what }) => what),
    unchanged: unchanged.length,
    toSet: secretsToSet(wanted, before, stored),
    version: versionOfState({ added, changed, removed, orders: remaining }),
  };
  return { added, changed, removed, orders: remaining, report };
}

/** Nobody signs in with a provider whose secret is not there: it stays switched off, whatever the file says. */
function holdBack(configuration: Configuration, { usableProviders }: StoredConfiguration): Configuration {
  const { identityProviders } = configuration;
  if (!identityProviders) return configuration;
  return {
    ...configuration,
    identityProviders: identityProviders.map((provider) => ({
      ...provider,
      active: provider.active && usableProviders.has(provider.id),
    })),
  };
}

/** What goes: the parts themselves, and what belongs to an API among them. */
function removedBy(removed: readonly Part[]): (part: Part) => boolean {
  const keys = new Set(removed.map(({ key }) => key));
  return (part) => keys.has(part.key) || ("api" in part && keys.has(`api ${part.api}`));
}

/** Whether a part comes or goes on its own, and not with its API. */
export function isWhole(parts: readonly Part[]): (part: Part) => boolean {
  const keys = new Set(parts.map(({ key }) => key));
  return (part) => !("api" in part && keys.has(`api ${part.api}`));
}

function placed({ part, field, message }: Fault, named: ReadonlySet<string>): PlacedFault {
  if (!named.has(part.key)) return { place: [], message: text.kept(part.what, message) };
  const steps =
    field === "" ? [] : field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return { place: [...part.place, ...steps], message };
}

/** Named values that would go and that a stored credential needs. */
async function lostNames(tx: Transaction, removed: readonly Part[]): Promise<PlacedFault[]> {
  const names = removed.flatMap((part) => (part.kind === "named-value" ? [part.value.name] : []));
  if (names.length === 0) return [];
  return (await listKeptCredentialUses(tx, removed)).flatMap(({ label, names: used }) =>
    used
      .filter((name) => names.includes(name))
      .map((name) => ({ place: [], message: text.faults.credentialNames(label, name) })),
  );
}

/** Client secrets that named values would send to another authority. */
async function movedSecrets(
  tx: Transaction,
  { before, result, removed }: { before: readonly Part[]; result: readonly Part[]; removed: readonly Part[] },
): Promise<PlacedFault[]> {
  const [old, now] = [valuesOf(before), valuesOf(result)];
  return (await listKeptCredentialUses(tx, removed)).flatMap(({ address, label, names }) => {
    if (address === null || names.some((name) => !now.has(name))) return [];
    const after = URL.parse(resolveAddress(address.url, now));
    const origin = after?.origin ?? address.url;
    if (origin === URL.parse(resolveAddress(address.url, old))?.origin) return [];
    return [{ place: [], message: namedValueMessages.credentialWouldMove(label, origin) }];
  });
}

function valuesOf(parts: readonly Part[]) {
  return new Map(
    parts.flatMap((part) => (part.kind === "named-value" ? [[part.value.name, part.value] as const] : [])),
  );
}

/** What credentials use of the APIs that stay: no file speaks of them. */
async function listKeptCredentialUses(tx: Transaction, removed: readonly Part[]) {
  const { credential } = namedValueMessages.places;
  const gone = new Set(removed.flatMap((part) => (part.kind === "api" ? [credential(part.value.name)] : [])));
  const uses = await listCredentialUses(tx, installedSecrets().seal);
  return uses.filter(({ label }) => !gone.has(label));
}

function withoutRemoved(order: WantedOrder, removed: readonly Part[]): WantedOrder {
  const gone = new Set(
    removed.flatMap((part) => {
      if (order.api === null) return part.kind === "product" ? [part.slug] : [];
      return part.kind === "operation" && part.api === order.api ? [part.slug] : [];
    }),
  );
  const stays = (slug: string) => !gone.has(slug);
  return { ...order, before: order.before.filter(stays), after: order.after.filter(stays) };
}

function difference(change: ConfigurationDifference["change"], { what }: Part): ConfigurationDifference {
  return { change, what, changes: [] };
}

function orderDifference(
  { api, before, after }: WantedOrder,
  { apis = [] }: Configuration,
): ConfigurationDifference {
  const name = apis.find(({ slug }) => slug === api)?.name ?? "";
  const what = api === null ? text.parts.productOrder : text.parts.operationOrder(name);
  const words = { path: "", before: before.join(", "), after: after.join(", ") };
  return { change: "changed", what, changes: [short(words)] };
}

const longestValue = 500;

/** Long texts by their beginnings. */
function short({ path, before, after }: { path: string; before: string | null; after: string | null }) {
  const cut = (value: string | null) =>
    value !== null && value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
  return { path, before: cut(before), after: cut(after) };
}

function secretsToSet(wanted: readonly Part[], before: readonly Part[], stored: StoredConfiguration) {
  const { secretsSet, usableProviders } = stored;
  const kinds = new Map(before.map((part) => [part.key, credentialOf(part)]));
  return wanted.flatMap((part) => {
    if (part.kind === "named-value") {
      const { value } = part;
      return "secret" in value && !secretsSet.has(value.name) ? [text.toSet.namedValue(value.name)] : [];
    }
    if (part.kind === "identity-provider") {
      return usableProviders.has(part.value.id) ? [] : [text.toSet.provider(part.value.name)];
    }
    const kind = credentialOf(part);
    const isMissing = kind !== "none" && (kinds.get(part.key) ?? "none") === "none";
    return isMissing ? [text.toSet.credential(part.what, kind)] : [];
  });
}

function credentialOf(part: Part): string {
  if (part.kind === "api") return part.value.backend.credential;
  return part.kind === "backend" ? part.value.credential : "none";
}
