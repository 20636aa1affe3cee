import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { currentUser } from "@/lib/auth/session";
import { db, type Prisma } from "@/lib/db/client";
import { useTestDatabase, wholeDatabase } from "@/lib/db/test-database";
import { startStandIn } from "@/lib/identities/test-liar";
import {
  signInAtProvider,
  startTestProvider,
  type TestProvider,
  testClient,
} from "@/lib/identities/test-provider";
import { signInWithPassword } from "@/lib/users/commands";
import { guessesPerAccount, guessesPerAddress } from "@/lib/users/guess-limit";
import { hashPassword } from "@/lib/users/password-hash";
import {
  PUT as CHANGE_PROVIDER,
  DELETE as DELETE_PROVIDER,
} from "../../identity-providers/[providerId]/route";
import { POST as ADD_PROVIDER, GET as LIST_PROVIDERS } from "../../identity-providers/route";
import { DELETE as UNLINK } from "../../profile/identities/[providerId]/route";
import { GET as LIST_IDENTITIES, POST as START_LINKING } from "../../profile/identities/route";
import { PUT as SET_RULES } from "../../settings/sign-up/route";
import { GET, POST } from "./route";

const { TestBrowser, testPortal } = await vi.hoisted(async () => {
  vi.stubEnv("ALLOW_HTTP", "true");
  vi.stubEnv("ALLOW_PRIVATE_BACKENDS", "loopback");
  return import("@/lib/auth/test-browser");
});
type TestBrowser = InstanceType<typeof TestBrowser>;

const password = "velvet anchor thirty plums";
const email = "ada@example.com";
const csrf = z.object({ csrfToken: z.string() });
const url = z.object({ url: z.string() });

/** Asks to sign in by a provider, as the button does; answers where the browser goes. */
async function setOut(browser: TestBrowser, provider: string, callbackUrl = "/"): Promise<string> {
  const answer = await browser.send(GET, { path: "/api/auth/csrf", params: { nextauth: ["csrf"] } });
  const { csrfToken } = csrf.parse(await answer.json());
  const sent = await browser.send(POST, {
    method: "POST",
    path: `/api/auth/signin/${provider}`,
    params: { nextauth: ["signin", provider] },
    form: { csrfToken, callbackUrl, json: "true" },
  });
  return url.parse(await sent.json()).url;
}

/** The browser comes back; answers where it is led. */
async function comeBack(browser: TestBrowser, address: string): Promise<string> {
  const { pathname, search } = new URL(address);
  const answer = await browser.send(GET, {
    path: pathname + search,
    params: { nextauth: pathname.split("/").slice(3) },
  });
  expect(answer.headers.get("content-type") ?? "").not.toContain("json");
  const location = new URL(answer.headers.get("location") ?? "", testPortal);
  expect(location.origin).toBe(testPortal);
  // next-auth's own error address leads on to the page.
  if (location.pathname !== "/api/auth/error") return location.pathname + location.search;
  return `/sign-in?error=${location.searchParams.get("error")}`;
}

async function signIn(browser: TestBrowser, login: string, callbackUrl?: string): Promise<string> {
  return comeBack(browser, await signInAtProvider(await setOut(browser, "company", callbackUrl), login));
}

const isIn = async (browser: TestBrowser) => (await browser.visit(currentUser))?.email ?? null;
const actions = async () =>
  (await db().auditEvent.findMany({ orderBy: { at: "asc" } })).map(({ action }) => action);

async function addUser(data: Partial<Prisma.UserUncheckedCreateInput> = {}) {
  const passwordHash = await hashPassword(password);
  await db().user.create({
    data: { id: "ada", email, name: "Ada", passwordHash, emailConfirmedAt: new Date(), ...data },
  });
}

describe("signing in by an identity provider", () => {
  useTestDatabase();
  let real: TestProvider;
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let admin: TestBrowser;

  const add = (id: string, changes: object = {}) =>
    admin.send(ADD_PROVIDER, {
      method: "POST",
      json: {
        id,
        kind: "oidc",
        name: `Provider ${id}`,
        issuer: real.issuer,
        clientId: testClient.id,
        clientSecret: testClient.secret,
        ...changes,
      },
    });
  const rules = (mode: string, domains: string[] = []) =>
    admin.send(SET_RULES, { method: "PUT", json: { mode, domains } });

  beforeAll(async () => {
    real = await startTestProvider({ redirectUris: [`${testPortal}/api/auth/callback/company`] });
    standIn = await startStandIn();
  });
  afterAll(async () => {
    await real.close();
    await standIn.close();
  });

  beforeEach(async () => {
    standIn.lies = {};
    await db().guessCount.deleteMany();
    await db().identityProvider.deleteMany();
    await db().user.deleteMany();
    await db().user.create({
      data: { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" },
    });
    admin = await TestBrowser.of("grace");
    expect((await add("company")).status).toBe(201);
    await rules("off");
    await db().auditEvent.deleteMany();
  });

  it("signs in to the account whose confirmed email the provider confirms, links it, and knows it again", async () => {
    await addUser();
    const browser = new TestBrowser();
    expect(await signIn(browser, email, "/subscriptions")).toBe("/subscriptions");
    expect(await isIn(browser)).toBe(email);
    expect(await actions()).toEqual(["user.link-identity", "user.sign-in"]);
    // Known by its subject from now on, whatever address either side has.
    await db().user.update({ where: { id: "ada" }, data: { email: "countess@example.com" } });
    const again = new TestBrowser();
    expect(await signIn(again, email)).toBe("/");
    expect(await isIn(again)).toBe("countess@example.com");
    expect(await db().identity.count()).toBe(1);
  });

  it.each([
    ["off", [], false],
    ["domains", ["elsewhere.example"], false],
    ["domains", ["example.com"], true],
    ["open", [], true],
  ])("opens accounts as the sign-up rules say: %s %j", async (mode, domains, opens) => {
    await rules(mode, domains);
    const browser = new TestBrowser();
    const led = await signIn(browser, `${email}|Ada King`);
    expect(led).toBe(opens ? "/" : "/sign-in?error=sign-up-closed");
    expect(await isIn(browser)).toBe(opens ? email : null);
    const user = await db().user.findUnique({ where: { email } });
    if (!opens) return expect(user).toBeNull();
    expect(user).toMatchObject({ name: "Ada King", passwordHash: null, state: "active", role: "developer" });
    expect(user?.emailConfirmedAt).toBeInstanceOf(Date);
  });

  it("opens and links nothing for an address that the provider has not confirmed", async () => {
    await rules("open");
    await addUser({ email: "unconfirmed@example.com" });
    const browser = new TestBrowser();
    expect(await signIn(browser, "unconfirmed@example.com")).toBe("/sign-in?error=email-unverified");
    expect(await isIn(browser)).toBeNull();
    expect(await db().identity.count()).toBe(0);
    expect(await actions()).toContain("user.sign-in-refused");
  });

  it("leaves nothing to who signed up with a victim's address before: no password, no link, no session", async () => {
    await addUser({ state: "pending", emailConfirmedAt: null, name: "Mallory" });
    await db().mailLink.create({
      data: { hash: "h", userId: "ada", purpose: "confirm", expiresAt: new Date(Date.now() + 1e6) },
    });
    const mallory = await TestBrowser.of("ada");
    const browser = new TestBrowser();
    expect(await signIn(browser, `${email}|Ada`)).toBe("/");
    expect(await isIn(browser)).toBe(email);
    expect(await isIn(mallory)).toBeNull();
    expect(await db().mailLink.count()).toBe(0);
    expect(await db().user.findUnique({ where: { id: "ada" } })).toMatchObject({
      name: "Ada",
      passwordHash: null,
      state: "active",
    });
    expect(await signInWithPassword({ email, password }, { address: null, requestId: null })).toBeNull();
  });

  it("opens an invited account with the role that was chosen for it", async () => {
    await addUser({ state: "pending", emailConfirmedAt: null, passwordHash: null, role: "admin" });
    expect(await signIn(new TestBrowser(), email)).toBe("/");
    expect(await db().user.findUnique({ where: { id: "ada" } })).toMatchObject({
      role: "admin",
      state: "active",
    });
  });

  it("keeps blocked people out, linked or not", async () => {
    await addUser({ state: "blocked" });
    expect(await signIn(new TestBrowser(), email)).toBe("/sign-in?error=not-allowed");
    await db().user.update({ where: { id: "ada" }, data: { state: "active" } });
    expect(await signIn(new TestBrowser(), email)).toBe("/");
    await db().user.update({ where: { id: "ada" }, data: { state: "blocked" } });
    const browser = new TestBrowser();
    expect(await signIn(browser, email)).toBe("/sign-in?error=not-allowed");
    expect(await isIn(browser)).toBeNull();
  });

  it("does not give an account to the next owner of an address at the provider", async () => {
    await addUser();
    expect(await signIn(new TestBrowser(), email)).toBe("/");
    expect(await signIn(new TestBrowser(), `${email}|Successor`)).toBe("/sign-in?error=identity-differs");
  });

  it("takes an answer only in the browser that asked, once, and with its own state", async () => {
    await addUser();
    const browser = new TestBrowser();
    const back = await signInAtProvider(await setOut(browser, "company"), email);
    expect(await comeBack(new TestBrowser(), back)).toBe("/sign-in?error=provider-failed");
    const tampered = new URL(back);
    tampered.searchParams.set("state", "another");
    expect(await comeBack(browser.copy(), tampered.href)).toContain("error=OAuthCallback");
    const other = new TestBrowser();
    await setOut(other, "company");
    expect(await comeBack(other, back)).toContain("error=OAuthCallback");
    expect(await comeBack(browser, back)).toBe("/");
    expect(await comeBack(browser.copy(), back)).toBe("/sign-in?error=provider-failed");
    await setOut(browser, "company");
    expect(await comeBack(browser, back)).toContain("error=OAuthCallback");
  });

  it("goes back to pages of ours alone", async () => {
    await addUser();
    for (const target of ["https://evil.example/x", "//evil.example"]) {
      await signIn(new TestBrowser(), email, target);
    }
  });

  describe("from a provider that lies", () => {
    const come = async () => {
      const browser = new TestBrowser();
      const away = new URL(await setOut(browser, "liar"));
      standIn.nonce = away.searchParams.get("nonce") ?? "";
      expect(away.searchParams.get("code_challenge_method")).toBe("S256");
      const state = away.searchParams.get("state") ?? "";
      const led = await comeBack(browser, `${testPortal}/api/auth/callback/liar?code=c&state=${state}`);
      return { led, who: await isIn(browser) };
    };
    beforeEach(async () => {
      await addUser();
      expect((await add("liar", { issuer: standIn.issuer })).status).toBe(201);
    });

    it("takes the truth, so that what follows is refused for the lie", async () => {
      expect(await come()).toEqual({ led: "/", who: email });
    });

    const now = Math.floor(Date.now() / 1000);
    it.each([
      ["another nonce", { claims: { nonce: "replayed" } }],
      ["no nonce", { claims: { nonce: undefined } }],
      ["another issuer", { claims: { iss: "https://evil.example" } }],
      ["another audience", { claims: { aud: "another-client" } }],
      ["an id_token that has expired", { claims: { iat: now - 7200, exp: now - 3600 } }],
      ["a signature by another key", { otherKey: true }],
    ])("refuses %s", async (_what, lies) => {
      standIn.lies = lies as typeof standIn.lies;
      expect(await come()).toEqual({ led: expect.stringContaining("error=OAuthCallback"), who: null });
      expect(await db().identity.count()).toBe(0);
    });

    it.each([[false], ["yes"], [undefined]])(
      "opens nothing where email_verified is %j",
      async (email_verified) => {
        standIn.lies = { claims: { email_verified } };
        expect(await come()).toEqual({ led: "/sign-in?error=email-unverified", who: null });
      },
    );
  });

  describe("from GitHub (a stand-in of its endpoints)", () => {
    const come = async () => {
      const browser = new TestBrowser();
      const away = new URL(await setOut(browser, "github"));
      expect(away.searchParams.get("scope")).toBe("read:user user:email");
      const state = away.searchParams.get("state") ?? "";
      const led = await comeBack(browser, `${testPortal}/api/auth/callback/github?code=c&state=${state}`);
      return { led, who: await isIn(browser) };
    };
    beforeEach(async () => {
      await addUser();
      expect((await add("github", { kind: "github", issuer: standIn.issuer })).status).toBe(201);
    });

    it("goes by the primary address when it is verified", async () => {
      standIn.lies = {
        emails: [
          { email: "other@example.com", primary: false, verified: true },
          { email: "ADA@example.com", primary: true, verified: true },
        ],
      };
      expect(await come()).toEqual({ led: "/", who: email });
      expect(await db().identity.findFirst()).toMatchObject({ subject: "4711", label: "ada-l" });
    });

    it("goes by no other address", async () => {
      standIn.lies = {
        emails: [
          { email, primary: false, verified: true },
          { email: "me@elsewhere.example", primary: true, verified: false },
        ],
      };
      expect(await come()).toEqual({ led: "/sign-in?error=email-unverified", who: null });
    });
  });

  describe("linked to an account", () => {
    const link = (browser: TestBrowser, currentPassword: string | undefined = password) =>
      browser.send(START_LINKING, { method: "POST", json: { providerId: "company", currentPassword } });
    const startWithout = (browser: TestBrowser) =>
      browser.send(START_LINKING, { method: "POST", json: { providerId: "company" } });
    const unlink = (browser: TestBrowser) =>
      browser.send(UNLINK, { method: "DELETE", params: { providerId: "company" } });

    it("by its owner, whatever its address is, and unlinked again", async () => {
      await addUser();
      const browser = await TestBrowser.of("ada");
      expect((await link(browser)).status).toBe(204);
      expect(await signIn(browser, "unconfirmed@home.example")).toBe("/profile?linked=company");
      expect(await (await browser.send(LIST_IDENTITIES)).json()).toMatchObject({
        items: [{ providerId: "company", label: "unconfirmed@home.example" }],
      });
      const elsewhere = new TestBrowser();
      expect(await signIn(elsewhere, "unconfirmed@home.example")).toBe("/");
      expect(await isIn(elsewhere)).toBe(email);
      expect((await unlink(browser)).status).toBe(204);
      expect(await signIn(new TestBrowser(), "unconfirmed@home.example")).toContain("email-unverified");
      expect(await actions()).toEqual(expect.arrayContaining(["user.link-identity", "user.unlink-identity"]));
    });

    it("not by a session alone, where there is a password: guesses at it count like those at the door", async () => {
      await addUser();
      const browser = await TestBrowser.of("ada");
      const wishes = [() => link(browser, "not the password"), () => startWithout(browser)];
      for (const wish of wishes) {
        const answer = await wish();
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({ errors: [{ field: "currentPassword" }] });
      }
      expect(await signIn(browser, "me@home.example")).toBe("/sign-in?error=sign-up-closed");
      expect(await db().identity.count()).toBe(0);
      expect(await actions()).toContain("user.link-identity-failed");
      for (let guess = 1; guess < guessesPerAccount; guess += 1) await link(browser, `guess ${guess}`);
      expect((await link(browser)).status).toBe(429);
    });

    it("not without asking: who comes back signed in, but did not ask to link, signs in anew", async () => {
      await addUser();
      const browser = await TestBrowser.of("grace");
      expect(await signIn(browser, email)).toBe("/");
      expect(await db().identity.findFirst()).toMatchObject({ userId: "ada" });
    });

    it.each(["com\u0000pany", "Company", "c".repeat(41)])(
      "not at what is no provider's id: %j",
      async (providerId) => {
        const answer = await admin.send(START_LINKING, { method: "POST", json: { providerId } });
        expect([answer.status, await answer.json()]).toMatchObject([
          400,
          { errors: [{ field: "providerId" }] },
        ]);
      },
    );

    it("not by another session than the one that asked", async () => {
      await addUser();
      const browser = await TestBrowser.of("ada");
      await link(browser);
      const grace = await TestBrowser.of("grace");
      for (const [name, value] of grace.cookies) browser.cookies.set(name, value);
      expect(await signIn(browser, "me@home.example")).toBe("/profile?identity=link-over");
      expect(await db().identity.count()).toBe(0);
      // The wish is spent.
      expect(await signIn(browser, "me@home.example")).toBe("/sign-in?error=sign-up-closed");
    });

    it("not to two accounts, and no two of one provider to one", async () => {
      await addUser();
      expect(await signIn(new TestBrowser(), email)).toBe("/");
      const grace = await TestBrowser.of("grace");
      await link(grace);
      expect(await signIn(grace, email)).toBe("/profile?identity=link-taken");
      const ada = await TestBrowser.of("ada");
      await link(ada);
      expect(await signIn(ada, "me@home.example")).toBe("/profile?identity=link-exists");
    });

    it("and kept, where it is the only way in", async () => {
      await rules("open");
      const browser = new TestBrowser();
      await signIn(browser, email);
      expect((await unlink(browser)).status).toBe(409);
      expect(await db().identity.count()).toBe(1);
      expect((await unlink(admin)).status).toBe(404);
    });
  });

  it("counts arrivals from an address like guesses, and says when to come back", async () => {
    const browser = new TestBrowser("198.51.100.9");
    const back = `${testPortal}/api/auth/callback/company?code=c&state=s`;
    const arrive = () => {
      browser.cookies.set("__Secure-next-auth.state", "one of another time");
      return comeBack(browser, back);
    };
    for (let guess = 0; guess < guessesPerAddress; guess += 1) await arrive();
    expect(await arrive()).toMatch(/^\/sign-in\?error=too-many-attempts\.\d+$/);
  });

  it("counts nothing for a browser that another site led to the way back: nobody's address is locked by it", async () => {
    const browser = new TestBrowser("198.51.100.10");
    const back = `${testPortal}/api/auth/callback/company?code=c&state=s`;
    for (let visit = 0; visit <= guessesPerAddress; visit += 1) {
      expect(await comeBack(browser, back)).toBe("/sign-in?error=provider-failed");
    }
    expect(await db().guessCount.count()).toBe(0);
  });

  describe("is set up", () => {
    const giveAdminPassword = () =>
      db().user.update({ where: { id: "grace" }, data: { passwordHash: "none that fits" } });

    const change = (id: string, changes: object) =>
      admin.send(CHANGE_PROVIDER, {
        method: "PUT",
        params: { providerId: id },
        json: {
          kind: "oidc",
          name: "Company",
          issuer: real.issuer,
          clientId: testClient.id,
          clientSecret: "",
          active: true,
          ...changes,
        },
      });

    it("by administrators alone, and its secret is never shown, logged or stored open", async () => {
      await addUser();
      const developer = await TestBrowser.of("ada");
      const refused = await developer.send(ADD_PROVIDER, { method: "POST", json: {} });
      expect(refused.status).toBe(403);
      const listed = await (await admin.send(LIST_PROVIDERS)).text();
      expect(listed).toContain(`${testPortal}/api/auth/callback/company`);
      for (const text of [listed, await wholeDatabase()]) expect(text).not.toContain(testClient.secret);
    });

    it.each([
      ["issuer", { issuer: "http://127.0.0.1:9" }],
      ["issuer", { issuer: "http://169.254.169.254" }],
      ["issuer", { issuer: "file:///etc/passwd" }],
      ["issuer", { kind: "entra", issuer: "common" }],
      ["issuer", { kind: "github", issuer: "https://github.com/login" }],
      ["clientSecret", { clientSecret: "" }],
      ["id", { id: "credentials" }],
      ["id", { id: "company" }],
      ["name", { name: "Provider company" }],
    ])("with a fault at %s named: %j", async (field, changes) => {
      const answer = await add("another", changes);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ field }] });
    });

    it("with an issuer that names itself so", async () => {
      standIn.lies = { issuer: "https://elsewhere.example" };
      const answer = await add("another", { issuer: `${standIn.issuer}/` });
      expect(await answer.json()).toMatchObject({ errors: [{ field: "issuer" }] });
    });

    it("and changed at once: off, its secret kept; another address takes the secret anew and ends what is linked", async () => {
      await giveAdminPassword();
      await addUser();
      await signIn(new TestBrowser(), email);
      expect((await change("company", { name: "Company" })).status).toBe(204);
      expect(await signIn(new TestBrowser(), email)).toBe("/");
      const kept = await change("company", { issuer: standIn.issuer });
      expect(await kept.json()).toMatchObject({ errors: [{ field: "clientSecret" }] });
      expect(await db().identity.count()).toBe(1);
      expect((await change("company", { active: false })).status).toBe(204);
      const closed = await new TestBrowser().send(POST, {
        method: "POST",
        params: { nextauth: ["signin", "company"] },
      });
      expect(closed.status).toBe(404);
      expect((await change("company", { issuer: standIn.issuer, clientSecret: "x" })).status).toBe(204);
      expect(await db().identity.count()).toBe(0);
    });

    it("but not deleted or switched off where no administrator could sign in any more", async () => {
      const call = { method: "DELETE", params: { providerId: "company" } };
      expect((await admin.send(DELETE_PROVIDER, call)).status).toBe(409);
      expect(await db().identityProvider.count()).toBe(1);
    });

    it("and deleted with what is linked to it, not with the people", async () => {
      await giveAdminPassword();
      await addUser();
      await signIn(new TestBrowser(), email);
      const answer = await admin.send(DELETE_PROVIDER, {
        method: "DELETE",
        params: { providerId: "company" },
      });
      expect(answer.status).toBe(204);
      expect([await db().identity.count(), await db().user.count()]).toEqual([0, 2]);
    });
  });
});
