import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { credentialPlace } from "@/lib/catalogue/credential-place";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { unseal } from "@/lib/keys/seal";
import * as credentialRoute from "./[apiId]/credential/route";
import * as apiRoute from "./[apiId]/route";
import * as listRoute from "./route";
import { admin, context, demoApi, developer, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the catalogue know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const secret = "azure-key-nobody-may-see";
const create = (input: object) => listRoute.POST(request("POST", input));
const get = async (apiId: string) =>
  (await apiRoute.GET(request("GET"), context({ apiId }))).json() as Promise<Record<string, unknown>>;
const patch = (apiId: string, changes: object) =>
  apiRoute.PATCH(request("PATCH", changes), context({ apiId }));
const remove = (apiId: string) => apiRoute.DELETE(request("DELETE"), context({ apiId }));
const list = async (search: string) =>
  (await listRoute.GET(request("GET", undefined, search))).json() as Promise<{
    items: { name: string }[];
    total: number;
  }>;

let counter = 0;
/** An API of its own for one test. */
async function createDemo(input: object = {}): Promise<string> {
  counter += 1;
  const own = { name: `Demo ${counter}`, suffix: `demo-${counter}` };
  return (await readMade(await create({ ...demoApi, ...own, ...input }))).id;
}

async function storedBackend(apiId: string) {
  const api = await db().api.findUniqueOrThrow({ where: { id: apiId }, include: { backend: true } });
  return api.backend;
}

async function openSecret(apiId: string): Promise<string> {
  const { id, credentialSealed } = await storedBackend(apiId);
  return unseal(credentialSealed ?? "", installedSecrets().seal, credentialPlace(id));
}

describe("the APIs' routes", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const [position, name] of ["Starter", "Unlimited"].entries()) {
      const id = name.toLowerCase();
      await db().product.create({ data: { id, slug: id, name, position } });
    }
  });

  beforeEach(() => {
    session.user = admin;
  });

  it("an API is created with its backend, products and a slug of its name, and the gateways hear of it", async () => {
    const before = (await readRevisions()).catalogue;
    const response = await create({ ...demoApi, productIds: ["starter"] });
    expect(response.status).toBe(201);
    const { id, slug } = await readMade(response);
    expect(slug).toBe("azureml-demo-api");
    expect(await get(id)).toMatchObject({
      ...demoApi,
      schemes: "https",
      productIds: ["starter"],
      published: true,
      credential: { kind: "none", name: null, setAt: null },
    });
    expect((await readRevisions()).catalogue).toBe(before + 1);
    expect(await db().auditEvent.findFirst({ where: { action: "api.create", targetId: id } })).toMatchObject({
      actorId: admin.id,
      targetName: demoApi.name,
    });
  });

  it("names that give one slug get one each, and a new name keeps the old slug", async () => {
    const first = await readMade(await create({ ...demoApi, name: "Wine quality", suffix: "wine-1" }));
    const second = await readMade(await create({ ...demoApi, name: "Wine: quality", suffix: "wine-2" }));
    expect([first.slug, second.slug]).toEqual(["wine-quality", "wine-quality-2"]);
    await patch(first.id, { name: "Vino" });
    expect(await get(first.id)).toMatchObject({ name: "Vino", slug: "wine-quality" });
  });

  it("a change leaves alone what it does not name; a whole API resets what it leaves out", async () => {
    const apiId = await createDemo({ summary: "Scores.", tags: ["ml"], productIds: ["starter"] });
    expect((await patch(apiId, { summary: "Scores rows." })).status).toBe(200);
    expect(await get(apiId)).toMatchObject({
      summary: "Scores rows.",
      tags: ["ml"],
      productIds: ["starter"],
    });
    await apiRoute.PUT(request("PUT", { ...demoApi, name: "Reset", suffix: "reset" }), context({ apiId }));
    expect(await get(apiId)).toMatchObject({ name: "Reset", summary: "", tags: [], productIds: [] });
  });

  it("a deleted API takes its operations, its place in products and its backend along, and nothing else", async () => {
    const apiId = await createDemo({ productIds: ["starter"] });
    const backend = await storedBackend(apiId);
    await db().operation.create({
      data: { apiId, slug: "o", displayName: "O", method: "GET", urlTemplate: "/", position: 0 },
    });
    expect((await remove(apiId)).status).toBe(204);
    expect(await db().operation.count({ where: { apiId } })).toBe(0);
    expect(await db().productApi.count({ where: { apiId } })).toBe(0);
    expect(await db().backend.findUnique({ where: { id: backend.id } })).toBeNull();
    expect(await db().product.count({ where: { id: "starter" } })).toBe(1);
    expect((await remove(apiId)).status).toBe(404);
    expect((await patch(apiId, { name: "Gone" })).status).toBe(404);
  });

  describe("the list", () => {
    it("finds words without regard to case and accents, in name, suffix, summary and tags", async () => {
      await createDemo({ name: "Đubrovnik Čakovec", tags: ["Regresija"], suffix: "towns" });
      for (const words of ["ČAKOVEC", "cakovec", "regresija TOWNS"]) {
        const { items } = await list(`?search=${encodeURIComponent(words)}`);
        expect(items.map(({ name }) => name)).toEqual(["Đubrovnik Čakovec"]);
      }
    });

    it("sorts as people do and pages", async () => {
      for (const name of ["page 10", "Page 2", "page 1"]) {
        await createDemo({ name, tags: ["paged"], suffix: name.toLowerCase().replace(" ", "-") });
      }
      const names = async (order: string) =>
        (await list(`?search=paged&order=${order}`)).items.map(({ name }) => name);
      expect(await names("asc")).toEqual(["page 1", "Page 2", "page 10"]);
      expect(await names("desc")).toEqual(["page 10", "Page 2", "page 1"]);
      expect(await list("?search=paged&page=9")).toMatchObject({ page: 1, pageCount: 1, total: 3 });
      expect((await listRoute.GET(request("GET", undefined, "?sort=secret"))).status).toBe(400);
    });
  });

  describe("the backend's credential", () => {
    const bearer = { kind: "bearer", secret };

    it("is stored sealed and comes back as its kind and time only", async () => {
      const apiId = await createDemo({ credential: { kind: "header", name: "X-Api-Key", secret } });
      const backend = await storedBackend(apiId);
      expect(JSON.stringify(backend)).not.toContain(secret);
      expect(await openSecret(apiId)).toBe(secret);
      const shown = await get(apiId);
      expect(shown.credential).toEqual({
        kind: "header",
        name: "X-Api-Key",
        setAt: backend.credentialSetAt?.toISOString(),
      });
      expect(JSON.stringify(shown)).not.toContain(backend.credentialSealed);
      const audit = await db().auditEvent.findMany({ where: { targetId: apiId } });
      expect(JSON.stringify(audit)).not.toContain(secret);
      expect(JSON.stringify(audit)).not.toContain(backend.credentialSealed);
    });

    it("is kept by a change that does not name it, also of the address's path", async () => {
      const apiId = await createDemo({ credential: bearer });
      await patch(apiId, { summary: "New." });
      await patch(apiId, { webServiceUrl: `${demoApi.webServiceUrl}/v2` });
      expect(await openSecret(apiId)).toBe(secret);
    });

    it.each(["https://elsewhere.example", "http://ussouthcentral.services.azureml.net"])(
      "is not sent to another origin (%s) before it has been entered again",
      async (webServiceUrl) => {
        const apiId = await createDemo({ credential: bearer });
        const refused = await patch(apiId, { webServiceUrl });
        expect(refused.status).toBe(400);
        const { errors } = await readRefusal(refused);
        expect(errors).toEqual([{ field: "credential", message: expect.stringContaining(webServiceUrl) }]);
        expect((await storedBackend(apiId)).url).toBe(demoApi.webServiceUrl);
        expect((await patch(apiId, { webServiceUrl, credential: bearer })).status).toBe(200);
        expect((await storedBackend(apiId)).url).toBe(webServiceUrl);
      },
    );

    it("can be replaced and removed by its own route, and a backend without one moves freely", async () => {
      const apiId = await createDemo();
      const params = context({ apiId });
      const put = await credentialRoute.PUT(request("PUT", { kind: "basic", name: "ada", secret }), params);
      expect(await put.json()).toMatchObject({ kind: "basic", name: "ada" });
      expect(await openSecret(apiId)).toBe(secret);
      expect((await credentialRoute.DELETE(request("DELETE"), params)).status).toBe(204);
      expect(await (await credentialRoute.GET(request("GET"), params)).json()).toEqual({
        kind: "none",
        name: null,
        setAt: null,
      });
      expect((await storedBackend(apiId)).credentialSealed).toBeNull();
      expect((await patch(apiId, { webServiceUrl: "https://elsewhere.example" })).status).toBe(200);
    });

    it("does not open in another backend's row", async () => {
      const [from, to] = [await createDemo({ credential: bearer }), await createDemo()];
      const { credentialSealed } = await storedBackend(from);
      const { id } = await storedBackend(to);
      await db().backend.update({ where: { id }, data: { credentialSealed } });
      await expect(openSecret(to)).rejects.toThrow();
    });
  });

  describe("a bad input is answered with its field and the fix, and changes nothing:", () => {
    const long = (length: number) => "x".repeat(length);

    beforeAll(async () => {
      session.user = admin;
      await create({ ...demoApi, name: "Taken API", suffix: "taken" });
    });

    it.each<[string, object, string, RegExp]>([
      ["an empty name", { name: "  " }, "name", /Enter a name/],
      ["a name that is too long", { name: long(201) }, "name", /at most 200/],
      ["a name that another API has", { name: "Taken API" }, "name", /Choose another name/],
      ["a name with a NUL", { name: "A\0B" }, "name", /Take out/],
      ["no suffix", { suffix: "/" }, "suffix", /Enter a URL suffix/],
      ["a suffix with a space", { suffix: "my api" }, "suffix", /Use letters, digits/],
      ["a suffix with a doubled slash", { suffix: "a//b" }, "suffix", /single slashes/],
      ["a suffix that climbs", { suffix: "a/../b" }, "suffix", /Use letters, digits/],
      [
        "a suffix that another API has",
        { suffix: "/Taken/" },
        "suffix",
        /used by Taken API\. Choose another/,
      ],
      ["no web service URL", { webServiceUrl: "" }, "webServiceUrl", /Enter the web service URL/],
      ["a malformed web service URL", { webServiceUrl: "htp:/x" }, "webServiceUrl", /begins with https/],
      ["a web service URL without a host", { webServiceUrl: "https:///x" }, "webServiceUrl", /absolute URL/],
      ["a web service URL of another kind", { webServiceUrl: "file:///etc" }, "webServiceUrl", /begins with/],
      [
        "a user in the web service URL",
        { webServiceUrl: "https://u:p@a.example" },
        "webServiceUrl",
        /Take the/,
      ],
      [
        "a query in the web service URL",
        { webServiceUrl: "https://a.example?x=1" },
        "webServiceUrl",
        /Leave out/,
      ],
      [
        "a fragment in the web service URL",
        { webServiceUrl: "https://a.example#" },
        "webServiceUrl",
        /Leave out/,
      ],
      ["an unknown scheme", { schemes: "ftp" }, "schemes", /Choose a URL scheme/],
      ["HTTP where the operator does not allow it", { schemes: "both" }, "schemes", /Choose HTTPS/],
      ["an oversize description", { description: long(100_001) }, "description", /at most 100,000/],
      ["an empty tag", { tags: ["ml", " "] }, "tags.1", /empty tag/],
      ["a product that is gone", { productIds: ["ghost"] }, "productIds", /Reload the page/],
      ["a header name with a colon", { keyHeader: "X-Key:" }, "keyHeader", /Use letters, digits and dashes/],
      ["a key in a header of HTTP's own", { keyHeader: "Host" }, "keyHeader", /Choose another name/],
      [
        "a key in a header of the caller's",
        { keyHeader: "content-type" },
        "keyHeader",
        /Choose another name/,
      ],
      [
        "a credential in a header of HTTP's own",
        { credential: { kind: "header", name: "Content-Length", secret } },
        "credential.name",
        /Choose another name/,
      ],
      ["a timeout of 0", { headersTimeoutMs: 0 }, "headersTimeoutMs", /from 100 to 240000/],
      ["a timeout in words", { connectTimeoutMs: "soon" }, "connectTimeoutMs", /whole number/],
      [
        "a credential without a secret",
        { credential: { kind: "bearer", secret: "" } },
        "credential.secret",
        /Enter/,
      ],
      [
        "a secret with a line break inside",
        { credential: { kind: "bearer", secret: "a\nb" } },
        "credential.secret",
        /line breaks/,
      ],
      [
        "a credential header with a space",
        { credential: { kind: "header", name: "X Key", secret } },
        "credential.name",
        /Use letters/,
      ],
      ["a credential of unknown kind", { credential: { kind: "magic" } }, "credential.kind", /Choose how/],
      ["a field that does not exist", { slug: "mine" }, "slug", /Remove it/],
      ["an id of its own", { id: "mine" }, "id", /Remove it/],
      ["a text where a switch is", { published: "yes" }, "published", /boolean/],
    ])("%s", async (_, wrong, field, fix) => {
      const before = await db().api.count();
      const fresh = { ...demoApi, name: "Fresh", suffix: "fresh" };
      const response = await create({ ...fresh, ...wrong });
      expect(response.status).toBe(400);
      const { errors } = await readRefusal(response);
      expect(errors).toEqual([{ field, message: expect.stringMatching(fix) }]);
      expect(await db().api.count()).toBe(before);
    });

    it("the same when an API is changed", async () => {
      const apiId = await createDemo();
      const { errors } = await readRefusal(await patch(apiId, { suffix: "taken" }));
      expect(errors).toEqual([{ field: "suffix", message: expect.stringContaining("Taken API") }]);
      expect((await patch(apiId, { operations: [] })).status).toBe(400);
      expect((await patch(apiId, { schemes: "http" })).status).toBe(400);
    });

    it("not even two at one moment get one suffix", async () => {
      const responses = await Promise.all(
        ["One", "Two"].map((name) => create({ ...demoApi, name, suffix: "race" })),
      );
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 400]);
      expect(await db().api.count({ where: { suffix: "race" } })).toBe(1);
    });
  });

  it("nobody but an administrator sees or changes anything", async () => {
    const apiId = await createDemo({ credential: { kind: "bearer", secret } });
    const before = JSON.stringify([await db().api.findMany(), await storedBackend(apiId)]);
    const params = context({ apiId });
    const attempts = () => [
      listRoute.GET(request("GET")),
      create({ ...demoApi, name: "Mine", suffix: "mine" }),
      apiRoute.GET(request("GET"), params),
      apiRoute.PUT(request("PUT", demoApi), params),
      patch(apiId, { name: "Mine" }),
      remove(apiId),
      credentialRoute.GET(request("GET"), params),
      credentialRoute.PUT(request("PUT", { kind: "none" }), params),
      credentialRoute.DELETE(request("DELETE"), params),
    ];
    for (const [user, status] of [
      [null, 401],
      [developer, 403],
    ] as const) {
      session.user = user;
      for (const response of await Promise.all(attempts())) expect(response.status).toBe(status);
    }
    expect(JSON.stringify([await db().api.findMany(), await storedBackend(apiId)])).toBe(before);
  });
});
