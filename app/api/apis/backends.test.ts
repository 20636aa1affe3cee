import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { loadApisForGateway } from "@/lib/catalogue/gateway-queries";
import { listBackends } from "@/lib/catalogue/queries";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { namedValues } from "@/lib/named-values/resolve";
import * as rotationRoute from "./[apiId]/backends/[backendId]/rotation/route";
import * as backendRoute from "./[apiId]/backends/[backendId]/route";
import * as backendsRoute from "./[apiId]/backends/route";
import * as resilienceRoute from "./[apiId]/resilience/route";
import * as apisRoute from "./route";
import { admin, context, demoApi, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of backends know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const present = { kind: "bearer", secret: "the present secret" };
const next = { kind: "header", name: "X-Key", secret: "the next secret", expiresAt: "2027-01-31T23:59:59Z" };
const entra = {
  kind: "entra",
  name: "client-id",
  authority: "https://login.microsoftonline.com/tenant",
  scope: "api://ml/.default",
  secret: "the client's secret",
};

let apiId = "";
let ownId = "";

const load = async () => {
  const { apis } = await loadApisForGateway(installedSecrets().seal, namedValues(new Map()));
  const [api] = apis;
  if (api === undefined) throw new Error("the API was left out");
  return api;
};
const at = (backendId: string) => context({ apiId, backendId });
const rotate = (body: unknown, backendId = ownId) => rotationRoute.PUT(request("PUT", body), at(backendId));
const step = (name: string) => rotationRoute.POST(request("POST", { step: name }), at(ownId));
const patch = (body: unknown, backendId = ownId) => backendRoute.PATCH(request("PATCH", body), at(backendId));

async function addBackend(body: unknown): Promise<string> {
  const answer = await backendsRoute.POST(request("POST", body), context({ apiId }));
  expect(answer.status).toBe(201);
  const { backends } = await listBackends(admin, apiId);
  return backends.at(-1)?.id ?? "";
}

describe("an API's backends", () => {
  useTestDatabase();

  beforeAll(() => {
    session.user = admin;
  });

  beforeEach(async () => {
    await db().api.deleteMany();
    await db().backend.deleteMany();
    const made = await apisRoute.POST(request("POST", { ...demoApi, credential: present }));
    apiId = (await readMade(made)).id;
    ownId = (await db().api.findUniqueOrThrow({ where: { id: apiId } })).backendId;
  });

  it("a pool's backends reach the gateways with their own credentials, shares and limits", async () => {
    const before = (await readRevisions()).catalogue;
    await addBackend({
      webServiceUrl: "https://two.example",
      credential: entra,
      weight: 3,
      priority: 2,
      maxInFlight: 7,
    });
    expect((await readRevisions()).catalogue).toBe(before + 1);
    expect(await load()).toMatchObject({
      backend: { id: ownId, credential: { token: present.secret } },
      pool: [
        {
          url: "https://two.example",
          weight: 3,
          priority: 2,
          maxInFlight: 7,
          credential: {
            kind: "entra",
            clientId: "client-id",
            clientSecret: entra.secret,
            authority: entra.authority,
          },
        },
      ],
    });
    const told = JSON.stringify([await listBackends(admin, apiId), await db().auditEvent.findMany()]);
    for (const { secret } of [present, entra]) expect(told).not.toContain(secret);
  });

  it("one of a pool is changed and removed, the API's own stays, and a pool goes with its API", async () => {
    const id = await addBackend({ webServiceUrl: "https://two.example" });
    expect((await patch({ weight: 5, headersTimeoutMs: 240_000 }, id)).status).toBe(204);
    expect((await load()).pool).toMatchObject([{ weight: 5, headersTimeoutMs: 240_000 }]);
    expect((await patch({ headersTimeoutMs: 240_001 }, id)).status).toBe(400);
    expect((await backendRoute.DELETE(request("DELETE"), at(ownId))).status).toBe(409);
    expect((await backendRoute.DELETE(request("DELETE"), at(id))).status).toBe(204);
    await addBackend({ webServiceUrl: "https://three.example" });
    await db().api.delete({ where: { id: apiId } });
    expect(await db().backend.count({ where: { poolApiId: apiId } })).toBe(0);
  });

  it("a backend is found under its own API alone", async () => {
    const other = await apisRoute.POST(request("POST", { ...demoApi, name: "Other", suffix: "other" }));
    const otherId = (await readMade(other)).id;
    const answer = await backendRoute.PATCH(
      request("PATCH", { weight: 2 }),
      context({ apiId: otherId, backendId: ownId }),
    );
    expect(answer.status).toBe(404);
  });

  it("a stored credential follows no other address, in a pool and in a rotation", async () => {
    const id = await addBackend({ webServiceUrl: "https://two.example", credential: entra });
    const moved = await patch({ webServiceUrl: "https://evil.example" }, id);
    expect((await readRefusal(moved)).errors).toMatchObject([{ field: "credential" }]);
    await rotate({ credential: next, from: null });
    const both = { webServiceUrl: "https://evil.example", credential: { kind: "none" } };
    expect((await readRefusal(await patch(both))).errors).toMatchObject([{ field: "webServiceUrl" }]);
  });

  it("a credential is replaced step by step: stored beside, switched to, and finished", async () => {
    await rotate({ credential: next, from: null });
    expect(await load()).toMatchObject({
      backend: {
        credential: { kind: "bearer" },
        nextCredential: { credential: { kind: "header", value: next.secret }, fromMs: null },
      },
    });
    expect((await step("switch")).status).toBe(204);
    const { nextCredential } = (await load()).backend;
    expect(nextCredential?.fromMs).toBeLessThanOrEqual(Date.now());
    expect((await step("finish")).status).toBe(204);
    expect((await load()).backend).toMatchObject({
      credential: { kind: "header", name: "X-Key", value: next.secret },
      nextCredential: null,
    });
    const { backends } = await listBackends(admin, apiId);
    expect(backends[0]?.credential.expiresAt).toBe("2027-01-31T23:59:59.000Z");
    expect((await step("finish")).status).toBe(404);
    expect(JSON.stringify(await db().auditEvent.findMany())).not.toContain(next.secret);
  });

  it("a next credential takes over at its time, and can be given up", async () => {
    await rotate({ credential: entra, from: "2030-01-01T00:00:00Z" });
    expect((await load()).backend.nextCredential?.fromMs).toBe(Date.parse("2030-01-01T00:00:00Z"));
    expect((await step("cancel")).status).toBe(204);
    expect((await load()).backend.nextCredential).toBeNull();
    expect((await rotate({ credential: { kind: "none" }, from: null })).status).toBe(400);
  });

  it("a client's secret is sent in clear to nobody but this machine", async () => {
    const refused = await patch({ credential: { ...entra, authority: "http://login.example/tenant" } });
    expect((await readRefusal(refused)).errors).toMatchObject([{ field: "credential.authority" }]);
    expect((await patch({ credential: { ...entra, authority: "http://127.0.0.1:9/tenant" } })).status).toBe(
      204,
    );
  });

  it("retries and rests reach the gateways", async () => {
    const body = { attempts: 3, failures: 4, restSeconds: 60, failureStatuses: [503] };
    const put = (some: unknown) => resilienceRoute.PUT(request("PUT", some), context({ apiId }));
    expect((await put(body)).status).toBe(204);
    expect((await load()).resilience).toEqual(body);
    expect((await readRefusal(await put({ ...body, failureStatuses: [200] }))).errors).toMatchObject([
      { field: "failureStatuses.0" },
    ]);
  });
});
