import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { credentialPlace } from "@/lib/catalogue/credential-place";
import { readWholeOperations } from "@/lib/catalogue/operation-queries";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { type Emulator, startEmulator } from "@/lib/emulator/server";
import { installedSecrets } from "@/lib/keys/installed";
import { unseal } from "@/lib/keys/seal";
import { largeDocument, petStore } from "@/lib/openapi/test-documents";
import { publishPreview, reimportPreview } from "@/lib/publishing/schema";
import { type Runtime, startRuntime } from "@/lib/runtime";
import { GET as exportRoute } from "../exports/[api]/route";
import { POST as previewReimport } from "./[apiId]/import/preview/route";
import { POST as reimport } from "./[apiId]/import/route";
import { POST as preview } from "./imports/preview/route";
import { POST as publish } from "./imports/route";
import { admin, context, developer, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the catalogue know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});
let emulator: Emulator;
let running: Runtime;
beforeEach(() => {
  session.user = admin;
});

const executeUri = (service: "featureHashing" | "priceRegression") => {
  const { url, identity } = emulator;
  const { workspace, services } = identity;
  return `${url}/workspaces/${workspace}/services/${services[service]}/execute?api-version=2.0&details=true`;
};
const classic = (
  service: "featureHashing" | "priceRegression",
  apiKey = emulator.identity.apiKeys[0] ?? "",
) => ({
  kind: "classic",
  requestUri: executeUri(service),
  apiKey,
});
const readPreview = async (source: object) => {
  const answer = await preview(request("POST", { source }));
  return publishPreview.parse(await answer.json());
};
const refusalOf = async (source: object) => readRefusal(await preview(request("POST", { source })));
const openapi = (document: unknown) => ({ kind: "openapi", document: JSON.stringify(document) });

describe("publishing", () => {
  useTestDatabase();
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
  });
  afterAll(async () => {
    await running.close();
    await emulator.close();
  });

  describe("a classic web service", () => {
    it.each([
      ["featureHashing", "SimpleFeatureHashingExperiment"],
      ["priceRegression", "AutomobilePriceRegression"],
    ] as const)(
      "%s is published from its request URI and key alone, the key sealed",
      async (service, name) => {
        const source = classic(service);
        const shown = await readPreview(source);
        expect(shown).toMatchObject({
          name,
          suffix: name.toLowerCase(),
          webServiceUrl: emulator.url,
          operationCount: 5,
        });
        expect(shown.trial).toMatchObject({ ok: true });
        const { suffix, webServiceUrl } = shown;
        const input = { source, name, suffix, webServiceUrl, schemes: "https", productIds: [] };
        const { id } = await readMade(await publish(request("POST", input)));
        const operations = await readWholeOperations(db(), id);
        expect(operations.map(({ slug }) => slug)).toEqual([
          "rrs-execute",
          "bes-submit",
          "bes-start",
          "bes-status",
          "bes-delete",
        ]);
        const { identity } = emulator;
        expect(operations[0]?.parameters.map((one) => one.default)).toEqual([
          identity.workspace,
          identity.services[service],
          "2.0",
          "true",
        ]);
        const { backend } = await db().api.findUniqueOrThrow({ where: { id }, include: { backend: true } });
        expect(backend.credentialSealed).not.toContain(source.apiKey);
        expect(
          unseal(backend.credentialSealed ?? "", installedSecrets().seal, credentialPlace(backend.id)),
        ).toBe(source.apiKey);
        const audit = await db().auditEvent.findFirstOrThrow({ where: { targetId: id } });
        expect(JSON.stringify(audit)).not.toContain(source.apiKey);
      },
    );

    it("with a wrong key says that the web service did not accept it", async () => {
      const { trial } = await readPreview(classic("featureHashing", "wrong"));
      expect(trial).toEqual({ ok: false, message: expect.stringContaining("did not accept the credential") });
    });

    it("that is not there, or is something else, is told of at the field", async () => {
      const cases: [string, RegExp][] = [
        [`${emulator.url}/score`, /not a classic web service's address/],
        [
          `${emulator.url}/workspaces/${"0".repeat(32)}/services/${"0".repeat(32)}/execute`,
          /answered with status 404/,
        ],
        ["http://127.0.0.1:1/workspaces/a/services/b/execute", /cannot be read/],
        ["ftp://example.net/", /absolute URL/],
        ["http://user@example.net/workspaces/a/services/b", /absolute URL/],
      ];
      for (const [requestUri, message] of cases) {
        const refusal = await refusalOf({ ...classic("featureHashing"), requestUri });
        expect(refusal.errors).toEqual([
          { field: "source.requestUri", message: expect.stringMatching(message) },
        ]);
      }
    });

    it("at a private address is not asked unless the operator opened the range", async () => {
      const guarded = await startRuntime({
        secrets: installedSecrets(),
        allowPrivateBackends: [],
        allowHttp: true,
        realm: "https://portal.example",
      });
      try {
        expect((await refusalOf(classic("featureHashing"))).errors[0]?.message).toContain("cannot be read");
        expect((await refusalOf({ kind: "openapi", url: `${emulator.url}/` })).errors[0]?.field).toBe(
          "source.url",
        );
      } finally {
        await guarded.close();
        running = await startRuntime({
          secrets: installedSecrets(),
          allowPrivateBackends: ["loopback"],
          allowHttp: true,
          realm: "https://portal.example",
        });
      }
    });
  });

  describe("an OpenAPI document", () => {
    it("is imported in one change: 1,000 operations in under 10 s of processor time", async () => {
      const before = await readRevisions();
      const started = process.cpuUsage();
      const source = openapi(largeDocument(1_000));
      const input = {
        source,
        name: "Large",
        suffix: "large",
        webServiceUrl: "https://large.example",
        productIds: [],
      };
      const { id } = await readMade(await publish(request("POST", input)));
      // Of the processor, not of the clock: other tests run beside this one.
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1_000).toBeLessThan(10_000);
      expect(await db().operation.count({ where: { apiId: id } })).toBe(1_000);
      expect((await readRevisions()).catalogue).toBe(before.catalogue + 1);
    }, 90_000);

    it("that is broken is a 422 that names the place", async () => {
      const answer = await preview(
        request("POST", { source: openapi({ ...petStore, paths: { x: { get: {} } } }) }),
      );
      expect(answer.status).toBe(422);
      expect((await readRefusal(answer)).detail).toContain("paths > x: a path begins with a slash");
    });

    it("comes again: only what differs is changed, and what is missing goes when that is chosen", async () => {
      const input = {
        source: openapi(petStore),
        name: "Pets",
        suffix: "pets",
        webServiceUrl: "https://pets.example",
      };
      const { id, slug } = await readMade(await publish(request("POST", { ...input, productIds: [] })));
      const exported = await exportRoute(
        new Request(`https://portal.example/x?format=openapi-yaml`),
        context({ api: slug }),
      );
      const same = { kind: "openapi", document: await exported.text() };
      const compare = async (source: object) =>
        reimportPreview.parse(
          await (await previewReimport(request("POST", { source }), context({ apiId: id }))).json(),
        );
      expect(await compare(same)).toMatchObject({ added: [], changed: [], removed: [], unchanged: 4 });

      const { "/pets/{petId}": one, "/pets": all } = z
        .record(z.string(), z.record(z.string(), z.unknown()))
        .parse(petStore.paths);
      const paths = { "/pets": { ...all, get: { summary: "All pets", responses: {} } }, "/cats": one };
      const source = openapi({ ...petStore, paths });
      const changes = await compare(source);
      expect(changes.changed).toEqual([
        expect.objectContaining({
          displayName: "All pets",
          parts: ["displayName", "parameters", "responses"],
        }),
      ]);
      expect([changes.added.length, changes.removed.length, changes.unchanged]).toEqual([2, 2, 1]);

      const before = await readWholeOperations(db(), id);
      const apply = (removeMissing: boolean) =>
        reimport(request("POST", { source, removeMissing }), context({ apiId: id }));
      expect((await apply(false)).status).toBe(204);
      expect(await readWholeOperations(db(), id)).toHaveLength(6);
      expect((await apply(true)).status).toBe(204);
      const after = await readWholeOperations(db(), id);
      expect(after.map(({ displayName }) => displayName)).toContain("All pets");
      expect(after).toHaveLength(4);
      expect(after[0]).toMatchObject({ id: before[0]?.id, slug: before[0]?.slug });
    });
  });

  it("an import does what its comparison showed or nothing, where it is named", async () => {
    const input = { source: openapi(petStore), name: "Compared pets", suffix: "compared-pets" };
    const backend = { webServiceUrl: "https://pets.example", productIds: [] };
    const { id } = await readMade(await publish(request("POST", { ...input, ...backend })));
    const source = openapi(JSON.parse(JSON.stringify(petStore).replaceAll("petId", "animal")));
    const compare = async () =>
      reimportPreview.parse(
        await (await previewReimport(request("POST", { source }), context({ apiId: id }))).json(),
      ).version;
    const apply = (compared: string) =>
      reimport(request("POST", { source, compared }), context({ apiId: id }));
    const seen = await compare();
    expect(await compare()).toBe(seen);
    const one = await db().operation.findFirstOrThrow({ where: { apiId: id, urlTemplate: "/pets/{petId}" } });
    await db().operation.update({ where: { id: one.id }, data: { description: "By Grace" } });
    const before = await readWholeOperations(db(), id);
    expect(await readRefusal(await apply(seen))).toMatchObject({ status: 412 });
    expect(await readWholeOperations(db(), id)).toEqual(before);
    expect((await apply(await compare())).status).toBe(204);
  });

  it("an import that calls a segment otherwise calls it so in the operation's rewritten path", async () => {
    const input = { source: openapi(petStore), name: "Renamed pets", suffix: "renamed-pets" };
    const backend = { webServiceUrl: "https://pets.example", productIds: [] };
    const { id } = await readMade(await publish(request("POST", { ...input, ...backend })));
    const one = await db().operation.findFirstOrThrow({ where: { apiId: id, urlTemplate: "/pets/{petId}" } });
    const document = { request: { rewrite: "/internal/{petId}" } };
    await db().policy.create({ data: { id: `operation:${one.id}`, operationId: one.id, document } });
    const source = openapi(JSON.parse(JSON.stringify(petStore).replaceAll("petId", "animal")));
    const body = { source, removeMissing: false };
    expect((await reimport(request("POST", body), context({ apiId: id }))).status).toBe(204);
    expect(await db().policy.findUniqueOrThrow({ where: { operationId: one.id } })).toMatchObject({
      document: { request: { rewrite: "/internal/{animal}" } },
    });
  });

  describe("an export", () => {
    it("is for whoever may see the API, and does not tell where its backend is", async () => {
      const input = {
        source: openapi(petStore),
        name: "Hidden pets",
        suffix: "hidden-pets",
        webServiceUrl: "https://backend.example",
      };
      const { slug } = await readMade(await publish(request("POST", { ...input, productIds: [] })));
      for (const format of ["openapi-json", "openapi-yaml", "postman"]) {
        const get = () =>
          exportRoute(new Request(`https://portal.example/x?format=${format}`), context({ api: slug }));
        session.user = admin;
        const text = await (await get()).text();
        expect(text).toContain("https://portal.example/gateway/hidden-pets");
        expect(text).not.toContain("backend.example");
        session.user = developer;
        expect((await get()).status).toBe(404);
        session.user = null;
        expect((await get()).status).toBe(404);
      }
    });
  });
});
