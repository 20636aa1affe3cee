import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as MAIL_LINK } from "@/app/api/users/[userId]/mails/route";
import { PATCH as CHANGE } from "@/app/api/users/[userId]/route";
import { POST as INVITE } from "@/app/api/users/invitations/route";
import { currentUser } from "@/lib/auth/session";
import { db, type Prisma } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { openBody } from "@/lib/mail/outbox";
import { guessesPerAccount, guessesPerAddress, mailsPerAddress } from "@/lib/users/guess-limit";
import { hashPassword, verifyPassword } from "@/lib/users/password-hash";
import { signInWithPassword } from "@/lib/users/sign-in";
import type { SignUpSettings } from "@/lib/users/sign-up-schema";
import { POST as CONFIRM_MAIL } from "../confirm/mails/route";
import { POST as CONFIRM } from "../confirm/route";
import { POST as ACCEPT } from "../invitation/route";
import { POST as RESET_MAIL } from "../reset/mails/route";
import { POST as RESET } from "../reset/route";
import { PUT as SET_RULES } from "../settings/sign-up/route";
import { POST as SIGN_UP } from "./route";

const { TestBrowser, testPortal } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;
type Route = Parameters<TestBrowser["send"]>[0];

const password = "velvet anchor thirty plums";
const other = "seven quiet lanterns drift";
const ada = { name: "Ada", email: "ada@example.com", password };
const hourMs = 3_600_000;

const post = (route: Route, json: unknown, browser = new TestBrowser(), params = {}) =>
  browser.send(route, { method: "POST", json, params });
const user = (email = ada.email) => db().user.findUnique({ where: { email } });
const allow = (settings: SignUpSettings) =>
  db().setting.upsert({
    where: { key: "sign-up" },
    create: { key: "sign-up", value: { ...settings } },
    update: { value: { ...settings } },
  });

/** The newest mail to an address, as its receiver reads it. */
async function lastMail(recipient = ada.email) {
  const mail = await db().outboxMail.findFirst({ where: { recipient }, orderBy: { createdAt: "desc" } });
  const body = mail && openBody(mail);
  const token = /\?token=([\w-]+)/.exec(body ?? "")?.[1] ?? "";
  return {
    event: mail?.event,
    body: body ?? "",
    token,
    count: await db().outboxMail.count({ where: { recipient } }),
  };
}

async function addUser(data: Partial<Prisma.UserUncheckedCreateInput> = {}) {
  return db().user.create({
    data: { email: ada.email, name: "Ada", passwordHash: await hashPassword(password), ...data },
  });
}

async function administrator(): Promise<TestBrowser> {
  const { id } = await addUser({ id: "grace", email: "grace@example.com", name: "Grace", role: "admin" });
  return TestBrowser.of(id);
}

const from = { address: "192.0.2.9", requestId: null };
const signIn = () => signInWithPassword(ada, from);

describe("opening an account by oneself", () => {
  useTestDatabase();

  beforeEach(async () => {
    vi.useRealTimers();
    await Promise.all([
      db().guessCount.deleteMany(),
      db().outboxMail.deleteMany(),
      db().auditEvent.deleteMany(),
      db().setting.deleteMany(),
    ]);
    await db().user.deleteMany();
    await allow({ mode: "open", domains: [] });
  });

  it("takes sign-up, the mailed link and the password, and ends signed in", async () => {
    const browser = new TestBrowser();
    expect((await post(SIGN_UP, ada, browser)).status).toBe(204);
    expect(await user()).toMatchObject({ state: "pending", role: "developer", emailConfirmedAt: null });
    await expect(signIn()).rejects.toMatchObject({ code: "not-confirmed" });
    const { body, token } = await lastMail();
    expect(body).toContain(`${testPortal}/confirm?token=${token}`);
    expect((await post(CONFIRM, { token, password }, browser)).status).toBe(204);
    expect(await user()).toMatchObject({ state: "active", emailConfirmedAt: expect.any(Date) });
    expect(await browser.visit(currentUser)).toMatchObject({ email: ada.email });
    expect((await db().auditEvent.findMany()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["user.sign-up", "user.confirm-email"]),
    );
  });

  it("opens nothing for who has the link but not the password, and the link works once", async () => {
    await post(SIGN_UP, ada);
    const { token } = await lastMail();
    expect((await post(CONFIRM, { token, password: other })).status).toBe(400);
    expect((await user())?.state).toBe("pending");
    expect((await post(CONFIRM, { token, password })).status).toBe(204);
    expect((await post(CONFIRM, { token, password })).status).toBe(403);
  });

  it("has a password that is guessed at no more often than at a sign-in, and apart from it", async () => {
    await post(SIGN_UP, ada);
    const { token } = await lastMail();
    for (let n = 0; n < guessesPerAccount; n += 1) await expect(signIn()).rejects.toBeTruthy();
    for (let n = 0; n < guessesPerAccount; n += 1) {
      expect((await post(CONFIRM, { token, password: other })).status).toBe(400);
    }
    expect((await post(CONFIRM, { token, password })).status).toBe(429);
  });

  it("takes the password of the last one who signed up with an address, so that nobody else's is confirmed", async () => {
    await post(SIGN_UP, { ...ada, name: "Mallory", password: other });
    const first = await lastMail();
    await post(SIGN_UP, ada);
    expect((await post(CONFIRM, { token: first.token, password: other })).status).toBe(403);
    const { token } = await lastMail();
    expect((await post(CONFIRM, { token, password: other })).status).toBe(400);
    expect((await post(CONFIRM, { token, password })).status).toBe(204);
    expect((await user())?.name).toBe("Ada");
  });

  it("has a link for 48 hours, and another when asked", async () => {
    const start = Date.now();
    vi.setSystemTime(start);
    await post(SIGN_UP, ada);
    const { token } = await lastMail();
    vi.setSystemTime(start + 48 * hourMs + 1);
    expect((await post(CONFIRM, { token, password })).status).toBe(403);
    expect((await post(CONFIRM_MAIL, { email: ada.email })).status).toBe(204);
    expect((await post(CONFIRM, { token: (await lastMail()).token, password })).status).toBe(204);
    vi.setSystemTime(start);
    expect((await post(CONFIRM_MAIL, { email: ada.email })).status).toBe(204);
    expect((await lastMail()).count).toBe(2);
  });

  it("tells only the mail that an address has an account already", async () => {
    await addUser();
    const known = await post(SIGN_UP, { ...ada, password: other });
    const unknown = await post(SIGN_UP, { ...ada, email: "new@example.com" });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(await lastMail()).toMatchObject({ event: "account.exists", token: "" });
    expect(await verifyPassword((await user())?.passwordHash ?? "", password)).toBe(true);
  });

  it("puts no words of the person who signs up into a mail to an address that may be another's", async () => {
    await post(SIGN_UP, { ...ada, name: "Win money at https://evil.example" });
    expect((await lastMail()).body).not.toContain("evil.example");
  });

  it.each<[SignUpSettings, string, number]>([
    [{ mode: "off", domains: [] }, "ada@example.com", 403],
    [{ mode: "domains", domains: ["example.com"] }, "ada@example.com", 204],
    [{ mode: "domains", domains: ["example.com"] }, "ada@sub.example.com", 400],
    [{ mode: "domains", domains: ["example.com"] }, "ada@example.com.evil.example", 400],
    [{ mode: "domains", domains: ["example.com"] }, "ada@notexample.com", 400],
    [{ mode: "open", domains: [] }, "ada@anywhere.example", 204],
  ])("follows the rules %o for %s: %i", async (rules, email, status) => {
    await allow(rules);
    expect((await post(SIGN_UP, { ...ada, email })).status).toBe(status);
    expect(await db().user.count()).toBe(status === 204 ? 1 : 0);
  });

  it("is off until an administrator opens it, and only an administrator can", async () => {
    await db().setting.deleteMany();
    expect((await post(SIGN_UP, ada)).status).toBe(403);
    const rules = { mode: "domains", domains: ["Example.com "] };
    const put = (browser: TestBrowser, json: unknown) => browser.send(SET_RULES, { method: "PUT", json });
    expect((await put(new TestBrowser(), rules)).status).toBe(401);
    const admin = await administrator();
    expect((await put(admin, { mode: "domains", domains: [] })).status).toBe(400);
    expect((await put(admin, { mode: "domains", domains: ["no domain"] })).status).toBe(400);
    expect((await put(admin, rules)).status).toBe(204);
    expect((await post(SIGN_UP, ada)).status).toBe(204);
  });

  it("refuses what passwords are refused for elsewhere, and roles that nobody offered", async () => {
    expect((await post(SIGN_UP, { ...ada, password: "password123456" })).status).toBe(400);
    expect((await post(SIGN_UP, { ...ada, password: "short" })).status).toBe(400);
    expect((await post(SIGN_UP, { ...ada, role: "admin" })).status).toBe(400);
    expect(await db().user.count()).toBe(0);
  });
});

describe("a forgotten password", () => {
  useTestDatabase();
  const ask = (email: string, browser = new TestBrowser()) => post(RESET_MAIL, { email }, browser);

  beforeEach(async () => {
    await db().guessCount.deleteMany();
    await db().outboxMail.deleteMany();
    await db().user.deleteMany();
  });

  it("is replaced by the link, which ends every session and works once", async () => {
    const { id } = await addUser();
    const before = await TestBrowser.of(id);
    expect((await ask(ada.email)).status).toBe(204);
    const { token } = await lastMail();
    const browser = new TestBrowser();
    expect((await post(RESET, { token, password: other }, browser)).status).toBe(204);
    expect(await before.visit(currentUser)).toBeNull();
    expect(await browser.visit(currentUser)).toMatchObject({ id });
    expect((await post(RESET, { token, password })).status).toBe(403);
    expect(await verifyPassword((await user())?.passwordHash ?? "", other)).toBe(true);
  });

  it("answers the same to known, unknown and blocked addresses, in about the same time", async () => {
    await addUser();
    await addUser({ email: "blocked@example.com", state: "blocked" });
    const answers = [];
    for (const email of [ada.email, "nobody@example.com", "blocked@example.com"]) {
      const start = performance.now();
      const answer = await ask(email);
      const ms = performance.now() - start;
      answers.push([answer.status, await answer.text(), ms >= 249]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['[204,"",true]']));
    expect(await db().outboxMail.count()).toBe(1);
  });

  it("is asked for a few times only, known address or not", async () => {
    await addUser();
    for (const email of [ada.email, "nobody@example.com"]) {
      const asked = Array.from({ length: mailsPerAddress + 1 }, () => ask(email));
      const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array(mailsPerAddress).fill(204), 429]);
    }
  });

  it("takes no link that was made for something else, is over, or was followed by another", async () => {
    await addUser();
    await ask(ada.email);
    const first = (await lastMail()).token;
    await ask(ada.email);
    const { token } = await lastMail();
    for (const wrong of [first, "", "x".repeat(43), `${token}x`]) {
      expect([400, 403]).toContain((await post(RESET, { token: wrong, password: other })).status);
    }
    expect((await post(ACCEPT, { token, name: "Ada", password: other })).status).toBe(403);
    expect((await post(CONFIRM, { token, password })).status).toBe(403);
    await db().mailLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await post(RESET, { token, password: other })).status).toBe(403);
  });

  it("opens no blocked account", async () => {
    await addUser();
    await ask(ada.email);
    await db().user.updateMany({ data: { state: "blocked" } });
    const { token } = await lastMail();
    expect((await post(RESET, { token, password: other })).status).toBe(403);
    expect((await user())?.state).toBe("blocked");
  });

  it("leaves nothing in the database that opens an account", async () => {
    await addUser();
    await ask(ada.email);
    const { token } = await lastMail();
    expect(token).toHaveLength(43);
    const dump = JSON.stringify([await db().outboxMail.findMany(), await db().mailLink.findMany()]);
    expect(dump).not.toContain(token);
  });

  it("is replaced by who has the link, whatever a stranger has guessed at the account", async () => {
    await addUser();
    await ask(ada.email);
    const { token } = await lastMail();
    const stranger = { address: "192.0.2.66", requestId: null };
    const guess = () => signInWithPassword({ email: ada.email, password: "a stranger's guess" }, stranger);
    for (let n = 0; n < guessesPerAccount; n += 1) expect(await guess()).toBeNull();
    await expect(guess()).rejects.toMatchObject({ code: "too-many-attempts" });
    expect((await post(RESET, { token, password: other })).status).toBe(204);
    expect(await signInWithPassword({ ...ada, password: other }, from)).toMatchObject({ email: ada.email });
  });

  it("has links of which one place tries so many only", async () => {
    await db().guessCount.createMany({
      data: [0, 900_000].map((ms) => ({
        key: "address:192.0.2.1",
        windowStart: new Date(Math.floor(Date.now() / 900_000) * 900_000 + ms),
        count: guessesPerAddress,
      })),
    });
    expect((await post(RESET, { token: "x".repeat(43), password: other })).status).toBe(429);
  });
});

describe("an invitation", () => {
  useTestDatabase();
  const input = { name: "Ada", email: ada.email, role: "admin" };

  beforeEach(async () => {
    await db().guessCount.deleteMany();
    await db().outboxMail.deleteMany();
    await db().user.deleteMany();
  });

  it("is sent by administrators alone, and opens an account with the role they chose", async () => {
    const admin = await administrator();
    const { id } = await addUser({ email: "dev@example.com" });
    const developer = await TestBrowser.of(id);
    expect((await post(INVITE, input)).status).toBe(401);
    expect((await post(INVITE, input, developer)).status).toBe(403);
    expect((await post(INVITE, input, admin)).status).toBe(201);
    expect((await post(INVITE, input, admin)).status).toBe(400);
    const { token, body } = await lastMail();
    expect(body).toContain(`${testPortal}/invitation?token=`);
    const browser = new TestBrowser();
    expect((await post(ACCEPT, { token, name: "Ada King", password }, browser)).status).toBe(204);
    expect(await browser.visit(currentUser)).toMatchObject({ name: "Ada King", role: "admin" });
    expect(await user()).toMatchObject({ state: "active", emailConfirmedAt: expect.any(Date) });
  });

  it("is mailed again on demand, and the earlier link ends", async () => {
    const admin = await administrator();
    await post(INVITE, input, admin);
    const first = await lastMail();
    const userId = (await user())?.id ?? "";
    const again = (id: string, browser = admin) => post(MAIL_LINK, {}, browser, { userId: id });
    expect((await again(userId, new TestBrowser())).status).toBe(401);
    expect((await again(userId)).status).toBe(204);
    expect((await again("nobody")).status).toBe(404);
    expect((await again("grace")).status).toBe(409);
    const { token } = await lastMail();
    expect((await post(ACCEPT, { token: first.token, name: "Ada", password })).status).toBe(403);
    expect((await post(ACCEPT, { token, name: "Ada", password })).status).toBe(204);
  });

  it("is not taken over by a stranger who signs up with its address, whatever is pressed after that", async () => {
    const admin = await administrator();
    await allow({ mode: "open", domains: [] });
    await post(INVITE, input, admin);
    const invited = await user();
    expect((await post(SIGN_UP, { name: "Mallory", email: ada.email, password: other })).status).toBe(204);
    expect(await user()).toEqual(invited);
    const again = await lastMail();
    expect([again.event, again.count]).toEqual(["account.invite", 2]);
    expect(again.body).not.toContain("Mallory");

    const activate = { method: "PATCH", json: { state: "active" }, params: { userId: invited?.id ?? "" } };
    expect((await admin.send(CHANGE, activate)).status).toBe(409);
    await expect(signInWithPassword({ ...ada, password: other }, from)).resolves.toBeNull();
    expect((await post(ACCEPT, { token: again.token, name: "Ada", password })).status).toBe(204);
    expect(await signInWithPassword(ada, from)).toMatchObject({ id: invited?.id });
  });
});
