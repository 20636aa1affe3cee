import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/audit/commands";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { applyConfiguration } from "./commands";
import { type Configuration, configurationDocument } from "./document-schema";
import { lineFinder } from "./locate";
import { readConfigurationFile } from "./read-file";
import { readStored } from "./read-stored";
import { writeYaml } from "./write-yaml";

vi.hoisted(() => vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of round trips know"));

const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/[\0\p{Cs}]/gu, "").trim())
  .filter((text) => text !== "");
const words = fc.oneof(
  line,
  fc.constantFrom(
    "",
    "no",
    "1e3",
    "2001-01-01",
    "- a\n- b",
    "# h\r\n\r\ntext ",
    "  indented\n\ttab",
    "~",
    "{{x}",
  ),
);
const slug = fc.constantFrom("a", "b-2", "2024", "null", "true");
const number = (min: number, max: number) => fc.integer({ min, max });

const terms = fc.oneof(
  fc.record({
    kind: fc.constant("rate"),
    measure: fc.constant("calls"),
    limit: number(1, 9),
    periodSeconds: number(1, 9),
  }),
  fc.record({
    kind: fc.constant("quota"),
    measure: fc.constantFrom("calls", "rows"),
    limit: number(1, 9),
    periodSeconds: number(0, 9),
  }),
);
const change = fc.record({
  action: fc.constantFrom("set", "remove"),
  name: fc.constantFrom("X-A", "x-b"),
  value: fc.constantFrom("", "v", "null"),
});
const policy = fc.record(
  {
    access: fc.record({
      allowedAddresses: fc.constantFrom([], ["10.0.0.0/8"]),
      cors: fc.constantFrom({}, { mode: "refuse" }),
    }),
    request: fc.record({
      limitBytes: fc.constantFrom(null, 5),
      headers: fc.uniqueArray(change, { selector: ({ name }) => name, maxLength: 2 }),
    }),
    limits: fc.array(terms, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const productPolicy = policy.map(({ limits, access: { cors, ...access } = {}, ...rest }) => ({
  ...rest,
  access,
}));
const schema = fc.constantFrom({ type: "object" }, { $ref: "https://elsewhere.example/s.json" }, {});
const operation = (at: number) =>
  fc.record({
    slug: fc.constant(`o${at}`),
    displayName: line,
    description: words,
    method: fc.constantFrom("GET", "POST"),
    urlTemplate: fc.constantFrom(`/${at}/{x}?k={k}`, `/${at}`),
    parameters: fc.constantFrom([], [{ name: "H", in: "header", required: false, default: "d" }]),
    request: fc.oneof(
      fc.constant(null),
      fc.record({
        representations: fc.tuple(
          fc.record({
            contentType: fc.constant("application/json"),
            schema,
            sample: fc.constantFrom("{}", "[1,\n 2]"),
          }),
        ),
      }),
    ),
    responses: fc.constantFrom([], [{ status: 200, description: "OK" }]),
    policy,
  });
const backend = fc.record(
  {
    webServiceUrl: fc.constantFrom("https://a.example", "http://b.example/x"),
    weight: number(1, 5),
    maxInFlight: fc.constantFrom(null, 3),
  },
  { requiredKeys: ["webServiceUrl"] },
);
const api = slug.chain((own) =>
  fc.record({
    slug: fc.constant(own),
    name: line.map((name) => `${own} ${name}`),
    suffix: fc.constant(own),
    description: words,
    tags: fc.uniqueArray(
      line.filter((tag) => tag.length < 50),
      { maxLength: 2 },
    ),
    published: fc.boolean(),
    versionSet: fc.constant("set"),
    version: fc.constant(`v${own}`),
    deprecatedOn: fc.constantFrom(null, "2026-11-23"),
    backend,
    pool: fc.array(backend, { maxLength: 3 }),
    policy,
    operations: fc
      .nat(4)
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => operation(at)))),
  }),
);
const bySlug = { selector: ({ slug }: { slug: string }) => slug, maxLength: 3 };
const byName = { selector: ({ name }: { name: string }) => name, maxLength: 3 };

const configuration: fc.Arbitrary<Configuration> = fc
  .record({
    gatehouse: fc.constant(1),
    settings: fc.record({
      organisation: fc.record({ name: fc.constantFrom("Ours", "No") }),
      branding: fc.record({ homeText: words }),
      signUp: fc.constantFrom({ mode: "open" }, { mode: "domains", domains: ["a.example"] }),
      reminders: fc.constantFrom({}, { days: 9 }),
      notifications: fc.constantFrom({}, { "api.changed": { copies: ["a@a.example"] } }),
    }),
    namedValues: fc.uniqueArray(
      fc.oneof(
        fc.record({ name: slug, value: fc.constantFrom("v", "1") }),
        fc.record({ name: slug, secret: fc.constant(true) }),
      ),
      byName,
    ),
    groups: fc.uniqueArray(fc.record({ name: line, description: line }), byName),
    policy,
    apis: fc.uniqueArray(api, bySlug),
  })
  .chain((base) =>
    fc
      .uniqueArray(
        fc.record({
          slug,
          name: line,
          description: words,
          terms: words,
          maxSubscriptions: fc.constantFrom(null, 2),
          limits: fc.array(terms, { maxLength: 3 }),
          apis: fc.constant(base.apis.map(({ slug }) => slug).sort()),
          groups: fc.constant(base.groups.map(({ name }) => name).sort()),
          policy: productPolicy,
        }),
        { ...bySlug, comparator: (a, b) => a === b },
      )
      .map((products) => ({
        ...base,
        products: products.filter(({ name }, at) => products.findIndex((one) => one.name === name) === at),
      })),
  )
  .map((whole) => configurationDocument.parse(whole));

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("the configuration's file", () => {
  it("says what the configuration is, whatever its texts", () => {
    fc.assert(
      fc.property(configuration, (whole) => {
        expect(plain(readConfigurationFile(writeYaml(whole)).configuration)).toEqual(plain(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("says of each value in which line it stands", () => {
    const source = writeYaml({
      gatehouse: 1,
      groups: [
        { name: "a", description: "" },
        { name: "b", description: "x\ny" },
      ],
    });
    const lines = source.split("\n");
    const find = lineFinder(source);
    expect(lines[(find(["groups", 1, "name"]) ?? 0) - 1]).toContain("name: b");
    expect(lines[(find(["groups", 1, "description", "deeper"]) ?? 0) - 1]).toContain("description: |");
    expect(lineFinder('{"a": 1,\r\n "b": {"c": 2}}')(["b", "c"])).toBe(2);
    expect(load(source)).toMatchObject({ gatehouse: 1 });
  });
});

describe("an installation that a file was applied to", () => {
  useTestDatabase();

  it("has the file's configuration, whatever it had before", async () => {
    const editor = { byToken: false, viewer: { role: "admin" as const, id: "a" }, actor: systemActor };
    await fc.assert(
      fc.asyncProperty(configuration, async (whole) => {
        const document = writeYaml(whole);
        // Names may change hands between one file and the next, which takes two steps.
        await applyConfiguration(editor, { document: empty, prune: true });
        await applyConfiguration(editor, { document, prune: true });
        const stored = await readStored(db());
        expect(writeYaml(readConfigurationFile(writeYaml(stored.configuration)).configuration)).toBe(
          writeYaml(tidied(stored.configuration)),
        );
        const again = await applyConfiguration(editor, { document, prune: true });
        expect(again).toMatchObject({ differences: [], kept: [] });
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});

const empty = "gatehouse: 1\nnamedValues: []\ngroups: []\napis: []\nproducts: []\n";

/** As it is read back. */
function tidied(whole: Configuration): Configuration {
  return configurationDocument.parse(plain(whole));
}
