import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { loadApisForGateway } from "@/lib/catalogue/gateway-queries";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { loadNamedValues } from "@/lib/named-values/resolve";
import { loadPoliciesForGateway } from "@/lib/policies/gateway-queries";
import * as apiRoute from "../apis/[apiId]/route";
import * as apisRoute from "../apis/route";
import { admin, context, demoApi, developer, readMade, readRefusal, request } from "../apis/testing";
import * as configurationRoute from "../configuration/route";
import * as policyRoute from "../policies/[scope]/[targetId]/route";
import * as valueRoute from "./[valueId]/route";
import * as route from "./route";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of named values know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const secret = "s3cret-of-the-named-value";
const add = (body: unknown) => route.POST(request("POST", body));
const change = (valueId: string, body: unknown) => valueRoute.PUT(request("PUT", body), context({ valueId }));
const remove = (valueId: string) => valueRoute.DELETE(request("DELETE"), context({ valueId }));
const idOf = async (name: string) => (await db().namedValue.findUniqueOrThrow({ where: { name } })).id;
const policy = (value: string, place: "request" | "response" = "request") => ({
  [place]: { headers: [{ action: "set", name: "X-Stage", value }] },
});
const setPolicy = (body: unknown) =>
  policyRoute.PUT(request("PUT", body), context({ scope: "global", targetId: "all" }));
const load = () => loadNamedValues(db(), installedSecrets().seal);

describe("named values", () => {
  useTestDatabase();

  beforeAll(() => {
    session.user = admin;
  });

  beforeEach(async () => {
    session.user = admin;
    await db().policy.deleteMany();
    await db().api.deleteMany();
    await db().namedValue.deleteMany();
    await add({ name: "Stage", secret: false, value: "live" });
    await add({ name: "Key", secret: true, value: secret });
  });

  it("are for administrators alone", async () => {
    session.user = developer;
    expect((await route.GET(request("GET"))).status).toBe(403);
    expect((await add({ name: "Mine", secret: false, value: "x" })).status).toBe(403);
    expect((await remove("any")).status).toBe(403);
  });

  it("a secret one is sealed, and neither read back nor written down by the audit log", async () => {
    const stored = await db().namedValue.findUniqueOrThrow({ where: { name: "Key" } });
    expect(JSON.stringify(stored)).not.toContain(secret);
    const listed = await (await route.GET(request("GET"))).json();
    expect(listed).toMatchObject([
      { name: "Key", secret: true, value: null },
      { name: "Stage", value: "live" },
    ]);
    expect(JSON.stringify([listed, await db().auditEvent.findMany()])).not.toContain(secret);
  });

  it("a change reaches the gateways, in policies, addresses and credentials", async () => {
    const before = (await readRevisions()).catalogue;
    await setPolicy(policy("{{Stage}}-{{Key}}"));
    const made = await apisRoute.POST(
      request("POST", {
        ...demoApi,
        webServiceUrl: "https://{{Stage}}.example/ml",
        credential: { kind: "bearer", secret: "v1-{{Key}}" },
      }),
    );
    expect(made.status).toBe(201);
    expect((await readRevisions()).catalogue).toBeGreaterThan(before);
    const values = await load();
    const { entries } = await loadPoliciesForGateway(values);
    expect(entries[0]?.document.request.headers[0]?.value).toBe(`live-${secret}`);
    const { apis } = await loadApisForGateway(installedSecrets().seal, values);
    expect(apis[0]?.backend).toMatchObject({
      url: "https://live.example/ml",
      credential: { token: `v1-${secret}` },
    });
  });

  it("an unknown name is refused where it was typed", async () => {
    const refusal = await readRefusal(await setPolicy(policy("{{Nobody}}")));
    expect(refusal.errors).toMatchObject([{ field: "request.headers.0.value" }]);
    const address = await apisRoute.POST(request("POST", { ...demoApi, webServiceUrl: "https://{{No}}/" }));
    expect((await readRefusal(address)).errors).toMatchObject([{ field: "webServiceUrl" }]);
    const credential = { kind: "bearer", secret: "{{No}}" };
    const refused = await apisRoute.POST(request("POST", { ...demoApi, credential }));
    expect((await readRefusal(refused)).errors).toMatchObject([{ field: "credential.secret" }]);
  });

  it("a secret cannot stand where callers or administrators could read it", async () => {
    expect((await setPolicy(policy("{{Key}}", "response"))).status).toBe(400);
    const address = { ...demoApi, webServiceUrl: "https://a.example/{{Key}}" };
    expect((await apisRoute.POST(request("POST", address))).status).toBe(400);
    await setPolicy(policy("{{Stage}}", "response"));
    const hidden = await change(await idOf("Stage"), { secret: true, value: "live-now" });
    expect((await readRefusal(hidden)).errors).toMatchObject([{ field: "secret" }]);
  });

  it("one that is used is not deleted, and it is said where it is used", async () => {
    await setPolicy(policy("{{Stage}}"));
    const refused = await remove(await idOf("Stage"));
    expect(refused.status).toBe(409);
    expect((await readRefusal(refused)).detail).toContain("the policy of all APIs");
    expect((await remove(await idOf("Key"))).status).toBe(204);
  });

  it("a change never leads a stored credential to another address, and leaves every address one", async () => {
    const credential = { kind: "bearer", secret: "the backend's own key" };
    const input = { ...demoApi, webServiceUrl: "https://{{Stage}}.example/ml", credential };
    const { id } = await readMade(await apisRoute.POST(request("POST", input)));
    const stage = await idOf("Stage");
    const moved = await change(stage, { secret: false, value: "evil" });
    expect((await readRefusal(moved)).errors).toMatchObject([{ field: "value" }]);
    const changes = { credential: { kind: "none" } };
    await apiRoute.PATCH(request("PATCH", changes), context({ apiId: id }));
    expect((await change(stage, { secret: false, value: "a b" })).status).toBe(400);
    expect((await change(stage, { secret: false, value: "test" })).status).toBe(204);
  });

  it("a policy whose named value is gone lets nothing pass, and says so", async () => {
    await setPolicy(policy("{{Stage}}"));
    await db().namedValue.deleteMany();
    const { entries, problems } = await loadPoliciesForGateway(await load());
    expect(entries[0]?.document.access.deniedAddresses).toContain("0.0.0.0/0");
    expect(problems[0]).toContain("Stage");
  });

  describe("in the token that a policy asks for", () => {
    const token = (more: object = {}) => ({
      access: {
        token: {
          required: true,
          issuer: "https://login.example/{{Stage}}/v2.0",
          audiences: ["api://{{Stage}}", "{{Stage}}"],
          keysUrl: "https://{{Stage}}.login.example/keys?p=1",
          ...more,
        },
      },
    });

    it("stand for issuer, audiences and address of the keys", async () => {
      expect((await setPolicy(token())).status).toBe(200);
      const { entries, problems } = await loadPoliciesForGateway(await load());
      expect(problems).toEqual([]);
      expect(entries[0]?.document.access.token).toMatchObject({
        issuer: "https://login.example/live/v2.0",
        audiences: ["api://live", "live"],
        keysUrl: "https://live.login.example/keys?p=1",
      });
    });

    it.each([
      ["issuer", { issuer: "{{Key}}" }],
      ["issuer", { issuer: "{{Nobody}}" }],
      ["audiences", { audiences: ["a", "{{Key}}"] }],
      ["keysUrl", { keysUrl: "https://login.example/{{Key}}" }],
      ["keysUrl", { keysUrl: "https://{{Odd}}/keys" }],
    ])("are refused where they are secret, unknown or make no address: %s %j", async (field, more) => {
      await add({ name: "Odd", secret: false, value: "user@login.example" });
      expect((await readRefusal(await setPolicy(token(more)))).errors).toMatchObject([
        { field: `access.token.${field}` },
      ]);
    });

    it("are used: not deleted, not made secret, and changed to no address that is none", async () => {
      await setPolicy(token());
      const stage = await idOf("Stage");
      expect((await remove(stage)).status).toBe(409);
      const hidden = await change(stage, { secret: true, value: "live-now" });
      expect((await readRefusal(hidden)).errors).toMatchObject([{ field: "secret" }]);
      const odd = await change(stage, { secret: false, value: "user:word@live" });
      expect((await readRefusal(odd)).errors).toMatchObject([{ field: "value" }]);
      expect((await change(stage, { secret: false, value: "test" })).status).toBe(204);
    });
  });

  describe("in a Microsoft Entra credential", () => {
    const entra = (more: object = {}) => ({
      kind: "entra",
      name: "client-{{Stage}}",
      authority: "https://{{Stage}}.login.example/tenant",
      scope: "api://{{Stage}}/.default",
      secret: "{{Key}}",
      ...more,
    });
    const addApi = (credential: object) => apisRoute.POST(request("POST", { ...demoApi, credential }));
    const credentialAtGateway = async () =>
      (await loadApisForGateway(installedSecrets().seal, await load())).apis[0]?.backend.credential;

    it("stand for client, authority, scope and secret", async () => {
      expect((await addApi(entra())).status).toBe(201);
      expect(await credentialAtGateway()).toEqual({
        kind: "entra",
        clientId: "client-live",
        clientSecret: secret,
        authority: "https://live.login.example/tenant",
        scope: "api://live/.default",
      });
    });

    it.each([
      ["name", { name: "{{Key}}" }],
      ["authority", { authority: "https://login.example/{{Key}}" }],
      ["authority", { authority: "https://login.example/{{Nobody}}" }],
      ["authority", { authority: "https://{{Odd}}/tenant" }],
      ["scope", { scope: "{{Key}}" }],
    ])("are refused where they are secret, unknown or make no address: %s %j", async (field, more) => {
      await add({ name: "Odd", secret: false, value: "user@login.example" });
      expect((await readRefusal(await addApi(entra(more)))).errors).toMatchObject([
        { field: `credential.${field}` },
      ]);
    });

    it("lead its secret to no other authority: not by a change of theirs, not by a configuration file", async () => {
      await addApi(entra());
      const stage = await idOf("Stage");
      expect((await remove(stage)).status).toBe(409);
      const moved = await change(stage, { secret: false, value: "evil" });
      expect((await readRefusal(moved)).errors).toMatchObject([{ field: "value" }]);
      const document = "gatehouse: 1\nnamedValues:\n  - {name: Stage, value: evil}\n";
      const applied = await configurationRoute.PUT(request("PUT", { document }));
      expect(applied.status).toBe(422);
      expect((await readRefusal(applied)).detail).toContain("https://evil.login.example");
      expect(await credentialAtGateway()).toMatchObject({ authority: "https://live.login.example/tenant" });
    });

    it("may say otherwise what is no address", async () => {
      await addApi(entra({ authority: "https://login.example/{{Stage}}" }));
      expect((await change(await idOf("Stage"), { secret: false, value: "test" })).status).toBe(204);
      expect(await credentialAtGateway()).toMatchObject({
        authority: "https://login.example/test",
        clientId: "client-test",
      });
    });
  });
});
