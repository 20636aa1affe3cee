import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import {
  findPortalApi,
  findPortalOperation,
  listPortalApis,
  listSearchEntries,
} from "@/lib/catalogue/portal-queries";
import { versionList } from "@/lib/catalogue/schema";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { startDraft } from "@/lib/revisions/commands";
import { POST as COPY } from "./[apiId]/copies/route";
import { POST as ADD_OPERATION } from "./[apiId]/operations/route";
import { PATCH } from "./[apiId]/route";
import { GET, POST as VERSION } from "./[apiId]/versions/route";
import { POST } from "./route";
import { admin, context, demoApi, developer, execute, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of versions know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const add = (apiId: string, input: object) => VERSION(request("POST", input), context({ apiId }));
const patch = (apiId: string, body: object) => PATCH(request("PATCH", body), context({ apiId }));
const list = async (apiId: string) =>
  versionList.parse(await (await GET(request("GET"), context({ apiId }))).json());
const rowOf = (id: string) => db().api.findUniqueOrThrow({ where: { id }, include: { products: true } });
const second = { name: "Demo v2", suffix: "demo-v2", version: "v2" };
const refusedField = async (response: Response) => {
  const { status, errors } = await readRefusal(response);
  return [status, errors[0]?.field];
};

describe("the versions of an API", () => {
  useTestDatabase();
  let first = "";

  beforeEach(async () => {
    session.user = admin;
    await db().api.deleteMany();
    await db().group.upsert({
      where: { name: "Developers" },
      create: { id: "developers", name: "Developers", kind: "system" },
      update: {},
    });
    await db().product.upsert({
      where: { id: "starter" },
      create: {
        id: "starter",
        slug: "starter",
        name: "Starter",
        groups: { create: { groupId: "developers" } },
      },
      update: {},
    });
    const input = { ...demoApi, featured: true, productIds: ["starter"] };
    first = (await readMade(await POST(request("POST", input)))).id;
    await ADD_OPERATION(request("POST", execute), context({ apiId: first }));
  });

  const addSecond = async (published = true) => {
    const { id } = await readMade(await add(first, { ...second, currentVersion: "V1" }));
    if (published) await patch(id, { published });
    return id;
  };

  it("begin with a hidden copy in the same products, and name the API that had none", async () => {
    const before = await readRevisions();
    const id = await addSecond(false);
    const [old, made] = [await rowOf(first), await rowOf(id)];
    expect([old.versionSet, old.version]).toEqual(["azureml-demo-api", "v1"]);
    expect([made.versionSet, made.version, made.published, made.featured]).toEqual([
      "azureml-demo-api",
      "v2",
      false,
      false,
    ]);
    expect(made.products.map(({ productId }) => productId)).toEqual(["starter"]);
    expect(await db().operation.count({ where: { apiId: id } })).toBe(1);
    expect((await readRevisions()).catalogue).toBe(before.catalogue + 1);
    const events = await db().auditEvent.findMany({ where: { action: "api.version" } });
    expect(events.map(({ targetId }) => targetId).sort()).toEqual([first, id].sort());
    expect((await list(id)).map(({ version, isShown }) => [version, isShown])).toEqual([
      ["v2", false],
      ["v1", true],
    ]);
  });

  it("have names of their own in the set, and names and suffixes as every API", async () => {
    const id = await addSecond();
    const third = { name: "Third", suffix: "third" };
    expect(await refusedField(await add(first, { ...third, version: "V2" }))).toEqual([400, "version"]);
    expect(await refusedField(await add(first, { ...third, version: "v3", name: second.name }))).toEqual([
      400,
      "name",
    ]);
    expect(await refusedField(await add(id, { ...third, version: "v3", currentVersion: "v7" }))).toEqual([
      400,
      "currentVersion",
    ]);
    expect(await refusedField(await patch(first, { version: "v2" }))).toEqual([400, "version"]);
    expect(await refusedField(await patch(first, { version: "a b" }))).toEqual([400, "version"]);
    expect(await refusedField(await patch(first, { version: null }))).toEqual([400, "version"]);
    expect(await refusedField(await patch(first, { versionSet: null }))).toEqual([400, "versionSet"]);
    expect(await db().api.count()).toBe(2);
  });

  it("need a name for the API that has none, and an administrator", async () => {
    expect(await refusedField(await add(first, second))).toEqual([400, "currentVersion"]);
    expect((await add("nothing", { ...second, currentVersion: "v1" })).status).toBe(404);
    session.user = developer;
    expect((await add(first, { ...second, currentVersion: "v1" })).status).toBe(403);
    expect((await GET(request("GET"), context({ apiId: first }))).status).toBe(403);
    expect(await db().api.count()).toBe(1);
  });

  it("are named one way by two administrators at the same moment", async () => {
    await addSecond();
    const both = await Promise.all(
      ["a", "b"].map((name) => add(first, { name, suffix: name, version: "v3" })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it("stand in the catalogue and the search as one, featured where one of them is", async () => {
    await addSecond();
    const [entry, ...others] = await listPortalApis(developer);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name: "Demo v2", version: "v2", versionCount: 2, featured: true });
    expect((await listSearchEntries(developer)).apis.map(({ name }) => name)).toEqual(["Demo v2"]);
  });

  it("lead to each other in the portal, at an operation to the one that takes the same calls", async () => {
    const id = await addSecond();
    const [operation] = await db().operation.findMany({ where: { apiId: id } });
    const urlTemplate = execute.urlTemplate.replace("{workspace}", "{ws}");
    await db().operation.update({ where: { id: operation?.id ?? "" }, data: { slug: "score", urlTemplate } });
    const page = await findPortalApi(developer, "azureml-demo-api");
    expect(page?.versions.map(({ slug, version }) => [slug, version])).toEqual([
      ["demo-v2", "v2"],
      ["azureml-demo-api", "v1"],
    ]);
    const at = () => findPortalOperation(developer, "azureml-demo-api", "rrs-execute");
    expect((await at())?.api.versions[0]).toMatchObject({ slug: "demo-v2", operationSlug: "score" });
    await db().operation.update({ where: { id: operation?.id ?? "" }, data: { method: "PUT" } });
    expect((await at())?.api.versions[0]).toMatchObject({ slug: "demo-v2", operationSlug: null });
  });

  it("do not show to those who may not see them", async () => {
    const id = await addSecond(false);
    expect((await findPortalApi(developer, "azureml-demo-api"))?.versions).toEqual([]);
    await db().productApi.deleteMany({ where: { apiId: id } });
    await patch(id, { published: true });
    expect((await findPortalApi(developer, "azureml-demo-api"))?.versions).toEqual([]);
    expect((await listPortalApis(developer)).map(({ version }) => version)).toEqual(["v1"]);
  });

  it("are deprecated with a note and an end, and are so no more", async () => {
    await addSecond();
    const told = { deprecatedOn: "2026-11-23", sunsetOn: "2027-03-01", deprecationNote: "Use v2." };
    expect((await patch(first, told)).status).toBe(200);
    expect(await findPortalApi(developer, "azureml-demo-api")).toMatchObject(told);
    expect(await refusedField(await patch(first, { deprecatedOn: null }))).toEqual([400, "deprecatedOn"]);
    expect(await refusedField(await patch(first, { sunsetOn: "2026-01-01" }))).toEqual([400, "sunsetOn"]);
    expect(await refusedField(await patch(first, { sunsetOn: "tomorrow" }))).toEqual([400, "sunsetOn"]);
    const cleared = { deprecatedOn: null, sunsetOn: null, deprecationNote: "" };
    expect((await patch(first, cleared)).status).toBe(200);
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: "api.update", targetId: first },
      orderBy: { at: "desc" },
    });
    expect([event.before, event.after]).toEqual([told, cleared]);
  });

  it("leave the set, and stand by themselves", async () => {
    const id = await addSecond();
    expect((await patch(id, { versionSet: null, version: null })).status).toBe(200);
    expect(await list(id)).toEqual([]);
    expect(await listPortalApis(developer)).toHaveLength(2);
    expect((await patch(id, { versionSet: "azureml-demo-api", version: "v2" })).status).toBe(200);
    expect(await list(id)).toHaveLength(2);
  });

  it("are not passed on to a duplicate, and are no part of a draft", async () => {
    await addSecond();
    await patch(first, { deprecatedOn: "2026-11-23" });
    const copy = await readMade(
      await COPY(request("POST", { name: "Copy", suffix: "copy" }), context({ apiId: first })),
    );
    expect(await rowOf(copy.id)).toMatchObject({ versionSet: null, version: null, deprecatedOn: null });
    const actor = { id: null, name: "Ada", address: null, requestId: null };
    const draft = await startDraft({ viewer: admin, actor }, first);
    expect(await refusedField(await patch(draft.id, { version: "v9" }))).toEqual([400, "version"]);
    expect((await add(draft.id, { ...second, currentVersion: "v1" })).status).toBe(404);
    expect(await list(first)).toHaveLength(2);
  });
});
