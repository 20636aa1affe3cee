import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { hashPassword, verifyPassword } from "@/lib/users/password-hash";
import { PUT as CHANGE_PASSWORD } from "./password/route";
import { PATCH as RENAME } from "./route";
import { DELETE as END_SESSIONS } from "./sessions/route";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;

const currentPassword = "velvet anchor thirty plums";
const newPassword = "seven quiet lanterns drift";

const adasBrowser = () => TestBrowser.of("ada");

const rename = (browser: TestBrowser, json: unknown, origin?: string | null) =>
  browser.send(RENAME, { method: "PATCH", json, ...(origin !== undefined && { origin }) });
const changePassword = (browser: TestBrowser, json: unknown, origin?: string | null) =>
  browser.send(CHANGE_PASSWORD, { method: "PUT", json, ...(origin !== undefined && { origin }) });
const endSessions = (browser: TestBrowser, origin?: string | null) =>
  browser.send(END_SESSIONS, { method: "DELETE", ...(origin !== undefined && { origin }) });

const readAda = () => db().user.findUniqueOrThrow({ where: { id: "ada" } });
const listAudit = () => db().auditEvent.findMany({ orderBy: { at: "asc" } });

describe("the profile's routes", () => {
  useTestDatabase();
  // Well inside a window of the guess limits.
  beforeAll(() => vi.setSystemTime(new Date("2026-11-22T10:05:00Z")));
  afterAll(() => vi.useRealTimers());

  beforeEach(async () => {
    await db().guessCount.deleteMany();
    await db().auditEvent.deleteMany();
    await db().user.deleteMany();
    await db().user.create({
      data: {
        id: "ada",
        email: "ada@example.com",
        name: "Ada",
        passwordHash: await hashPassword(currentPassword),
      },
    });
  });

  it("are closed to whoever is not signed in", async () => {
    for (const answer of [
      await rename(new TestBrowser(), { name: "Eve" }),
      await changePassword(new TestBrowser(), { currentPassword, newPassword }),
      await endSessions(new TestBrowser()),
    ]) {
      expect(answer.status).toBe(401);
    }
  });

  it.each([null, "null", "https://evil.example"])("take no change from the origin %s", async (origin) => {
    const browser = await adasBrowser();
    for (const answer of [
      await rename(browser, { name: "Eve" }, origin),
      await changePassword(browser, { currentPassword, newPassword }, origin),
      await endSessions(browser, origin),
    ]) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "bad-origin" });
    }
    expect(await readAda()).toMatchObject({ name: "Ada", sessionVersion: 1 });
    expect(await listAudit()).toEqual([]);
  });

  it("change the name, and write down who did it and from where", async () => {
    expect((await rename(await adasBrowser(), { name: "  Ada King " })).status).toBe(204);
    expect(await readAda()).toMatchObject({ name: "Ada King", sessionVersion: 1 });
    expect(await listAudit()).toMatchObject([
      {
        action: "user.rename",
        actorId: "ada",
        targetId: "ada",
        before: { name: "Ada" },
        after: { name: "Ada King" },
        address: "192.0.2.1",
      },
    ]);
  });

  it.each([
    { name: "" },
    { name: "   " },
    { name: "x".repeat(101) },
    { name: { contains: "a" } },
    { name: "Ada", role: "admin" },
    { name: "Ada", email: "evil@example.com" },
    {},
    null,
  ])("change nothing but a proper name: %j", async (json) => {
    expect((await rename(await adasBrowser(), json)).status).toBe(400);
    expect(await readAda()).toMatchObject({ name: "Ada", role: "developer", email: "ada@example.com" });
  });

  it("change the password, keep the session that asked and end every other at once", async () => {
    const here = await adasBrowser();
    const elsewhere = here.copy();
    expect((await changePassword(here, { currentPassword, newPassword })).status).toBe(204);
    expect((await rename(here, { name: "Still here" })).status).toBe(204);
    expect((await rename(elsewhere, { name: "Not here" })).status).toBe(401);
    const { passwordHash, sessionVersion } = await readAda();
    expect(await verifyPassword(passwordHash, newPassword)).toBe(true);
    expect(sessionVersion).toBe(2);
    const [event] = await listAudit();
    expect(event).toMatchObject({
      action: "user.change-password",
      actorId: "ada",
      before: null,
      after: null,
    });
    expect(JSON.stringify(event)).not.toContain(newPassword);
  });

  it.each([
    ["currentPassword", { currentPassword: "not this one at all", newPassword }],
    ["currentPassword", { currentPassword: "", newPassword }],
    ["newPassword", { currentPassword, newPassword: "too short" }],
    ["newPassword", { currentPassword, newPassword: "Password123456" }],
    ["newPassword", { currentPassword, newPassword: "ada@example.com" }],
    ["newPassword", { currentPassword, newPassword: currentPassword }],
  ])("name the field %s when a new password is refused", async (field, input) => {
    const answer = await changePassword(await adasBrowser(), input);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ field }] });
    expect(await readAda()).toMatchObject({ sessionVersion: 1 });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("limit guesses at the current password like those at the door", async () => {
    const browser = await adasBrowser();
    for (let guess = 0; guess < 10; guess += 1) {
      await changePassword(browser, { currentPassword: `guess number ${guess}`, newPassword });
    }
    const answer = await changePassword(browser, { currentPassword, newPassword });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await readAda()).toMatchObject({ sessionVersion: 1 });
  });

  it("let one of two password changes at once through", async () => {
    const browser = await adasBrowser();
    const answers = await Promise.all([
      changePassword(browser.copy(), { currentPassword, newPassword }),
      changePassword(browser.copy(), { currentPassword, newPassword: "four other words entirely" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await readAda()).toMatchObject({ sessionVersion: 2 });
  });

  it("sign out everywhere, here too", async () => {
    const here = await adasBrowser();
    const elsewhere = here.copy();
    expect((await endSessions(here)).status).toBe(204);
    expect(here.cookies.size).toBe(0);
    expect((await rename(elsewhere, { name: "Not here" })).status).toBe(401);
    expect(await listAudit()).toMatchObject([{ action: "user.end-sessions", actorId: "ada" }]);
  });
});
