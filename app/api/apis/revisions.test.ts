import { beforeEach, describe, expect, it, vi } from "vitest";
import { PUT as SET_POLICY } from "@/app/api/policies/[scope]/[targetId]/route";
import type { SignedInUser } from "@/lib/auth/session";
import { findPortalApi, listPortalApis } from "@/lib/catalogue/portal-queries";
import { countCatalogue, listApis } from "@/lib/catalogue/queries";
import { exportConfiguration } from "@/lib/configuration/queries";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { policyDocument } from "@/lib/policies/schema";
import { listProductParts } from "@/lib/products/govern-queries";
import { revisionDetail, revisionList } from "@/lib/revisions/schema";
import { snapshotSchema } from "@/lib/revisions/snapshot";
import { POST as COPY } from "./[apiId]/copies/route";
import { PUT as SET_CREDENTIAL } from "./[apiId]/credential/route";
import { POST as REFRESH } from "./[apiId]/draft/refresh/route";
import { DELETE as DISCARD, POST as START } from "./[apiId]/draft/route";
import { DELETE as DELETE_OPERATION, PUT as SET_OPERATION } from "./[apiId]/operations/[operationId]/route";
import { POST as ADD_OPERATION } from "./[apiId]/operations/route";
import { POST as ROLL_BACK } from "./[apiId]/revisions/[number]/rollback/route";
import { GET as READ } from "./[apiId]/revisions/[number]/route";
import { GET as LIST, POST as PUBLISH } from "./[apiId]/revisions/route";
import { DELETE as DELETE_API, PATCH } from "./[apiId]/route";
import { POST } from "./route";
import { admin, context, demoApi, developer, execute, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of revisions know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const status = { ...execute, displayName: "Status", method: "GET", urlTemplate: "/jobs/{jobid}" };

describe("drafts and revisions of an API", () => {
  useTestDatabase();
  let api = "";

  beforeEach(async () => {
    session.user = admin;
    await db().api.deleteMany();
    const credential = { kind: "bearer", secret: "a secret of the backend" };
    const input = { ...demoApi, description: "First", credential };
    api = (await readMade(await POST(request("POST", input)))).id;
    await addOperation(api, execute);
  });

  const at = (apiId: string, more = {}) => context({ apiId, ...more });
  const start = async (): Promise<string> => {
    const response = await START(request("POST"), at(api));
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  };
  const addOperation = async (apiId: string, operation: object) =>
    (await readMade(await ADD_OPERATION(request("POST", operation), at(apiId)))).id;
  const operations = (apiId: string) =>
    db().operation.findMany({ where: { apiId }, orderBy: { position: "asc" }, include: { policy: true } });
  const own = () => db().api.findUniqueOrThrow({ where: { id: api } });
  const patch = (apiId: string, changes: object) => PATCH(request("PATCH", changes), at(apiId));
  const publish = (note = "News") => PUBLISH(request("POST", { note }), at(api));
  const rollBack = (number: number, note = "Back") =>
    ROLL_BACK(request("POST", { note }), at(api, { number: String(number) }));
  const state = async () => revisionList.parse(await (await LIST(request("GET"), at(api))).json());
  const first = async (apiId: string) => (await operations(apiId))[0]?.id ?? "";
  const changeFirst = async (apiId: string, more: object) => {
    const operationId = await first(apiId);
    const body = { ...execute, ...more };
    expect((await SET_OPERATION(request("PUT", body), at(apiId, { operationId }))).status).toBe(200);
  };

  it("changes of a draft change nothing of the API", async () => {
    const draft = await start();
    const before = [await own(), await operations(api)];
    await patch(draft, { description: "Second", suffix: "elsewhere", name: "Renamed" });
    await changeFirst(draft, { displayName: "Execute" });
    await addOperation(draft, status);
    expect([await own(), await operations(api)]).toEqual(before);
    const { differences } = (await state()).draft ?? {};
    expect(
      differences?.map(({ subject, change, parts }) => [subject, change, parts.map(({ name }) => name)]),
    ).toEqual([
      ["Settings", "changed", ["Name", "Description", "URL suffix"]],
      ["POST RRS Execute", "changed", ["Display name"]],
      ["GET Status", "added", []],
    ]);
  });

  it("begins as the same, whatever its rows look like", async () => {
    const parameters = ["details", "service"].map((name) => ({
      name,
      in: name === "details" ? "query" : "path",
    }));
    await db().operation.updateMany({ where: { apiId: api }, data: { parameters } });
    await start();
    expect((await state()).draft).toMatchObject({ differences: [], moved: [] });
    expect((await REFRESH(request("POST"), at(api))).status).toBe(204);
    expect((await state()).draft).toMatchObject({ differences: [], moved: [] });
  });

  it("publishing makes the API what the draft was, at once: operations keep their ids, the backend its credential", async () => {
    const executeId = await first(api);
    const draft = await start();
    await patch(draft, { description: "Second" });
    await changeFirst(draft, { displayName: "Execute" });
    const added = await addOperation(draft, status);
    const document = { access: { allowedAddresses: ["192.0.2.0/24"] } };
    const target = { scope: "operation", targetId: added };
    expect((await SET_POLICY(request("PUT", document), context(target))).status).toBe(200);
    const [{ backendId }, revisions] = [await own(), await readRevisions()];

    const response = await publish("A new operation.");
    expect([response.status, await response.json()]).toEqual([201, { number: 2 }]);
    expect((await readRevisions()).catalogue).toBeGreaterThan(revisions.catalogue);
    expect(await own()).toMatchObject({ description: "Second", backendId, published: true });
    expect((await operations(api)).map(({ id, displayName, liveId }) => [id, displayName, liveId])).toEqual([
      [executeId, "Execute", null],
      [added, "Status", null],
    ]);
    expect((await operations(api))[1]?.policy?.document).toMatchObject(document);
    expect(await db().api.count()).toBe(1);
    const backend = await db().backend.findUniqueOrThrow({ where: { id: backendId } });
    expect(backend.credentialKind).toBe("bearer");
    const { draft: none, isLatestLive, revisions: list } = await state();
    expect([none, isLatestLive]).toEqual([null, true]);
    expect(list.map(({ number, note, actorName }) => [number, note, actorName])).toEqual([
      [2, "A new operation.", admin.email],
      [1, null, admin.email],
    ]);
    const event = await db().auditEvent.findFirstOrThrow({ where: { action: "revision.publish" } });
    expect([event.targetId, event.after]).toMatchObject([api, { revision: 2, note: "A new operation." }]);
  });

  it("publishing writes what changed alone: operations that only move stay as they are, with their policies", async () => {
    const kept = await addOperation(api, status);
    const last = await addOperation(api, { ...status, displayName: "Last", urlTemplate: "/last" });
    const document = { access: { allowedAddresses: ["192.0.2.0/24"] } };
    await SET_POLICY(request("PUT", document), context({ scope: "operation", targetId: kept }));
    const draft = await start();
    const operationId = await first(draft);
    await DELETE_OPERATION(request("DELETE"), at(draft, { operationId }));
    const [, drafted] = await operations(draft);
    await SET_POLICY(request("PUT", document), context({ scope: "operation", targetId: drafted?.id ?? "" }));
    const added = await addOperation(draft, { ...status, displayName: "New", urlTemplate: "/new" });
    const [, before] = await operations(api);
    expect((await publish()).status).toBe(201);
    const after = await operations(api);
    expect(after.map(({ id, position }) => [id, position])).toEqual([
      [kept, 0],
      [last, 1],
      [added, 2],
    ]);
    expect(after[0]).toEqual({ ...before, position: 0 });
    expect(after[1]?.policy?.document).toMatchObject(document);
  });

  it("rolling back brings back what was, deleted operations with their ids, and keeps what it replaces", async () => {
    const kept = await addOperation(api, status);
    const draft = await start();
    const [, second] = await operations(draft);
    await DELETE_OPERATION(request("DELETE"), at(draft, { operationId: second?.id ?? "" }));
    expect((await publish()).status).toBe(201);
    expect(await operations(api)).toHaveLength(1);
    await patch(api, { summary: "Changed directly" });
    expect((await state()).isLatestLive).toBe(false);

    expect(await (await rollBack(1)).json()).toEqual({ number: 4 });
    expect((await operations(api))[1]).toMatchObject({ id: kept, slug: "status" });
    expect((await own()).summary).toBe("");
    expect((await state()).revisions.map(({ number, note, restored }) => [number, note, restored])).toEqual([
      [4, "Back", 1],
      [3, null, null],
      [2, "News", null],
      [1, null, null],
    ]);
    const read = await READ(request("GET"), at(api, { number: "3" }));
    const { settings, differences } = revisionDetail.parse(await read.json());
    expect(settings).toContainEqual({ name: "Summary", value: "Changed directly" });
    expect(differences.map(({ subject, change }) => [subject, change])).toEqual([
      ["Settings", "changed"],
      ["GET Status", "removed"],
    ]);
    expect((await rollBack(1)).status).toBe(409);
    expect((await rollBack(9)).status).toBe(404);
  });

  it("what was changed in the API meanwhile is never lost: it must be taken into the draft first", async () => {
    const draft = await start();
    await patch(draft, { description: "By the draft" });
    await changeFirst(draft, { displayName: "By the draft" });
    await patch(api, { description: "Directly", summary: "Directly" });
    await addOperation(api, status);

    const refused = await publish();
    expect([refused.status, (await readRefusal(refused)).detail]).toEqual([
      409,
      expect.stringContaining("changed since the draft began"),
    ]);
    expect((await state()).draft?.moved.map(({ subject }) => subject)).toEqual(["Settings", "GET Status"]);

    expect((await REFRESH(request("POST"), at(api))).status).toBe(204);
    expect((await state()).draft?.moved).toEqual([]);
    expect((await publish()).status).toBe(201);
    expect(await own()).toMatchObject({ description: "By the draft", summary: "Directly" });
    expect((await operations(api)).map(({ displayName }) => displayName)).toEqual(["By the draft", "Status"]);
  });

  it("refuses to put together two operations that take the same calls, and says which", async () => {
    const draft = await start();
    await addOperation(draft, status);
    await addOperation(api, { ...status, displayName: "Status of a job" });
    const refused = await REFRESH(request("POST"), at(api));
    expect([refused.status, (await readRefusal(refused)).detail]).toEqual([
      409,
      "“Status” and “Status of a job” have the same verb and URL template. Change or delete one of them first.",
    ]);
    expect(await operations(draft)).toHaveLength(2);
  });

  it("refuses to put together a rewritten path and a URL template that lost its segment", async () => {
    const added = await addOperation(api, status);
    const draft = await start();
    const [, drafted] = await operations(draft);
    const body = { ...status, urlTemplate: "/jobs/all" };
    await SET_OPERATION(request("PUT", body), at(draft, { operationId: drafted?.id ?? "" }));
    const target = { scope: "operation", targetId: added };
    await SET_POLICY(request("PUT", { request: { rewrite: "/v2/{jobid}" } }), context(target));
    const refused = await REFRESH(request("POST"), at(api));
    expect([refused.status, (await readRefusal(refused)).detail]).toEqual([
      409,
      expect.stringContaining("{jobid}, which is no segment"),
    ]);
  });

  it("publishes no check of bodies, nor brings one back, that has no schema to check against", async () => {
    const broken = { representations: [{ contentType: "application/json", schema: { type: "nonsense" } }] };
    const check = { request: { validateBody: "on" } };
    const draft = await start();
    const drafted = await first(draft);
    await SET_POLICY(request("PUT", check), context({ scope: "operation", targetId: drafted }));
    // As an import brings it.
    await db().operation.update({ where: { id: drafted }, data: { request: broken } });
    const refused = await publish();
    const fault = /“RRS Execute” has bodies checked against a schema that cannot be used: .*type/;
    expect([refused.status, (await readRefusal(refused)).detail]).toEqual([
      409,
      expect.stringMatching(fault),
    ]);
    await SET_POLICY(request("PUT", {}), context({ scope: "operation", targetId: drafted }));
    expect((await publish()).status).toBe(201);

    const { snapshot } = await db().apiRevision.findFirstOrThrow({ where: { number: 2 } });
    // As an earlier Gatehouse kept it.
    const { operations: kept, ...rest } = snapshotSchema.parse(snapshot);
    const policy = policyDocument.parse(check);
    const older = { ...rest, operations: kept.map((operation) => ({ ...operation, policy })) };
    await db().apiRevision.updateMany({ where: { number: 2 }, data: { snapshot: older } });
    const back = await rollBack(2);
    expect([back.status, (await readRefusal(back)).detail]).toEqual([409, expect.stringMatching(fault)]);
    expect((await rollBack(1)).status).toBe(201);
  });

  it("a draft is in no list, no count, no catalogue and no product", async () => {
    await start();
    const query = { search: "", show: "all", sort: "name", order: "asc", page: 1 } as const;
    expect((await listApis(admin, query)).items.map(({ id }) => id)).toEqual([api]);
    expect(await countCatalogue(admin)).toMatchObject({ apis: 1, operations: 1 });
    expect(await listPortalApis(admin)).toHaveLength(1);
    expect((await findPortalApi(admin, "azureml-demo-api"))?.id).toBe(api);
    expect((await listProductParts(admin)).apis.map(({ id }) => id)).toEqual([api]);
    expect((await exportConfiguration(admin)).text.match(/name: AzureML Demo API/g)).toHaveLength(1);
  });

  it("has no backend, products or end of its own: they are changed at the API", async () => {
    const draft = await start();
    const refused = await patch(draft, { webServiceUrl: "https://evil.example" });
    expect([refused.status, (await readRefusal(refused)).errors[0]?.field]).toEqual([400, "webServiceUrl"]);
    expect((await patch(draft, { published: true })).status).toBe(400);
    expect((await patch(draft, { productIds: [] })).status).toBe(400);
    const credential = { kind: "bearer", secret: "another" };
    expect((await SET_CREDENTIAL(request("PUT", credential), at(draft))).status).toBe(404);
    expect((await COPY(request("POST", { name: "Copy", suffix: "copy" }), at(draft))).status).toBe(404);
    expect((await DELETE_API(request("DELETE"), at(draft))).status).toBe(404);
    expect((await START(request("POST"), at(draft))).status).toBe(404);
  });

  it("takes no name or suffix of another API, in the draft and when it is published", async () => {
    const draft = await start();
    const other = { ...demoApi, name: "Other", suffix: "other" };
    await patch(draft, { suffix: "other" });
    await POST(request("POST", other));
    const refused = await publish();
    expect([refused.status, (await readRefusal(refused)).errors[0]?.field]).toEqual([400, "suffix"]);
    expect((await patch(draft, { name: "Other" })).status).toBe(400);
    expect((await own()).suffix).toBe("azureml-demo");
  });

  it("is discarded whole; deleting the API takes its draft and revisions along", async () => {
    await start();
    expect((await START(request("POST"), at(api))).status).toBe(409);
    expect((await DISCARD(request("DELETE"), at(api))).status).toBe(204);
    expect((await DISCARD(request("DELETE"), at(api))).status).toBe(404);
    expect(await db().api.count()).toBe(1);
    await start();
    expect((await DELETE_API(request("DELETE"), at(api))).status).toBe(204);
    expect([await db().api.count(), await db().operation.count(), await db().apiRevision.count()]).toEqual([
      0, 0, 0,
    ]);
  });

  it("publishes nothing without a note, and nothing that changes nothing", async () => {
    await start();
    expect((await readRefusal(await publish("  "))).errors[0]?.field).toBe("note");
    expect((await publish()).status).toBe(409);
    expect((await state()).revisions).toHaveLength(1);
  });

  it("is for administrators alone", async () => {
    await start();
    session.user = developer;
    const answers = [
      await START(request("POST"), at(api)),
      await DISCARD(request("DELETE"), at(api)),
      await REFRESH(request("POST"), at(api)),
      await publish(),
      await rollBack(1),
      await LIST(request("GET"), at(api)),
      await READ(request("GET"), at(api, { number: "1" })),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(Array(7).fill(403));
  });
});
