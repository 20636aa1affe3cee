import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
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
});
