import { isDeepStrictEqual } from "node:util";
import { ownColumns } from "@/lib/catalogue/api-commands";
import { noResilience } from "@/lib/catalogue/backend-schema";
import { bySlug, notDrafts } from "@/lib/catalogue/editor";
import type { Transaction } from "@/lib/db/client";
import { jsonNull } from "@/lib/db/json-null";
import { remindersKey } from "@/lib/notifications/settings";
import { type Limit, type LimitTerms, limits as storedLimits } from "@/lib/policies/limit-schema";
import { globalTarget, policyDocument } from "@/lib/policies/schema";
import { boundTo, type PolicyTarget, policyId } from "@/lib/policies/targets";
import { storeLogo } from "@/lib/settings/logo";
import { logoThemes } from "@/lib/settings/logo-schema";
import { brandingKey, organisationKey } from "@/lib/settings/queries";
import { storeSetting } from "@/lib/settings/store";
import { signUpKey } from "@/lib/users/sign-up-settings";
import { emptyFilePolicy, type FilePolicy } from "./document-schema";
import type { Part, PartOf, PoolValue, SettingName } from "./parts";

/** What is written one by one; operations are many (`batches`). */
export type SinglePart = Exclude<Part, { kind: "operation" }>;

/**
 * Makes one part of a configuration, or changes it to what it says, and answers its id for the audit log. What it refers
 * to is there.
 */
export async function writePart(tx: Transaction, part: SinglePart): Promise<string> {
  switch (part.kind) {
    case "setting":
      return writeSetting(tx, part);
    case "notification":
      return writeNotification(tx, part);
    case "identity-provider":
      return writeProvider(tx, part);
    case "named-value":
      return writeNamedValue(tx, part);
    case "group": {
      const { name, description } = part.value;
      const { id } = await tx.group.upsert({
        where: { name },
        create: { name, description },
        update: { description },
      });
      return id;
    }
    case "policy":
      await writePolicy(tx, { scope: "global", targetId: globalTarget }, part.value);
      return globalTarget;
    case "api":
      return writeApi(tx, part);
    case "backend":
      return writePoolBackend(tx, part);
    case "product":
      return writeProduct(tx, part);
  }
}

async function writeSetting(tx: Transaction, { setting, value }: PartOf<"setting">): Promise<string> {
  if (setting !== "logo") {
    await storeSetting(tx, settingKeys[setting], value);
    return settingKeys[setting];
  }
  const pictures = new Map(Object.entries(value));
  for (const theme of logoThemes) {
    const [, base64 = null] = String(pictures.get(theme) ?? "").split(",");
    await storeLogo(tx, theme, base64);
  }
  return setting;
}

const settingKeys: Record<Exclude<SettingName, "logo">, string> = {
  organisation: organisationKey,
  branding: brandingKey,
  signUp: signUpKey,
  reminders: remindersKey,
};

async function writeNotification(tx: Transaction, { event, value }: PartOf<"notification">): Promise<string> {
  const { mailed, copies, subject = null, body = null } = value;
  const data = { mailed, copies, subject, body };
  await tx.eventRule.upsert({ where: { event }, create: { event, ...data }, update: data });
  return event;
}

/** A new one waits for its secret, switched off (`holdBack`). */
async function writeProvider(tx: Transaction, { value }: PartOf<"identity-provider">): Promise<string> {
  const { id, ...columns } = value;
  await tx.identityProvider.upsert({
    where: { id },
    create: { ...columns, id, secretSealed: "" },
    update: columns,
  });
  return id;
}

/** A secret one keeps the value it has; a new one waits for its value, and what uses it lets nothing pass. */
async function writeNamedValue(tx: Transaction, { value }: PartOf<"named-value">): Promise<string> {
  const { name } = value;
  const columns =
    "secret" in value ? { secret: true, value: null } : { ...value, secret: false, sealed: null };
  const data = { ...columns, setAt: new Date() };
  const { id } = await tx.namedValue.upsert({ where: { name }, create: { ...data, name }, update: data });
  return id;
}

async function writeApi(tx: Transaction, { slug, value }: PartOf<"api">): Promise<string> {
  const { backend: own, policy } = value;
  const backend = { ...backendColumns(own), resilience: resilienceOf(own.resilience) };
  const stored = await tx.api.findUnique({ where: bySlug(slug), select: { id: true, backendId: true } });
  if (stored) {
    await tx.backend.update({ where: { id: stored.backendId }, data: backend });
    await tx.api.update({ where: bySlug(slug), data: ownColumns(value) });
  } else {
    const { id } = await tx.backend.create({ data: backend });
    await tx.api.create({ data: { ...ownColumns(value), slug, backendId: id } });
  }
  const { id } = await tx.api.findUniqueOrThrow({ where: bySlug(slug), select: { id: true } });
  await writePolicy(tx, { scope: "api", targetId: id }, policy);
  return id;
}

function resilienceOf(resilience: PartOf<"api">["value"]["backend"]["resilience"]) {
  return isDeepStrictEqual(resilience, noResilience) ? jsonNull : resilience;
}

function backendColumns(backend: PoolValue) {
  const { webServiceUrl: url, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority } = backend;
  return { url, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority };
}

/** The backend of an API's pool that a part means; null when there is none yet. */
export async function findPoolBackend(tx: Transaction, { api, index, value }: PartOf<"backend">) {
  const alike = await tx.backend.findMany({
    where: { url: value.webServiceUrl, poolApi: { slug: api } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return alike[index]?.id ?? null;
}

async function writePoolBackend(tx: Transaction, part: PartOf<"backend">): Promise<string> {
  const data = backendColumns(part.value);
  const stored = await findPoolBackend(tx, part);
  if (stored !== null) await tx.backend.update({ where: { id: stored }, data });
  else await tx.backend.create({ data: { ...data, poolApi: { connect: bySlug(part.api) } } });
  return part.api;
}

async function writeProduct(tx: Transaction, { slug, value }: PartOf<"product">): Promise<string> {
  const { apis, groups, policy, limits, ...columns } = value;
  const stored = await tx.product.findUnique({ where: { slug }, select: { terms: true, limits: true } });
  const data = { ...columns, limits: withIds(limits, stored?.limits) };
  const newTerms = stored !== null && stored.terms !== columns.terms;
  const { id } = await tx.product.upsert({
    where: { slug },
    create: { ...data, slug },
    update: { ...data, ...(newTerms && { termsVersion: { increment: 1 } }) },
    select: { id: true },
  });
  await tx.productApi.deleteMany({ where: { productId: id } });
  await tx.productGroup.deleteMany({ where: { productId: id } });
  const opened = await tx.api.findMany({ where: { ...notDrafts, slug: { in: apis } }, select: { id: true } });
  await tx.productApi.createMany({ data: opened.map((api) => ({ productId: id, apiId: api.id })) });
  const seeing = await tx.group.findMany({ where: { name: { in: groups } }, select: { id: true } });
  await tx.productGroup.createMany({ data: seeing.map((group) => ({ productId: id, groupId: group.id })) });
  await writePolicy(tx, { scope: "product", targetId: id }, policy);
  return id;
}

/** Sets the policy of a scope; one that sets nothing is not kept. */
async function writePolicy(tx: Transaction, target: PolicyTarget, policy: FilePolicy): Promise<void> {
  const id = policyId(target);
  if (isDeepStrictEqual(policy, emptyFilePolicy)) {
    await tx.policy.deleteMany({ where: { id } });
    return;
  }
  const stored = await tx.policy.findUnique({ where: { id }, select: { document: true } });
  const kept = stored ? policyDocument.parse(stored.document).limits : [];
  const document = { ...policy, limits: withIds(policy.limits, kept) };
  await tx.policy.upsert({
    where: { id },
    create: { id, ...boundTo(target), document },
    update: { document },
  });
}

/**
 * Limits with the ids that counters know them by. One of the same kind, measure and period goes on counting, whatever its
 * number.
 */
export function withIds(terms: readonly LimitTerms[], stored: unknown): Limit[] {
  const free = [...(storedLimits.safeParse(stored).data ?? [])];
  const taken = new Set(free.map(({ id }) => id));
  return terms.map((term) => {
    const at = free.findIndex((one) => likeness(one) === likeness(term));
    const [known] = at < 0 ? [] : free.splice(at, 1);
    const id = known?.id ?? freeId(likeness(term), taken);
    taken.add(id);
    return { ...term, id };
  });
}

function likeness({ kind, measure, periodSeconds }: LimitTerms): string {
  return `${kind}-${measure}-${periodSeconds}`;
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
