import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { namedValues } from "@/lib/named-values/resolve";
import { loadPoliciesForGateway } from "@/lib/policies/gateway-queries";
import { emptyPolicy, type PolicyDocument } from "@/lib/policies/schema";
import { admin, context, developer, readRefusal, request } from "../apis/testing";
import * as route from "./[scope]/[targetId]/route";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of policies know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const put = (scope: string, targetId: string, body: unknown) =>
  route.PUT(request("PUT", body), context({ scope, targetId }));
const get = (scope: string, targetId: string) => route.GET(request("GET"), context({ scope, targetId }));

const stage = { request: { headers: [{ action: "set", name: "X-Stage", value: "live" }] } };

describe("the policies' route", () => {
  useTestDatabase();

  beforeAll(async () => {
    await db().product.create({ data: { id: "starter", slug: "starter", name: "Starter" } });
    await db().backend.create({ data: { id: "backend", url: "https://backend.example" } });
    const operation = {
      id: "score",
      slug: "score",
      displayName: "Score",
      method: "POST",
      urlTemplate: "/score",
      position: 0,
    };
    await db().api.create({
      data: {
        id: "demo",
        name: "Demo",
        slug: "demo",
        suffix: "demo",
        backendId: "backend",
        operations: { create: operation },
      },
    });
  });

  beforeEach(async () => {
    session.user = admin;
    await db().policy.deleteMany();
  });

  it("keeps a document at each scope, tells the gateways and the audit log", async () => {
    const targets = [
      ["global", "all"],
      ["product", "starter"],
      ["api", "demo"],
      ["operation", "score"],
    ] as const;
    for (const [scope, targetId] of targets) {
      const before = (await readRevisions()).catalogue;
      expect((await put(scope, targetId, stage)).status, scope).toBe(200);
      expect(await (await get(scope, targetId)).json()).toMatchObject({
        document: { ...emptyPolicy, request: { ...emptyPolicy.request, ...stage.request } },
      });
      expect((await readRevisions()).catalogue).toBe(before + 1);
      expect(await db().auditEvent.findFirst({ where: { action: "policy.set", targetId } })).not.toBeNull();
    }
    const { entries, problems } = await loadPoliciesForGateway(namedValues(new Map()));
    expect(problems).toEqual([]);
    expect(entries.map(({ scope, targetId }) => [scope, targetId]).sort()).toEqual(
      targets.map((one) => [...one]).sort(),
    );
  });

  it("has no bodies checked against a schema that is none", async () => {
    const request = { representations: [{ contentType: "application/json", schema: { type: "strin" } }] };
    await db().operation.update({ where: { id: "score" }, data: { request } });
    const refused = await readRefusal(await put("operation", "score", { request: { validateBody: "on" } }));
    expect(refused.errors[0]?.field).toBe("request.validateBody");
    expect(await db().policy.count()).toBe(0);
  });

  it("keeps a product's limits with the product, where the portal reads them", async () => {
    const limits = [{ id: "rows", kind: "quota", measure: "rows", limit: 1_000, periodSeconds: 86_400 }];
    expect((await put("product", "starter", { limits })).status).toBe(200);
    expect(await db().product.findUnique({ where: { id: "starter" } })).toMatchObject({ limits });
    expect(await db().policy.count()).toBe(0);
    expect(await (await get("product", "starter")).json()).toMatchObject({ document: { limits } });
    const wrong = { limits: [{ ...limits[0], kind: "rate" }] };
    expect((await readRefusal(await put("product", "starter", wrong))).errors[0]?.field).toBe(
      "limits.0.measure",
    );
    await put("product", "starter", {});
    expect(await db().product.findUnique({ where: { id: "starter" } })).toMatchObject({ limits: [] });
  });

  it.each(["product", "global"] as const)(
    "a limit of the %s scope that counts something else begins anew",
    async (scope) => {
      const targetId = scope === "product" ? "starter" : "all";
      const limit = { id: "week", kind: "quota", measure: "calls", limit: 100, periodSeconds: 604_800 };
      const idAfter = async (change: object) => {
        await put(scope, targetId, { limits: [{ ...limit, ...change }] });
        const { document } = (await (await get(scope, targetId)).json()) as { document: PolicyDocument };
        return document.limits[0]?.id;
      };
      expect(await idAfter({})).toBe("week");
      expect(await idAfter({ limit: 200 })).toBe("week");
      expect(await idAfter({ measure: "bytes" })).not.toBe("week");
      await put(scope, targetId, {});
    },
  );

  it("keeps no row for a document that sets nothing", async () => {
    await put("api", "demo", stage);
    await put("api", "demo", {});
    expect(await db().policy.count()).toBe(0);
    expect(await (await get("api", "demo")).json()).toMatchObject({ document: emptyPolicy, changedAt: null });
  });

  it("lets a policy go with what it is about", async () => {
    await put("operation", "score", stage);
    await db().operation.delete({ where: { id: "score" } });
    expect(await db().policy.count()).toBe(0);
  });

  it("names what is wrong with a document", async () => {
    const wrong = {
      access: { allowedAddresses: ["127.1"], cors: { mode: "allow" } },
      request: { headers: [{ action: "set", name: "Content-Length", value: "1" }], limitBytes: -1 },
      response: { headers: [{ action: "set", name: "Set-Cookie", value: "a=b" }] },
      script: "x",
    };
    const { status, errors } = await readRefusal(await put("api", "demo", wrong));
    expect(status).toBe(400);
    expect(errors.map(({ field }) => field).sort()).toEqual([
      "access.allowedAddresses",
      "access.cors.origins",
      "request.headers.0.name",
      "request.limitBytes",
      "response.headers.0.name",
      "script",
    ]);
  });

  it("that cannot be read lets nothing pass, and is named", async () => {
    await put("api", "demo", stage);
    await db().policy.updateMany({ data: { document: { access: "broken" } } });
    const { entries, problems } = await loadPoliciesForGateway(namedValues(new Map()));
    expect(entries[0]?.document.access.deniedAddresses).toEqual(["0.0.0.0/0", "::/0"]);
    expect(problems[0]).toContain("policy api:demo");
  });

  it("takes no CORS by product, and no policy for what is not there", async () => {
    const cors = { access: { cors: { mode: "refuse" } } };
    expect((await readRefusal(await put("product", "starter", cors))).errors[0]?.field).toBe(
      "access.cors.mode",
    );
    for (const [scope, targetId] of [
      ["api", "none"],
      ["global", "some"],
      ["product", "demo"],
    ] as const) {
      expect((await put(scope, targetId, stage)).status, scope).toBe(404);
    }
  });

  it("is for administrators", async () => {
    session.user = developer;
    expect((await get("global", "all")).status).toBe(403);
    expect((await put("global", "all", stage)).status).toBe(403);
    session.user = null;
    expect((await get("global", "all")).status).toBe(401);
  });
});
