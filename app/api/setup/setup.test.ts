import { beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/audit/commands";
import { currentUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { createFirstAdmin, ensureFirstAdmin } from "@/lib/users/commands";
import { hasAdministrator } from "@/lib/users/queries";
import { dropSetupToken, isSetupToken, issueSetupToken } from "@/lib/users/setup-token";
import { POST } from "./route";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;

const ada = { name: "Ada", email: "ada@example.com", password: "velvet anchor thirty plums" };
const setUp = (browser: TestBrowser, json: unknown, origin?: string | null) =>
  browser.send(POST, { method: "POST", json, ...(origin !== undefined && { origin }) });

describe("setting up", () => {
  useTestDatabase();

  beforeEach(async () => {
    dropSetupToken();
    await db().auditEvent.deleteMany();
    await db().user.deleteMany();
  });

  it("makes the holder of the printed token the first administrator and signs them in", async () => {
    const browser = new TestBrowser();
    expect((await setUp(browser, { ...ada, token: issueSetupToken() })).status).toBe(204);
    expect(await browser.visit(currentUser)).toMatchObject({ email: ada.email, role: "admin" });
    expect(await db().auditEvent.findMany()).toMatchObject([
      { action: "user.create", targetName: ada.email },
    ]);
    expect((await db().user.findFirstOrThrow()).lastSignInAt).not.toBeNull();
  });

  it("works once", async () => {
    const token = issueSetupToken();
    await setUp(new TestBrowser(), { ...ada, token });
    expect(isSetupToken(token)).toBe(false);
    const again = await setUp(new TestBrowser(), { ...ada, email: "eve@example.com", token });
    expect(again.status).toBe(403);
    expect(await db().user.count()).toBe(1);
  });

  it.each(["", "guess", "x".repeat(32), "x".repeat(500)])(
    "is refused with another token: %j",
    async (token) => {
      issueSetupToken();
      expect([400, 403]).toContain((await setUp(new TestBrowser(), { ...ada, token })).status);
      expect(await hasAdministrator()).toBe(false);
    },
  );

  it("is refused while no token was issued", async () => {
    expect((await setUp(new TestBrowser(), { ...ada, token: "undefined" })).status).toBe(403);
  });

  it.each([null, "null", "https://evil.example"])("is refused from the origin %s", async (origin) => {
    const token = issueSetupToken();
    expect((await setUp(new TestBrowser(), { ...ada, token }, origin)).status).toBe(403);
    expect(isSetupToken(token)).toBe(true);
  });

  it("keeps the token for another try after a bad password or a taken address", async () => {
    const token = issueSetupToken();
    await db().user.create({ data: { email: "taken@example.com", name: "Taken" } });
    const common = await setUp(new TestBrowser(), { ...ada, password: "password1234", token });
    expect(await common.json()).toMatchObject({ code: "invalid-input", errors: [{ field: "password" }] });
    const taken = await setUp(new TestBrowser(), { ...ada, email: "Taken@Example.com", token });
    expect(await taken.json()).toMatchObject({ code: "invalid-input", errors: [{ field: "email" }] });
    expect((await setUp(new TestBrowser(), { ...ada, token })).status).toBe(204);
  });

  it("makes one administrator, also when several ask at the same moment", async () => {
    const token = issueSetupToken();
    const answers = await Promise.all(
      [1, 2, 3].map((number) =>
        setUp(new TestBrowser(), { ...ada, email: `admin${number}@example.com`, token }),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await db().user.count({ where: { role: "admin" } })).toBe(1);
  });

  it("takes the administrator from the environment once, and leaves an existing one alone", async () => {
    const named = { email: "Root@Example.com", password: "velvet anchor thirty plums" };
    expect(await ensureFirstAdmin(named)).toBe(true);
    expect(await ensureFirstAdmin({ ...named, email: "other@example.com" })).toBe(false);
    expect(await db().user.findMany()).toMatchObject([{ email: "root@example.com", role: "admin" }]);
    await expect(createFirstAdmin(ada, systemActor)).rejects.toMatchObject({ code: "conflict" });
  });

  it("refuses a common password from the environment with a message", async () => {
    const common = { email: "root@example.com", password: "administrator1" };
    await expect(ensureFirstAdmin(common)).rejects.toMatchObject({ code: "invalid-input" });
    expect(await hasAdministrator()).toBe(false);
  });
});
