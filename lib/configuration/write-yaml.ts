import { isDeepStrictEqual } from "node:util";
import { dump } from "js-yaml";
import type { JsonObject } from "@/lib/catalogue/text-schema";
import { isObject } from "@/lib/openapi/place";
import {
  type Configuration,
  configurationDocument,
  emptyFilePolicy,
  type FileSettings,
  formatVersion,
} from "./document-schema";

/**
 * A configuration as the text of its file: what is as usual is left out, every text stands on lines of its own, and the
 * same configuration gives the same text on every machine. Pure.
 */
export function writeYaml(configuration: Configuration): string {
  const { gatehouse, settings, identityProviders, namedValues, groups, policy, apis, products } =
    configuration;
  const document = {
    gatehouse,
    ...(settings && { settings: writeSettings(settings) }),
    ...(identityProviders && {
      identityProviders: identityProviders.map((provider) => omitUsual(provider, { active: true })),
    }),
    ...(namedValues && { namedValues }),
    ...(groups && { groups: groups.map((group) => omitUsual(group, { description: "" })) }),
    ...(policy && { policy: writePolicy(policy) }),
    ...(apis && { apis: apis.map(writeApi) }),
    ...(products && { products: products.map((product) => withPolicy(omitUsual(product, usual.product))) }),
  };
  return dump(plain(document), { noRefs: true, lineWidth: -1 });
}

const example = configurationDocument.parse({
  gatehouse: formatVersion,
  settings: { organisation: {}, branding: {}, reminders: {} },
  apis: [
    {
      name: "-",
      suffix: "a",
      backend: { webServiceUrl: "https://a" },
      pool: [{ webServiceUrl: "https://a" }],
      operations: [{ displayName: "-", method: "GET", urlTemplate: "/" }],
    },
  ],
  products: [{ name: "-" }],
});

/** What need not be said. What a thing cannot be without is not among it. */
const usual = {
  product: without(example.products?.[0], ["name", "slug"]),
  api: without(example.apis?.[0], ["name", "slug", "suffix", "backend", "pool", "operations"]),
  backend: without(example.apis?.[0]?.backend, ["webServiceUrl"]),
  operation: without(example.apis?.[0]?.operations?.[0], ["displayName", "slug", "method", "urlTemplate"]),
};

/** Each setting is spoken of, even if it is as usual. */
function writeSettings(settings: FileSettings) {
  const entries = Object.entries(plain(settings));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, omitUsual(value, example.settings?.[name as keyof FileSettings])]),
  );
}

type Api = NonNullable<Configuration["apis"]>[number];
type Operation = NonNullable<Api["operations"]>[number];

function writeApi({ slug, name, backend, pool, operations, ...api }: Api) {
  return {
    slug,
    name,
    ...withPolicy(omitUsual(api, usual.api)),
    backend: omitUsual(backend, usual.backend),
    ...(pool && { pool: pool.map((one) => omitUsual(one, usual.backend)) }),
    ...(operations && { operations: operations.map(writeOperation) }),
  };
}

function writeOperation({ slug, displayName, method, urlTemplate, ...operation }: Operation) {
  const { parameters, responses } = operation;
  return {
    slug,
    displayName,
    method,
    urlTemplate,
    ...withPolicy(omitUsual(operation, usual.operation)),
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ name, in: place, ...rest }) => ({
        name,
        in: place,
        ...omitUsual(rest, { type: "string", required: true }),
      })),
    }),
    ...(responses.length > 0 && {
      responses: responses.map((response) => omitUsual(response, { description: "", representations: [] })),
    }),
  };
}

function withPolicy<Value extends object>(value: Value) {
  if (!("policy" in value)) return value;
  return { ...value, policy: writePolicy(value.policy) };
}

/** Without what is empty in its lists, too. */
function writePolicy(policy: unknown): unknown {
  return slim(omitUsual(policy, emptyFilePolicy));
}

function slim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(slim);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([name, inner]) =>
      !(name === "value" && inner === "") && !(name === "values" && isDeepStrictEqual(inner, [])),
  );
  return Object.fromEntries(entries.map(([name, inner]) => [name, slim(inner)]));
}

/** A value without the members that are as usual. */
function omitUsual(value: unknown, usual: unknown): JsonObject {
  const [own, other] = [isObject(value) ? value : {}, isObject(usual) ? usual : {}];
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, inner]): [string, JsonObject[string]][] => {
      const usually = other[name];
      if (!(name in other)) return [[name, inner]];
      if (isDeepStrictEqual(inner, usually)) return [];
      return [[name, isObject(inner) && isObject(usually) ? omitUsual(inner, usually) : inner]];
    }),
  );
}

function without(value: object | undefined, names: readonly string[]): JsonObject {
  const entries = Object.entries(plain(value ?? {})).filter(([name]) => !names.includes(name));
  return Object.fromEntries(entries);
}

function plain(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
