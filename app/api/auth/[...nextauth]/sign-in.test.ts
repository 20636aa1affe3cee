import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readSignInFailure } from "@/lib/auth/schema";
import { currentUser } from "@/lib/auth/session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { countGuess } from "@/lib/users/guess-limit";
import { hashPassword } from "@/lib/users/password-hash";
import { POST as SIGN_OUT } from "../../sign-out/route";
import { GET, POST } from "./route";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;

const password = "velvet anchor thirty plums";
const csrfAnswer = z.object({ csrfToken: z.string() });
const callbackAnswer = z.object({ url: z.string() });

const send = (browser: TestBrowser, method: "GET" | "POST", action: string[], call: object = {}) =>
  browser.send(method === "GET" ? GET : POST, {
    method,
    path: `/api/auth/${action.join("/")}`,
    params: { nextauth: action },
    ...call,
  });

async function csrfOf(browser: TestBrowser): Promise<string> {
  return csrfAnswer.parse(await (await send(browser, "GET", ["csrf"])).json()).csrfToken;
}

/** Signs in as the page does; null when it worked, else why not. */
async function signIn(
  browser: TestBrowser,
  credentials: { email: string; password: string },
  callbackUrl = "/",
) {
  const form = { ...credentials, csrfToken: await csrfOf(browser), callbackUrl, json: "true" };
  const response = await send(browser, "POST", ["callback", "credentials"], { form });
  const { url } = callbackAnswer.parse(await response.json());
  return { failure: readSignInFailure(new URL(url).searchParams.get("error")), url, response };
}

const ada = { email: "ada@example.com", password };

describe("signing in", () => {
  useTestDatabase();
  // Well inside a window of the guess limits.
  beforeAll(() => vi.setSystemTime(new Date("2026-11-22T10:05:00Z")));
  afterAll(() => vi.useRealTimers());

  beforeEach(async () => {
    await db().guessCount.deleteMany();
    await db().user.deleteMany();
    await db().user.create({
      data: { id: "ada", email: ada.email, name: "Ada", passwordHash: await hashPassword(password) },
    });
  });

  it("opens a session that the database confirms", async () => {
    const browser = new TestBrowser();
    expect(await browser.visit(currentUser)).toBeNull();
    expect((await signIn(browser, ada)).failure).toBeNull();
    expect(await browser.visit(currentUser)).toEqual({
      id: "ada",
      email: "ada@example.com",
      name: "Ada",
      role: "developer",
    });
    expect((await db().user.findUnique({ where: { id: "ada" } }))?.lastSignInAt).toBeInstanceOf(Date);
  });

  it("takes the address however it is written, and the password only as it is", async () => {
    expect((await signIn(new TestBrowser(), { ...ada, email: " ADA@Example.com " })).failure).toBeNull();
    const shouted = await signIn(new TestBrowser(), { ...ada, password: password.toUpperCase() });
    expect(shouted.failure?.code).toBe("wrong-credentials");
  });

  it("renews a hash made with weaker parameters, and the password stays the same", async () => {
    const weak = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await db().user.update({ where: { id: "ada" }, data: { passwordHash: weak } });
    expect((await signIn(new TestBrowser(), ada)).failure).toBeNull();
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: "ada" } });
    expect(passwordHash).toContain("$m=19456,t=2,p=1$");
    expect((await signIn(new TestBrowser(), ada)).failure).toBeNull();
  });

  it("hands out a cookie that scripts cannot read and other sites do not get", async () => {
    const browser = new TestBrowser();
    const { response } = await signIn(browser, ada);
    const cookie = response.headers.getSetCookie().find((one) => one.includes("session-token"));
    expect(cookie).toMatch(/^__Secure-next-auth\.session-token=/);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"])
      expect(cookie).toContain(attribute);
  });

  it("answers an unknown account and a wrong password alike, word for word", async () => {
    const unknown = await signIn(new TestBrowser(), { ...ada, email: "nobody@example.com" });
    const wrong = await signIn(new TestBrowser(), { ...ada, password: "not this one at all" });
    expect(unknown.url).toBe(wrong.url);
    expect(unknown.response.status).toBe(wrong.response.status);
    expect(wrong.failure?.code).toBe("wrong-credentials");
    expect(wrong.response.status).toBe(401);
  });

  it("tells that an account is blocked to its owner only", async () => {
    await db().user.update({ where: { id: "ada" }, data: { state: "blocked" } });
    expect((await signIn(new TestBrowser(), ada)).failure?.code).toBe("not-allowed");
    const stranger = await signIn(new TestBrowser(), { ...ada, password: "not this one at all" });
    expect(stranger.failure?.code).toBe("wrong-credentials");
  });

  it("refuses the right password too, while too many wrong ones have been tried, and says when to come back", async () => {
    const browser = new TestBrowser();
    for (let guess = 0; guess < 10; guess += 1) await signIn(browser, { ...ada, password: `guess ${guess}` });
    const { failure, response } = await signIn(browser, ada);
    expect(failure?.code).toBe("too-many-attempts");
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBe(failure?.retryAfterSeconds);
    expect(failure?.retryAfterSeconds).toBeGreaterThan(0);
    expect(await browser.visit(currentUser)).toBeNull();
  });

  it("is recorded, whether it opened or not, with who, from where and never the password; a flood once", async () => {
    await db().auditEvent.deleteMany();
    const browser = new TestBrowser("192.0.2.44");
    await signIn(browser, ada);
    await browser.send(SIGN_OUT, { method: "POST", form: {} });
    await db().user.update({ where: { id: "ada" }, data: { state: "blocked" } });
    await signIn(browser, ada);
    await db().guessCount.deleteMany();
    for (let guess = 0; guess < 14; guess += 1)
      await signIn(browser, { ...ada, password: `a secret guess ${guess}` });
    await signIn(browser, { email: "nobody@example.com", password: "a secret guess" });
    const events = await db().auditEvent.findMany({ orderBy: [{ at: "asc" }] });
    const counts = new Map<string, number>();
    for (const { action, actorName } of events) {
      const key = `${action} by ${actorName}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "user.sign-in by ada@example.com": 1,
      "user.sign-out by ada@example.com": 1,
      "user.sign-in-refused by anonymous": 1,
      "user.sign-in-failed by anonymous": 11,
      "user.sign-in-limited by anonymous": 1,
    });
    expect(events.map(({ address }) => address)).toEqual(events.map(() => "192.0.2.44"));
    expect(events.filter(({ targetName }) => targetName === "nobody@example.com")).toMatchObject([
      { targetId: "" },
    ]);
    expect(JSON.stringify(events)).not.toContain("secret guess");
  });

  it("never sends anybody to another site", async () => {
    for (const callbackUrl of ["https://evil.example/x", "//evil.example", "javascript:alert(1)"]) {
      const { url } = await signIn(new TestBrowser(), ada, callbackUrl);
      expect(new URL(url, "https://portal.example").origin).toBe("https://portal.example");
    }
  });

  it.each([
    null,
    "null",
    "https://evil.example",
    "https://portal.example.evil.example",
    "http://portal.example",
  ])("is refused from the origin %s, and so is signing out", async (origin) => {
    const browser = new TestBrowser();
    await signIn(browser, ada);
    const form = { ...ada, csrfToken: await csrfOf(browser), json: "true" };
    for (const response of [
      await send(browser, "POST", ["callback", "credentials"], { form, origin }),
      await browser.send(SIGN_OUT, { method: "POST", form: {}, origin }),
    ]) {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "bad-origin" });
    }
    expect(await browser.visit(currentUser)).not.toBeNull();
  });

  it("is limited per address too: the hundred and first guess is refused, whoever's account it is at", async () => {
    const address = "198.51.100.7";
    for (let guess = 0; guess < 99; guess += 1) {
      await countGuess({ email: `user${guess}@example.com`, address }, new Date());
    }
    const wrong = { email: "user100@example.com", password: "a wrong guess" };
    expect((await signIn(new TestBrowser(address), wrong)).response.status).toBe(401);
    expect((await signIn(new TestBrowser(address), ada)).response.status).toBe(429);
    expect((await signIn(new TestBrowser("198.51.100.8"), ada)).failure).toBeNull();
  });

  it("needs next-auth's own token too", async () => {
    const browser = new TestBrowser();
    const form = { ...ada, csrfToken: "forged", json: "true" };
    await send(browser, "POST", ["callback", "credentials"], { form });
    expect(await browser.visit(currentUser)).toBeNull();
  });

  it("ends with signing out, a copied cookie with it", async () => {
    const browser = new TestBrowser();
    await signIn(browser, ada);
    const copied = browser.copy();
    const answer = await browser.send(SIGN_OUT, { method: "POST", form: {} });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
    expect(await copied.visit(currentUser)).toBeNull();
    expect(browser.cookies.has(sessionCookie().name)).toBe(false);
    expect(await browser.visit(currentUser)).toBeNull();
  });

  it("keeps the parts of next-auth closed that are not in use", async () => {
    for (const action of ["session", "verify-request", "_log", "signout"]) {
      expect((await send(new TestBrowser(), "GET", [action])).status).toBe(404);
    }
    for (const action of ["_log", "signout", "signin"]) {
      expect((await send(new TestBrowser(), "POST", [action])).status).toBe(404);
    }
  });
});

describe("a session", () => {
  useTestDatabase();
  const browser = new TestBrowser();

  beforeEach(async () => {
    await db().user.deleteMany();
    await db().user.create({
      data: {
        id: "ada",
        email: ada.email,
        name: "Ada",
        role: "admin",
        passwordHash: await hashPassword(password),
      },
    });
    expect((await signIn(browser, ada)).failure).toBeNull();
  });

  it.each([
    ["is blocked", { state: "blocked" }],
    ["signs out everywhere", { sessionVersion: { increment: 1 } }],
  ])("ends at once when its owner %s", async (_what, data) => {
    await db().user.update({ where: { id: "ada" }, data });
    expect(await browser.visit(currentUser)).toBeNull();
  });

  it("loses the admin's rights at once when its owner is demoted", async () => {
    expect(await browser.visit(currentUser)).toMatchObject({ role: "admin" });
    await db().user.update({ where: { id: "ada" }, data: { role: "developer" } });
    expect(await browser.visit(currentUser)).toMatchObject({ role: "developer" });
  });

  it("ends with its account", async () => {
    await db().user.delete({ where: { id: "ada" } });
    expect(await browser.visit(currentUser)).toBeNull();
  });

  it("cannot be made up or changed", async () => {
    const forged = browser.copy();
    for (const [name, value] of forged.cookies) {
      if (name.includes("session-token")) forged.cookies.set(name, `${value.slice(0, -4)}AAAA`);
    }
    expect(await forged.visit(currentUser)).toBeNull();
  });
});
