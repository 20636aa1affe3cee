import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { currentUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { sessionDays, startSession, tidySessions } from "@/lib/sessions/commands";
import { browserSessions } from "@/lib/sessions/schema";
import { POST as SIGN_OUT } from "../../sign-out/route";
import { DELETE as END_OF_OTHER } from "../../users/[userId]/sessions/[sessionId]/route";
import { DELETE as END } from "./[sessionId]/route";
import { DELETE as END_ALL, GET } from "./route";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;

const list = async (browser: TestBrowser) =>
  browserSessions.parse(await (await browser.send(GET)).json()).items;
const end = (browser: TestBrowser, sessionId: string) =>
  browser.send(END, { method: "DELETE", params: { sessionId } });
const endOfOther = (browser: TestBrowser, userId: string, sessionId: string) =>
  browser.send(END_OF_OTHER, { method: "DELETE", params: { userId, sessionId } });
const isIn = async (browser: TestBrowser) => (await browser.visit(currentUser)) !== null;

const start = new Date("2026-11-22T10:00:00Z");
const minuteMs = 60_000;

describe("the browsers that somebody is signed in with", () => {
  useTestDatabase();
  beforeAll(() => vi.setSystemTime(start));
  afterAll(() => vi.useRealTimers());

  beforeEach(async () => {
    vi.setSystemTime(start);
    await db().auditEvent.deleteMany();
    await db().user.deleteMany();
    for (const [id, role] of [
      ["ada", "developer"],
      ["bob", "developer"],
      ["grace", "admin"],
    ] as const) {
      await db().user.create({ data: { id, email: `${id}@example.com`, name: id, role } });
    }
  });

  it("are listed to their owner: which, from where, since when, and which of them asks", async () => {
    const here = await TestBrowser.of("ada");
    await startSession(
      { userId: "ada", sessionVersion: 1 },
      { userAgent: "Mozilla/5.0 (iPhone) Version/18.1 Safari/604.1", address: "2001:db8::7" },
      new Date(start.getTime() + minuteMs),
    );
    await TestBrowser.of("bob");
    expect(await list(here)).toEqual([
      {
        id: expect.any(String),
        agent: "Firefox on Linux",
        address: "192.0.2.1",
        signedInAtMs: start.getTime(),
        lastUsedAtMs: start.getTime(),
        isThis: true,
      },
      expect.objectContaining({ agent: "Safari on iPhone", address: "2001:db8::7", isThis: false }),
    ]);
  });

  it("are noted with their last use and its address, once in five minutes", async () => {
    const browser = await TestBrowser.of("ada");
    const moved = new TestBrowser("198.51.100.4");
    for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
    vi.setSystemTime(start.getTime() + 4 * minuteMs);
    await list(moved);
    expect(await db().session.findFirst()).toMatchObject({ lastUsedAt: start, address: "192.0.2.1" });
    const later = new Date(start.getTime() + 5 * minuteMs);
    vi.setSystemTime(later);
    await list(moved);
    await expect
      .poll(() => db().session.findFirst())
      .toMatchObject({ lastUsedAt: later, address: "198.51.100.4" });
  });

  it("are signed out one by one, at once, and the log says which", async () => {
    const here = await TestBrowser.of("ada");
    const lost = await TestBrowser.of("ada");
    const other = (await list(here)).find(({ isThis }) => !isThis);
    expect((await end(here, other?.id ?? "")).status).toBe(204);
    expect([await isIn(here), await isIn(lost)]).toEqual([true, false]);
    expect(await db().auditEvent.findMany()).toMatchObject([
      {
        action: "user.end-session",
        actorId: "ada",
        targetId: "ada",
        before: { browser: "Firefox on Linux", address: "192.0.2.1" },
      },
    ]);
    expect((await end(here, other?.id ?? "")).status).toBe(404);
  });

  it("are nobody else's to end: another's session is as if it did not exist", async () => {
    const bob = await TestBrowser.of("bob");
    const [{ id } = { id: "" }] = await list(bob);
    const ada = await TestBrowser.of("ada");
    const [refused, missing] = [await end(ada, id), await end(ada, "missing")];
    expect([refused.status, missing.status]).toEqual([404, 404]);
    expect((await refused.json()).detail).toBe((await missing.json()).detail);
    expect((await endOfOther(ada, "bob", id)).status).toBe(403);
    expect(await isIn(bob)).toBe(true);
  });

  it("are all signed out but the one that asks, whose copied cookie ends too", async () => {
    const here = await TestBrowser.of("ada");
    const copied = here.copy();
    const lost = await TestBrowser.of("ada");
    const answer = await here.send(END_ALL, { method: "DELETE", path: "/api/profile/sessions?keep=this" });
    expect(answer.status).toBe(204);
    expect([await isIn(here), await isIn(lost), await isIn(copied)]).toEqual([true, false, false]);
    expect(await list(here)).toMatchObject([{ isThis: true }]);
  });

  it("are all signed out, here too; nothing of them is listed afterwards", async () => {
    const here = await TestBrowser.of("ada");
    expect((await here.send(END_ALL, { method: "DELETE" })).status).toBe(204);
    expect(await isIn(here)).toBe(false);
    expect(await list(await TestBrowser.of("ada"))).toHaveLength(1);
  });

  it("are ended by an administrator, one of them or none of another account's", async () => {
    const admin = await TestBrowser.of("grace");
    const ada = await TestBrowser.of("ada");
    const [{ id } = { id: "" }] = await list(ada);
    expect((await endOfOther(admin, "bob", id)).status).toBe(404);
    expect(await isIn(ada)).toBe(true);
    expect((await endOfOther(admin, "ada", id)).status).toBe(204);
    expect(await isIn(ada)).toBe(false);
  });

  it("do not begin with a sign-in that was under way while everything was ended", async () => {
    const here = await TestBrowser.of("ada");
    const late = here.copy();
    await here.send(END_ALL, { method: "DELETE" });
    await startSession({ userId: "ada", sessionVersion: 1 }, { userAgent: "late", address: null });
    expect(await isIn(late)).toBe(false);
    expect(await list(await TestBrowser.of("ada"))).toHaveLength(1);
  });

  it("go with signing out, and when their cookie has run out", async () => {
    await (await TestBrowser.of("ada")).send(SIGN_OUT, { method: "POST", form: {} });
    expect(await db().session.count()).toBe(0);
    await TestBrowser.of("ada");
    await tidySessions(new Date(start.getTime() + (sessionDays * 24 * 60 - 1) * minuteMs));
    expect(await db().session.count()).toBe(1);
    await tidySessions(new Date(start.getTime() + (sessionDays * 24 * 60 + 1) * minuteMs));
    expect(await db().session.count()).toBe(0);
  });

  it("stay at most 500 for an account: the least used goes", async () => {
    const first = await TestBrowser.of("ada");
    vi.setSystemTime(start.getTime() + minuteMs);
    const rows = Array.from({ length: 499 }, () => ({ userId: "ada", sessionVersion: 1 }));
    await db().session.createMany({ data: rows });
    const last = await TestBrowser.of("ada");
    expect(await db().session.count()).toBe(500);
    expect([await isIn(first), await isIn(last)]).toEqual([false, true]);
  });
});
