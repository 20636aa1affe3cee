import { webServiceUrl } from "@/lib/catalogue/backend-schema";
import { takesInQuery } from "@/lib/catalogue/url-template";
import { versionFault } from "@/lib/catalogue/version-schema";
import type { FieldError } from "@/lib/errors";
import { systemGroups } from "@/lib/groups/schema";
import { issuerUrl } from "@/lib/identities/discovery";
import { catalogueMessages } from "@/lib/messages/en/catalogue";
import { configurationMessages } from "@/lib/messages/en/configuration";
import { identityMessages } from "@/lib/messages/en/identities";
import { namedValueMessages } from "@/lib/messages/en/named-values";
import { policySchemaMessages } from "@/lib/messages/en/policies-schema";
import { versionMessages } from "@/lib/messages/en/versions";
import type { NamingText } from "@/lib/named-values/resolve";
import { namesIn, replaceNames } from "@/lib/named-values/schema";
import { templateFaults } from "@/lib/notifications/schema";
import { namingTexts } from "@/lib/policies/named-texts";
import { unknownSegment } from "@/lib/policies/rewritten";
import { type PolicyScope, scopeFault } from "@/lib/policies/schema";
import { callsOf } from "@/lib/publishing/compare";
import type { FileNamedValue, FilePolicy } from "./document-schema";
import type { Part, PartOf } from "./parts";

const text = configurationMessages.faults;

/** What must hold of a whole configuration beyond what its schema says: the rules that forms are held to, each among all parts. Pure. */

export interface Fault {
  part: Part;
  /** Within the part, e.g. `backend.webServiceUrl`. */
  field: string;
  message: string;
}

export interface Rules {
  /** Whether APIs may be set to be called over plain HTTP; those that are stay so. */
  allowHttp: boolean;
  /** Whether an identity provider may be there. */
  isAllowedUrl: (url: string) => boolean;
  isTouched: (part: Part) => boolean;
}

/** Each fault of the parts together. */
export function findFaults(parts: readonly Part[], rules: Rules): Fault[] {
  const all = collect(parts);
  return [
    ...repeatedFaults(parts),
    ...all.group
      .filter(({ value }) => builtIn.has(value.name))
      .map((part) => fault(part, "name", text.systemGroup(part.value.name))),
    ...all.notification.flatMap(mailFaults),
    ...all.provider.flatMap((provider) => providerFaults(provider, all, rules)),
    ...all.api.flatMap((api) => apiFaults(api, all, rules)),
    ...[...all.api, ...all.backend].flatMap((part) => addressFaults(part, all.values)),
    ...all.product.flatMap((product) => productFaults(product, all)),
    ...all.operation.flatMap((operation) => operationFaults(operation, all)),
    ...all.policy.flatMap((part) => policyFaults(part, part.value, "global", all.values, "")),
  ];
}

type Collected = ReturnType<typeof collect>;

function collect(parts: readonly Part[]) {
  const values = parts.filter((part) => part.kind === "named-value");
  const operation = parts.filter((part) => part.kind === "operation");
  return {
    group: parts.filter((part) => part.kind === "group"),
    provider: parts.filter((part) => part.kind === "identity-provider"),
    notification: parts.filter((part) => part.kind === "notification"),
    policy: parts.filter((part) => part.kind === "policy"),
    api: parts.filter((part) => part.kind === "api"),
    backend: parts.filter((part) => part.kind === "backend"),
    operation,
    operationsOf: grouped(operation, ({ api }) => api),
    byCalls: grouped(operation, ({ api, value }) => `${api} ${callsOf(value)}`),
    product: parts.filter((part) => part.kind === "product"),
    values: new Map(values.map(({ value }): [string, FileNamedValue] => [value.name, value])),
  };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const builtIn = new Set<string>(Object.values(systemGroups));

function fault(part: Part, field: string, message: string): Fault {
  return { part, field, message };
}

function repeatedFaults(parts: readonly Part[]): Fault[] {
  const seen = new Set<string>();
  return parts.flatMap((part) => {
    const isRepeated = seen.has(part.key);
    seen.add(part.key);
    return isRepeated ? [fault(part, "", text.repeated(part.what))] : [];
  });
}

function mailFaults(part: PartOf<"notification">): Fault[] {
  const { subject, body } = part.value;
  if (subject === undefined || body === undefined) return [];
  return templateFaults(part.event, { subject, body }).map(({ field, message }) =>
    fault(part, field, message),
  );
}

function providerFaults(
  provider: PartOf<"identity-provider">,
  all: Collected,
  { isAllowedUrl, isTouched }: Rules,
): Fault[] {
  const url = issuerUrl(provider.value);
  const isTaken = all.provider.some(
    (other) => other !== provider && other.value.name === provider.value.name,
  );
  return [
    ...(isTaken ? [fault(provider, "name", identityMessages.nameTaken)] : []),
    ...(isTouched(provider) && !isAllowedUrl(url)
      ? [
          fault(
            provider,
            "issuer",
            url.startsWith("https:") ? identityMessages.discovery.refused(url) : identityMessages.httpsOnly,
          ),
        ]
      : []),
  ];
}

function apiFaults(api: PartOf<"api">, all: Collected, { allowHttp, isTouched }: Rules): Fault[] {
  const { name, suffix, schemes, keyQuery, policy, versionSet, version } = api.value;
  const others = all.api.filter((other) => other !== api);
  const versionWrong = versionFault(api.value);
  const sameVersion =
    versionSet !== null &&
    others.find(({ value }) => value.versionSet === versionSet && value.version === version);
  const alike = others.find(({ value }) => value.suffix === suffix);
  const own = all.operationsOf.get(api.slug) ?? [];
  const taker = own.find(({ value }) => takesInQuery(value.urlTemplate, keyQuery));
  return [
    ...(others.some(({ value }) => value.name === name) ? [fault(api, "name", text.apiName(name))] : []),
    ...(versionWrong ? [fault(api, versionWrong.field, versionWrong.message)] : []),
    ...(sameVersion
      ? [fault(api, "version", versionMessages.versionTaken(version ?? "", sameVersion.value.name))]
      : []),
    ...(alike ? [fault(api, "suffix", text.suffix(suffix, alike.value.name))] : []),
    ...(schemes !== "https" && !allowHttp && isTouched(api)
      ? [fault(api, "schemes", catalogueMessages.httpNotAllowed)]
      : []),
    ...(taker
      ? [fault(api, "keyQuery", catalogueMessages.keyQueryInTemplate(keyQuery, taker.value.displayName))]
      : []),
    ...policyFaults(api, policy, "api", all.values),
  ];
}

function operationFaults(operation: PartOf<"operation">, all: Collected): Fault[] {
  const { value } = operation;
  const [alike] = (all.byCalls.get(`${operation.api} ${callsOf(value)}`) ?? []).filter(
    (other) => other !== operation,
  );
  const taken = alike && catalogueMessages.templateTaken(value.method, alike.value.displayName);
  return [
    ...(taken ? [fault(operation, "urlTemplate", taken)] : []),
    ...policyFaults(operation, value.policy, "operation", all.values),
    ...rewriteFaults(operation),
  ];
}

/** A rewritten path names segments of the operation's own template. */
function rewriteFaults(operation: PartOf<"operation">): Fault[] {
  const { policy, urlTemplate } = operation.value;
  const unknown = unknownSegment(policy.request.rewrite, urlTemplate);
  const message = unknown === undefined ? null : policySchemaMessages.rewriteUnknown(unknown, urlTemplate);
  return message === null ? [] : [fault(operation, "policy.request.rewrite", message)];
}

function productFaults(product: PartOf<"product">, all: Collected): Fault[] {
  const { name, apis, groups, policy } = product.value;
  const isTaken = all.product.some((other) => other !== product && other.value.name === name);
  const known = { apis: new Set(all.api.map(({ slug }) => slug)), groups: new Set(builtIn) };
  for (const { value } of all.group) known.groups.add(value.name);
  return [
    ...(isTaken ? [fault(product, "name", text.productName(name))] : []),
    ...apis.flatMap((slug, index) =>
      known.apis.has(slug) ? [] : [fault(product, `apis.${index}`, text.apiUnknown(slug))],
    ),
    ...groups.flatMap((group, index) =>
      known.groups.has(group) ? [] : [fault(product, `groups.${index}`, text.groupUnknown(group))],
    ),
    ...(policy.limits.length > 0 ? [fault(product, "policy.limits", text.productPolicyLimits)] : []),
    ...policyFaults(product, policy, "product", all.values),
  ];
}

function policyFaults(
  part: Part,
  policy: FilePolicy,
  scope: PolicyScope,
  values: Collected["values"],
  prefix = "policy.",
): Fault[] {
  const document = { ...policy, limits: [] };
  const wrong = scopeFault(scope, document);
  return [...(wrong ? [wrong] : []), ...nameFaults(namingTexts(document), values)].map(({ field, message }) =>
    fault(part, `${prefix}${field}`, message),
  );
}

function nameFaults(texts: readonly NamingText[], values: Collected["values"]): FieldError[] {
  return texts.flatMap(({ field, text: used, isOpen = false, faultOf }) => {
    const wrong = namesIn(used).flatMap((name) => {
      const found = values.get(name);
      if (found === undefined) return [{ field, message: namedValueMessages.unknown(name) }];
      return isOpen && "secret" in found ? [{ field, message: namedValueMessages.plainOnly(name) }] : [];
    });
    if (wrong.length > 0) return wrong;
    const message = faultOf?.(resolveAddress(used, values)) ?? null;
    return message === null ? [] : [{ field, message }];
  });
}

function addressFaults(part: PartOf<"api"> | PartOf<"backend">, values: Collected["values"]): Fault[] {
  const field = part.kind === "api" ? "backend.webServiceUrl" : "webServiceUrl";
  const url = part.kind === "api" ? part.value.backend.webServiceUrl : part.value.webServiceUrl;
  const [wrong] = nameFaults([{ field, text: url, isOpen: true }], values);
  if (wrong) return [fault(part, field, wrong.message)];
  const resolved = resolveAddress(url, values);
  const isOne = webServiceUrl.safeParse(resolved).success;
  return isOne ? [] : [fault(part, field, namedValueMessages.addressResolved(resolved))];
}

/** An address with its named values in place; what has none stands for itself. */
export function resolveAddress(url: string, values: ReadonlyMap<string, FileNamedValue>): string {
  return replaceNames(url, (name) => {
    const found = values.get(name);
    return found && "value" in found ? found.value : name;
  });
}

/**
 * A kept secret would go wherever a new address leads: backends that have a credential may not move to another origin.
 */
export function findMovedCredentials(stored: readonly Part[], result: readonly Part[]): Fault[] {
  const [before, after] = [addressesOf(stored), addressesOf(result)];
  return [...before].flatMap(([key, old]) => {
    const now = after.get(key);
    if (!old.hasCredential || now === undefined || now.origin === old.origin) return [];
    const field = now.part.kind === "api" ? "backend.webServiceUrl" : "webServiceUrl";
    return [fault(now.part, field, text.credentialMoves(now.part.what, now.origin))];
  });
}

/**
 * Another issuer is another provider to those who are linked, and would get the secret: it is entered in the console, with
 * that.
 */
export function findMovedProviders(
  stored: readonly Part[],
  result: readonly Part[],
  usable: ReadonlySet<string>,
): Fault[] {
  const before = new Map(collect(stored).provider.map(({ value }) => [value.id, value]));
  return collect(result).provider.flatMap((part) => {
    const { id, kind, issuer } = part.value;
    const old = usable.has(id) ? before.get(id) : undefined;
    if (!old || (old.kind === kind && old.issuer === issuer)) return [];
    return [fault(part, old.kind === kind ? "issuer" : "kind", text.providerMoves)];
  });
}

function addressesOf(parts: readonly Part[]) {
  const { api, backend, values } = collect(parts);
  const both = [
    ...api.map((part) => ({ part, ...part.value.backend })),
    ...backend.map((part) => ({ part, ...part.value })),
  ];
  return new Map(
    both.map(({ part, webServiceUrl: url, credential }) => {
      const address = resolveAddress(url, values);
      const origin = URL.parse(address)?.origin ?? address;
      return [part.key, { part, origin, hasCredential: credential !== "none" }];
    }),
  );
}
