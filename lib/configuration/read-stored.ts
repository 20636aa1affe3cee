import { z } from "zod";
import { ownColumns } from "@/lib/catalogue/api-commands";
import { credentialKinds } from "@/lib/catalogue/credential-schema";
import { notDrafts } from "@/lib/catalogue/editor";
import { operationDocuments } from "@/lib/catalogue/operation-queries";
import { noResilience, resilienceInput } from "@/lib/catalogue/schema";
import type { Transaction } from "@/lib/db/client";
import { type ProviderEntry, providerKinds } from "@/lib/identities/schema";
import { mailEventNames } from "@/lib/notifications/events-schema";
import { readRule } from "@/lib/notifications/rules";
import { reminderSettings } from "@/lib/notifications/schema";
import { remindersKey } from "@/lib/notifications/settings";
import { limits } from "@/lib/policies/limit-schema";
import { policyDocument } from "@/lib/policies/schema";
import { readLogo } from "@/lib/settings/logo";
import { type LogoTheme, logoThemes } from "@/lib/settings/logo-schema";
import { brandingKey, organisationKey } from "@/lib/settings/queries";
import { brandingSettings, organisationSettings } from "@/lib/settings/schema";
import { readSetting } from "@/lib/settings/store";
import { signUpKey, signUpSchema } from "@/lib/users/sign-up-settings";
import { type Configuration, emptyFilePolicy, type FilePolicy, formatVersion } from "./document-schema";

/** The configuration as it is stored. */
export interface StoredConfiguration {
  configuration: Required<Configuration>;
  /** The secret named values that have a value. */
  secretsSet: ReadonlySet<string>;
  /** The identity providers that have a secret, by id. */
  usableProviders: ReadonlySet<string>;
}

type Store = Pick<
  Transaction,
  "setting" | "eventRule" | "identityProvider" | "namedValue" | "group" | "policy" | "api" | "product"
>;

/** Reads all of it, in an order that depends on names alone. */
export async function readStored(tx: Store): Promise<StoredConfiguration> {
  const providers = await tx.identityProvider.findMany();
  const values = await tx.namedValue.findMany();
  const groups = await tx.group.findMany({ where: { kind: "custom" } });
  const global = await tx.policy.findUnique({ where: { id: "global" } });
  return {
    configuration: {
      gatehouse: formatVersion,
      settings: await readSettings(tx),
      identityProviders: providers.map(entryOf).sort(byText(({ id }) => id)),
      namedValues: values
        .map(({ name, secret, value }) => (secret ? { name, secret } : { name, value: value ?? "" }))
        .sort(byText(({ name }) => name)),
      groups: groups.map(({ name, description }) => ({ name, description })).sort(byText(({ name }) => name)),
      policy: policyOf(global),
      apis: await readApis(tx),
      products: await readProducts(tx),
    },
    usableProviders: new Set(providers.flatMap(({ id, secretSealed }) => (secretSealed === "" ? [] : [id]))),
    secretsSet: new Set(values.flatMap(({ name, sealed }) => (sealed === null ? [] : [name]))),
  };
}

const kindOfProvider = z.enum(providerKinds);

function entryOf({
  id,
  kind,
  name,
  issuer,
  clientId,
  active,
}: Omit<ProviderEntry, "kind"> & { kind: string }) {
  return { id, kind: kindOfProvider.parse(kind), name, issuer, clientId, active };
}

async function readSettings(tx: Store): Promise<Required<Configuration>["settings"]> {
  const notifications: NonNullable<Required<Configuration>["settings"]["notifications"]> = {};
  for (const event of mailEventNames) {
    const { mailed, copies, subject, body, changed } = await readRule(event, tx);
    if (mailed && copies.length === 0 && !changed) continue;
    notifications[event] = { mailed, copies, ...(changed && { subject, body }) };
  }
  return {
    organisation: await readSetting(organisationKey, organisationSettings, tx),
    branding: await readSetting(brandingKey, brandingSettings, tx),
    logo: await readLogos(tx),
    signUp: await readSetting(signUpKey, signUpSchema(), tx),
    reminders: await readSetting(remindersKey, reminderSettings, tx),
    notifications,
  };
}

async function readLogos(tx: Store) {
  const logos: Partial<Record<LogoTheme, string>> = {};
  for (const theme of logoThemes) {
    const found = await readLogo(theme, tx);
    if (found) logos[theme] = `data:${found.type};base64,${found.base64}`;
  }
  return logos;
}

const apiDocuments = z.object({ schemes: z.enum(["https", "http", "both"]), tags: z.array(z.string()) });
const credentialKind = z.enum(credentialKinds);

async function readApis(tx: Store): Promise<Required<Configuration>["apis"]> {
  const rows = await tx.api.findMany({
    where: notDrafts,
    include: {
      backend: true,
      pool: { orderBy: [{ url: "asc" }, { createdAt: "asc" }, { id: "asc" }] },
      policy: true,
      operations: { include: { policy: true }, orderBy: [{ position: "asc" }, { id: "asc" }] },
    },
  });
  return rows
    .map(({ backend, pool, policy, operations, ...row }) => ({
      slug: row.slug,
      ...ownColumns(row),
      ...apiDocuments.parse(row),
      backend: {
        ...backendOf(backend),
        resilience: backend.resilience === null ? noResilience : resilienceInput.parse(backend.resilience),
      },
      pool: pool.map(backendOf).sort(byText(({ webServiceUrl }) => webServiceUrl)),
      policy: policyOf(policy),
      operations: operations.map(({ slug, displayName, description, urlTemplate, ...operation }) => ({
        slug,
        displayName,
        description,
        urlTemplate,
        ...operationDocuments.parse(operation),
        policy: policyOf(operation.policy),
      })),
    }))
    .sort(byText(({ slug }) => slug));
}

function backendOf(backend: {
  url: string;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxInFlight: number | null;
  weight: number;
  priority: number;
  credentialKind: string;
  nextKind: string | null;
}) {
  const { url: webServiceUrl, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority } = backend;
  const kind = backend.credentialKind === "none" ? backend.nextKind : backend.credentialKind;
  const credential = credentialKind.parse(kind ?? "none");
  return { webServiceUrl, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority, credential };
}

async function readProducts(tx: Store): Promise<Required<Configuration>["products"]> {
  const rows = await tx.product.findMany({
    include: {
      policy: true,
      apis: { select: { api: { select: { slug: true } } } },
      groups: { select: { group: { select: { name: true } } } },
    },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
  return rows.map(({ id, createdAt, updatedAt, position, termsVersion, policy, ...product }) => ({
    ...product,
    limits: limits.parse(product.limits).map(({ id, ...terms }) => terms),
    apis: product.apis.map(({ api }) => api.slug).sort(byText((slug) => slug)),
    groups: product.groups.map(({ group }) => group.name).sort(byText((name) => name)),
    policy: policyOf(policy),
  }));
}

function policyOf(row: { document: unknown } | null): FilePolicy {
  if (row === null) return emptyFilePolicy;
  const document = policyDocument.parse(row.document);
  return { ...document, limits: document.limits.map(({ id, ...terms }) => terms) };
}

/** By code units: the same on every machine, whatever its language. */
function byText<Item>(textOf: (item: Item) => string) {
  return (a: Item, b: Item) => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
