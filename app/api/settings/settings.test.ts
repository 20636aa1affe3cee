import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { findChecklist } from "@/lib/settings/checklist-queries";
import { GET as READ_LOOK, PUT as SET_LOOK } from "./branding/route";
import { PUT as PUT_AWAY } from "./checklist/route";
import { GET as READ, PUT as SET } from "./organisation/route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/settings", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const read = async () => (await READ(request("GET"))).json();

describe("the settings of the whole portal", () => {
  useTestDatabase();

  beforeEach(() => {
    session.user = grace;
  });

  it.each([
    [null, 401],
    [ada, 403],
  ])("are for administrators alone: %j", async (user, status) => {
    session.user = user;
    expect((await READ(request("GET"))).status).toBe(status);
    expect((await SET(request("PUT", { name: "Mallory" }))).status).toBe(status);
    expect(await db().setting.count()).toBe(0);
  });

  it("are the product's own until somebody sets them, and are kept with who set them", async () => {
    expect(await read()).toEqual({ name: "Gatehouse", email: "", timeZone: "" });
    const wanted = { name: "Data office", email: "Help@Example.com ", timeZone: "Europe/Zagreb" };
    expect((await SET(request("PUT", wanted))).status).toBe(204);
    expect(await read()).toEqual({ ...wanted, email: "help@example.com" });
    const [event] = await db().auditEvent.findMany({ where: { action: "settings.update" } });
    expect(event).toMatchObject({
      actorName: grace.email,
      before: { name: "Gatehouse" },
      after: { name: "Data office", timeZone: "Europe/Zagreb" },
    });
  });

  it.each([
    ["name", { name: "  " }],
    ["name", { name: "\u200b" }],
    ["name", { name: "x".repeat(61) }],
    ["email", { name: "Us", email: "nobody" }],
    ["timeZone", { name: "Us", timeZone: "Mars/Olympus" }],
    ["role", { name: "Us", role: "admin" }],
  ])("name the field %s that is wrong and change nothing: %j", async (field, body) => {
    const before = await read();
    const response = await SET(request("PUT", body));
    const { errors } = await response.json();
    expect([response.status, errors[0].field]).toEqual([400, field]);
    expect(await read()).toEqual(before);
  });

  it("keep the look of the portal for administrators to set, with a colour that can be read", async () => {
    const look = async () => (await READ_LOOK(request("GET"))).json();
    const set = (body: object) => SET_LOOK(request("PUT", body));
    expect(await look()).toEqual({ accent: "", homeTitle: "", homeText: "" });
    const wanted = { accent: "#7A1F5C", homeTitle: "Models", homeText: "**Ours**" };
    expect((await set(wanted)).status).toBe(204);
    expect(await look()).toEqual({ ...wanted, accent: "#7a1f5c" });
    for (const accent of ["#ffcc00", "#fff", "teal", "#12665e;}body{display:none"]) {
      const { errors } = await (await set({ accent })).json();
      expect(errors[0].field).toBe("accent");
    }
    for (const user of [null, ada]) {
      session.user = user;
      expect((await set({ accent: "" })).status).toBe(user ? 403 : 401);
    }
    session.user = grace;
    expect((await look()).accent).toBe("#7a1f5c");
  });

  it("list the first steps from what is there, until all are done or the list is put away", async () => {
    await db().setting.deleteMany();
    const open = async () => {
      const found = await findChecklist(grace);
      return found && Object.entries(found.steps).flatMap(([step, done]) => (done ? [] : [step]));
    };
    expect(await open()).toEqual(["organisation", "api", "backend", "product", "developer", "call"]);
    await expect(findChecklist(ada)).rejects.toMatchObject({ code: "not-allowed" });

    await SET(request("PUT", { name: "Data office" }));
    const { id: backendId } = await db().backend.create({ data: { url: "https://a.example" } });
    await db().api.create({ data: { id: "a", name: "A", slug: "a", suffix: "a", backendId } });
    const product = { id: "p", name: "P", slug: "p", published: false, apis: { create: { apiId: "a" } } };
    await db().product.create({ data: product });
    expect(await open()).toEqual(["backend", "product", "developer", "call"]);
    await db().product.update({ where: { id: "p" }, data: { published: true } });
    await db().user.create({ data: { email: ada.email, name: "Ada" } });
    const call = {
      at: new Date(),
      method: "POST",
      target: "/a",
      status: 200,
      durationMs: 2,
      backendMs: 1,
      requestBytes: 1n,
      responseBytes: 1n,
      clientAddress: "::1",
    };
    await db().call.create({ data: { ...call, id: "console", source: "console", subscriptionId: "s" } });
    expect(await open()).toEqual(["call"]);
    const body = { dismissed: true };
    session.user = ada;
    expect((await PUT_AWAY(request("PUT", body))).status).toBe(403);
    session.user = grace;
    expect((await PUT_AWAY(request("PUT", body))).status).toBe(204);
    expect(await open()).toBeNull();
    await PUT_AWAY(request("PUT", { dismissed: false }));
    await db().call.create({ data: { ...call, id: "gateway", source: "gateway", subscriptionId: "s" } });
    expect(await open()).toBeNull();
  });
});
