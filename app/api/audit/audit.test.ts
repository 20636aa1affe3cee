import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Actor, type AuditEntry, anonymousActor, recordAudit, systemActor } from "@/lib/audit/commands";
import { auditEvent, auditPage } from "@/lib/audit/schema";
import type { SignedInUser } from "@/lib/auth/session";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { GET as ONE } from "./[eventId]/route";
import { GET as EXPORT } from "./export/route";
import { GET } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };
const actor: Actor = { id: grace.id, name: grace.email, address: "192.0.2.7", requestId: "request-7" };
const start = new Date("2026-11-20T10:00:00Z").getTime();

const request = (path: string) => new Request(`https://portal.example/api/audit${path}`);
const list = async (query: Record<string, string> = {}) =>
  auditPage.parse(await (await GET(request(`?${new URLSearchParams(query)}`))).json());
const one = (eventId: string) => ONE(request(`/${eventId}`), { params: Promise.resolve({ eventId }) });
const file = async (query: string) => EXPORT(request(`/export?${query}`));

async function record(minute: number, entry: Partial<AuditEntry>, who = actor) {
  await transact(async (tx) => {
    const whole = {
      action: "api.update",
      targetType: "api",
      targetId: "api-1",
      targetName: "Demo",
      ...entry,
    };
    await recordAudit(tx, who, whole);
    const [last] = await tx.auditEvent.findMany({ where: { at: { gt: new Date("2026-11-21") } } });
    await tx.auditEvent.update({
      where: { id: last?.id ?? "" },
      data: { at: new Date(start + minute * 60_000) },
    });
  });
}

describe("the audit log", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const { id, email, name, role } of [grace, ada])
      await db().user.create({ data: { id, email, name, role } });
  });
  beforeEach(async () => {
    session.user = grace;
    await db().auditEvent.deleteMany();
  });

  it("is for administrators alone", async () => {
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      const answers = [await GET(request("")), await one("any"), await file("format=csv")];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    }
  });

  it("tells who did what, to what, from where, and what it was before", async () => {
    await record(0, { before: { name: "Demo", password: "old" }, after: { name: "New", password: "new" } });
    const [event] = (await list()).items;
    expect(event).toMatchObject({
      actorName: grace.email,
      action: "api.update",
      targetId: "api-1",
      address: "192.0.2.7",
      requestId: "request-7",
      before: { name: "Demo", password: "•••" },
      after: { name: "New", password: "•••" },
    });
    expect(auditEvent.parse(await (await one(event?.id ?? "")).json())).toEqual(event);
    expect((await one("no-such-event")).status).toBe(404);
  });

  it("narrows by who, what, target, time and words, all together", async () => {
    await record(0, { action: "api.create", targetName: "Wind Turbines" });
    await record(1, {});
    await record(2, { action: "user.sign-in", targetType: "user", targetId: ada.id, targetName: ada.email });
    await record(3, { action: "product.set", targetType: "product", targetId: "p" }, systemActor);
    const count = async (query: Record<string, string>) => (await list(query)).items.length;
    for (const [query, wanted] of [
      [{}, 4],
      [{ actor: "GRACE@" }, 3],
      [{ actor: "Gatehouse" }, 1],
      [{ action: "api" }, 2],
      [{ action: "api.create" }, 1],
      [{ action: "ap" }, 0],
      [{ target: "api" }, 2],
      [{ target: "user:ada" }, 1],
      [{ target: "api:p" }, 0],
      [{ search: "turbines WIND" }, 1],
      [{ search: "request-7 demo" }, 1],
      [{ search: "192.0.2.7" }, 3],
      [{ from: new Date(start + 60_000).toISOString() }, 3],
      [{ from: new Date(start + 60_000).toISOString(), until: new Date(start + 120_000).toISOString() }, 1],
      [{ action: "api", search: "wind", actor: "grace" }, 1],
    ] as const)
      expect([query, await count(query)]).toEqual([query, wanted]);
    expect((await GET(request("?from=yesterday"))).status).toBe(400);
    expect((await GET(request("?where=1"))).status).toBe(400);
  });

  it("pages without losing or repeating an event, also when events come in between and share a moment", async () => {
    const at = new Date(start);
    const rows = Array.from({ length: 120 }, (_, index) => ({
      id: `event-${String((index * 37) % 120).padStart(3, "0")}`,
      at: new Date(at.getTime() + (index >> 3) * 1000),
      actorName: "x",
      action: "api.update",
      targetType: "api",
      targetId: "a",
      targetName: "A",
    }));
    await db().auditEvent.createMany({ data: rows });
    const first = await list();
    expect([first.items.length, first.newer]).toEqual([50, null]);
    await record(60, { targetName: "later" });
    const second = await list({ older: first.older ?? "" });
    const third = await list({ older: second.older ?? "" });
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect([ids.length, new Set(ids).size, third.older]).toEqual([120, 120, null]);
    const back = await list({ newer: third.newer ?? "" });
    expect(back.items.map(({ id }) => id)).toEqual(second.items.map(({ id }) => id));
    // The newest page is a full one, with what came in meanwhile.
    const before = await list({ newer: back.newer ?? "" });
    expect(before.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
    const newest = await list({ newer: before.newer ?? "" });
    expect([newest.items.length, newest.items[0]?.targetName, newest.newer]).toEqual([50, "later", null]);
  });

  it("is exported whole as CSV, in which no cell is a formula", async () => {
    await record(0, { targetName: '=cmd|"/c calc"!A1', after: { name: "a,b\n+1" } });
    await record(1, { targetName: "@SUM(1)" }, anonymousActor({ address: "192.0.2.9", requestId: null }));
    const answer = await file("format=csv");
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="audit.csv"');
    const text = await answer.text();
    expect(text).toMatch(/^at,actorName,/);
    expect(text).toContain(`,'@SUM(1),`);
    expect(text).toContain(`"'=cmd|""/c calc""!A1"`);
    expect(text.trimEnd().split("\r\n")).toHaveLength(3);
  });

  it("is exported as JSON lines under the same filter, past one batch", async () => {
    await db().auditEvent.createMany({
      data: Array.from({ length: 601 }, (_, index) => ({
        at: new Date(start + index),
        actorName: "x",
        action: index === 0 ? "api.create" : "api.update",
        targetType: "api",
        targetId: "a",
        targetName: `A ${index}`,
      })),
    });
    const lines = (await (await file("format=jsonl&action=api.update")).text()).trimEnd().split("\n");
    const events = lines.map((line) => auditEvent.parse(JSON.parse(line)));
    expect(new Set(events.map(({ id }) => id)).size).toBe(600);
    expect(events[0]?.targetName).toBe("A 600");
    expect((await file("format=xlsx")).status).toBe(400);
  });
});
