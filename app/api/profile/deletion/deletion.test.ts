import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { recordAudit, systemActor } from "@/lib/audit/commands";
import { currentUser } from "@/lib/auth/session";
import { db, type Prisma, transact } from "@/lib/db/client";
import { useTestDatabase, wholeDatabase } from "@/lib/db/test-database";
import { openBody, queueMail } from "@/lib/mail/outbox";
import { addTeamMember } from "@/lib/subscriptions/team-commands";
import { createToken } from "@/lib/tokens/commands";
import { signInWithPassword } from "@/lib/users/commands";
import { forgetCallers } from "@/lib/users/forget-callers";
import { beginForgetting, forgetDeparted } from "@/lib/users/forget-departed";
import { listUsers } from "@/lib/users/govern-queries";
import { userList } from "@/lib/users/govern-schema";
import { hashPassword } from "@/lib/users/password-hash";
import { DELETE as DELETE_USER } from "../../users/[userId]/route";
import { PATCH as RENAME } from "../route";
import { POST as DELETE_OWN } from "./route";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));
type TestBrowser = InstanceType<typeof TestBrowser>;

const password = "velvet anchor thirty plums";
const ada = { id: "ada1", email: "ada.lovelace@example.com", name: "Ada Lovelace" };
const grace = { id: "grace1", email: "grace@example.com", name: "Grace Hopper" };
/** Whose address and name contain Ada's. */
const nada = { id: "nada1", email: "nada.lovelace@example.com", name: "Nada Lovelaceson" };
const adasAddress = "192.0.2.77";

const deleteOwn = (browser: TestBrowser, confirmation: string) =>
  browser.send(DELETE_OWN, { method: "POST", json: { confirmation } });
const deleteUser = (browser: TestBrowser, userId: string) =>
  browser.send(DELETE_USER, { method: "DELETE", params: { userId } });
const stateOf = async (id: string) => (await db().user.findUnique({ where: { id } }))?.state;

async function addUser(person: typeof ada, data: Partial<Prisma.UserUncheckedCreateInput> = {}) {
  await db().user.create({ data: { ...person, passwordHash: await hashPassword(password), ...data } });
}

async function addSubscription(id: string, userId: string, data: object = {}) {
  await db().subscription.create({
    data: {
      id,
      userId,
      productId: "starter",
      name: id,
      state: "active",
      keys: { create: { slot: "primary", hash: `hash-${id}`, prefix: "gate_", lastFour: "abcd" } },
      ...data,
    },
  });
}

const call = (id: string, userId: string): Prisma.CallUncheckedCreateInput => ({
  id,
  userId,
  at: new Date(),
  source: "gateway",
  subscriptionId: "adas",
  method: "GET",
  target: "/x",
  status: 200,
  durationMs: 1,
  requestBytes: 0,
  responseBytes: 0,
  clientAddress: adasAddress,
});

describe("deleting an account", () => {
  useTestDatabase();
  beforeAll(async () => {
    vi.setSystemTime(new Date("2026-11-22T10:05:00Z"));
    await db().product.create({ data: { id: "starter", slug: "starter", name: "Starter" } });
  });
  afterAll(() => vi.useRealTimers());

  beforeEach(async () => {
    await db().guessCount.deleteMany();
    await db().auditEvent.deleteMany();
    await db().call.deleteMany();
    await db().outboxMail.deleteMany();
    await db().api.deleteMany();
    await db().subscription.deleteMany();
    await db().user.deleteMany();
    await addUser(ada);
    await addUser(grace, { role: "admin" });
  });

  it("leaves no trace of email, name and addresses anywhere in the database, and others as they were", async () => {
    await db().user.update({ where: { id: ada.id }, data: { role: "admin" } });
    await addUser(nada);
    const browser = await TestBrowser.of(ada.id);
    await browser.send(RENAME, { method: "PATCH", json: { name: "Countess" } });
    await browser.send(RENAME, { method: "PATCH", json: { name: ada.name } });
    const from = { address: adasAddress, requestId: "request-of-ada" };
    const actor = { id: ada.id, name: ada.email, ...from };
    await signInWithPassword({ email: ada.email, password: "not this one at all" }, from);
    await createToken({ ...ada, role: "admin" }, { name: "t", scope: "read", expiresInDays: 7 }, actor);
    await addSubscription("adas", ada.id, { name: "Ada Lovelace's key" });
    await addSubscription("graces", grace.id);
    const graceActs = { id: grace.id, name: grace.email, address: "198.51.100.1", requestId: null };
    for (const { email } of [ada, nada]) {
      await addTeamMember(
        { ...grace, role: "admin" },
        { email },
        { subscriptionId: "graces", actor: graceActs },
      );
    }
    await db().call.createMany({ data: [call("c1", ada.id), call("c2", ada.id)] });
    await db().group.create({ data: { name: "G", members: { create: { userId: ada.id } } } });
    await db().unwantedNotification.create({ data: { userId: ada.id, event: "quota.near" } });
    await db().webhook.create({
      data: {
        id: "hook",
        name: "hook",
        url: "https://hook.example",
        events: [],
        secretSealed: "x",
        deliveries: {
          create: {
            id: "delivery",
            event: "user.new",
            payload: JSON.stringify({ data: { name: ada.name, email: ada.email } }),
            nextAttemptAt: new Date(),
            createdAt: new Date(),
          },
        },
      },
    });
    await transact(async (tx) => {
      const mail = { event: "user.new", subject: `${ada.name} is new`, body: `${ada.email} has an account.` };
      await queueMail(tx, { ...mail, recipient: grace.email });
      await queueMail(tx, { ...mail, recipient: ada.email });
      await recordAudit(tx, systemActor, {
        action: "user.delete-failed",
        targetType: "user",
        targetId: "",
        targetName: ada.email.toUpperCase().toLowerCase(),
        after: { nested: [{ email: ada.email }], name: ada.name },
      });
    });
    const { id: backendId } = await db().backend.create({ data: { url: "https://backend.example" } });
    await db().api.create({ data: { id: "api", name: "Churn", slug: "churn", suffix: "churn", backendId } });
    await db().apiRevision.createMany({
      data: [
        { number: 1, actorName: ada.email, note: `As ${ada.name} (${ada.email.toUpperCase()}) wished.` },
        { number: 2, actorName: grace.email, note: `Ask ${nada.name}.` },
        { number: 3, actorName: nada.email, note: null },
      ].map((revision) => ({ ...revision, apiId: "api", snapshot: {} })),
    });
    const eventCount = await db().auditEvent.count();
    for (const trace of [ada.email, ada.name, adasAddress, "Countess"]) {
      expect(await wholeDatabase()).toContain(trace);
    }

    expect((await deleteOwn(browser, password)).status).toBe(204);
    expect(await forgetCallers()).toBe(2);

    // Attempts from an address are counted for a quarter of an hour, whoever's they are.
    await db().guessCount.deleteMany({ where: { key: `address:${adasAddress}` } });
    const left = (await wholeDatabase()).replaceAll(nada.email, "").replaceAll(nada.name, "").toLowerCase();
    for (const trace of [ada.email, ada.name, adasAddress, "Countess"]) {
      expect(left.includes(trace.toLowerCase()), trace).toBe(false);
    }
    for (const mail of await db().outboxMail.findMany()) {
      expect(openBody(mail)).toBe("deleted:ada1 has an account.");
      expect(mail).toMatchObject({ recipient: grace.email, subject: "Deleted account is new" });
    }
    // Nothing of the log is lost, and its events still tell one account from another.
    expect(await db().auditEvent.count()).toBe(eventCount + 2);
    const events = await db().auditEvent.findMany({ where: { actorId: ada.id } });
    expect(new Set(events.map(({ actorName }) => actorName))).toEqual(new Set(["deleted:ada1"]));
    // A database may answer rows that were changed in another order.
    const added = await db().auditEvent.findMany({ where: { action: "subscription.add-member" } });
    const told = ({ after }: (typeof added)[number]) => JSON.stringify(after);
    expect(added.sort((a, b) => told(a).localeCompare(told(b)))).toMatchObject([
      { actorName: grace.email, address: "198.51.100.1", after: { userId: ada.id, email: "deleted:ada1" } },
      { after: { userId: nada.id, email: nada.email } },
    ]);
    expect(await db().apiRevision.findMany({ orderBy: { number: "asc" } })).toMatchObject([
      { actorName: "deleted:ada1", note: "As Deleted account (deleted:ada1) wished." },
      { actorName: grace.email, note: `Ask ${nada.name}.` },
      { actorName: nada.email, note: null },
    ]);
    expect(await db().user.findUnique({ where: { id: nada.id } })).toMatchObject(nada);
    expect(await db().subscriptionMember.findMany()).toMatchObject([{ userId: nada.id }]);
  });

  it("takes off earlier names too, and the one that nobody but the log remembers", async () => {
    const browser = await TestBrowser.of(ada.id);
    await browser.send(RENAME, { method: "PATCH", json: { name: "Countess" } });
    await deleteOwn(browser, password);
    const left = await wholeDatabase();
    expect([left.includes("Countess"), left.includes(ada.name)]).toEqual([false, false]);
  });

  it("goes through a long log block by block, and on from where a process left it", async () => {
    const event = {
      action: "api.update",
      actorId: ada.id,
      actorName: ada.email,
      targetType: "api",
      targetId: "api",
      targetName: "Churn",
      address: adasAddress,
      searchText: `${ada.email} api.update churn ${adasAddress}`,
      before: { note: `Ask ${ada.name}` },
    };
    const events = Array.from({ length: 1_500 }, () => event);
    await db().auditEvent.createMany({ data: events });
    await transact((tx) => beginForgetting(tx, { ...ada, names: [ada.name] }));
    const named = () => db().auditEvent.count({ where: { actorName: ada.email } });
    const stopping = new AbortController();
    const firstProcess = forgetDeparted(stopping.signal);
    while ((await named()) === events.length) await new Promise(setImmediate);
    stopping.abort();
    await firstProcess;
    const half = await named();
    expect(half).toBeGreaterThan(0);
    expect(half % 100).toBe(0);
    // Somebody else, who has the address from now on.
    vi.setSystemTime(new Date("2026-11-22T10:06:00Z"));
    await db().auditEvent.create({ data: { ...event, id: "zzz", actorId: "ada2", targetId: "later" } });

    await Promise.all([forgetDeparted(), forgetDeparted()]);
    expect(await db().departure.count()).toBe(0);
    expect(await db().auditEvent.findMany({ where: { searchText: { contains: ada.email } } })).toMatchObject([
      { targetId: "later", actorName: ada.email, before: { note: `Ask ${ada.name}` } },
    ]);
    expect(await db().auditEvent.count({ where: { address: adasAddress } })).toBe(1);
  });

  it("has an end for whoever had hundreds of names, and leaves none in the account's own events", async () => {
    const renames = Array.from({ length: 700 }, (_, index) => ({
      at: new Date(Date.UTC(2026, 9, 1) + index * 60_000),
      action: "user.rename",
      actorId: ada.id,
      actorName: ada.email,
      targetType: "user",
      targetId: ada.id,
      targetName: ada.email,
      before: { name: `Alias-${index}-` },
      after: { name: `Alias-${index + 1}-` },
    }));
    await db().auditEvent.createMany({ data: renames });
    expect((await deleteOwn(await TestBrowser.of(ada.id), password)).status).toBe(204);
    await forgetDeparted();
    expect(await db().departure.count()).toBe(0);
    expect((await wholeDatabase()).includes("Alias-")).toBe(false);
  });

  it("keeps calls and their number, without who called and from where", async () => {
    await addSubscription("adas", ada.id);
    await db().call.createMany({ data: [call("c1", ada.id), call("c2", grace.id)] });
    await deleteOwn(await TestBrowser.of(ada.id), password);
    await forgetCallers();
    expect(await db().call.findMany({ orderBy: { id: "asc" } })).toMatchObject([
      { id: "c1", userId: null, clientAddress: "", subscriptionId: "adas", status: 200 },
      { id: "c2", userId: grace.id, clientAddress: adasAddress },
    ]);
    expect(await forgetCallers()).toBe(0);
  });

  it("cancels own subscriptions and makes their keys useless, and the gateways hear of it", async () => {
    await addSubscription("adas", ada.id);
    await addSubscription("rejected", ada.id, { state: "rejected", stateReason: "Not Ada again" });
    const revision = () => db().revision.findUnique({ where: { name: "subscriptions" } });
    const before = (await revision())?.value ?? 0;
    await deleteOwn(await TestBrowser.of(ada.id), password);
    const rows = await db().subscription.findMany({ orderBy: { id: "asc" }, include: { keys: true } });
    expect(rows).toMatchObject([
      { id: "adas", state: "cancelled", name: "Former subscription", keys: [] },
      { id: "rejected", state: "rejected", name: "Former subscription", keys: [] },
    ]);
    expect((await revision())?.value).toBe(before + 1);
  });

  it("passes a team on to the member who has been in it longest and can sign in, with its keys", async () => {
    await addUser(nada);
    await addUser({ id: "blocked1", email: "blocked@example.com", name: "B" }, { state: "blocked" });
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute));
    await addSubscription("team", ada.id, {
      members: {
        create: [
          { userId: grace.id, createdAt: at(3) },
          { userId: nada.id, createdAt: at(2) },
          { userId: "blocked1", createdAt: at(1) },
        ],
      },
    });
    await deleteOwn(await TestBrowser.of(ada.id), password);
    expect(
      await db().subscription.findUnique({ where: { id: "team" }, include: { keys: true, members: true } }),
    ).toMatchObject({ userId: nada.id, state: "active", name: "team", keys: [{ hash: "hash-team" }] });
    const members = await db().subscriptionMember.findMany({ where: { subscriptionId: "team" } });
    expect(members.map(({ userId }) => userId).sort()).toEqual(["blocked1", grace.id]);
    const told = { event: "subscription.passed-on", recipient: nada.email };
    expect(await db().outboxMail.findMany({ where: { event: told.event } })).toMatchObject([told]);
  });

  it("ends every session at once and frees the address, which is a stranger's from then on", async () => {
    const browser = await TestBrowser.of(ada.id);
    const elsewhere = await TestBrowser.of(ada.id);
    await deleteOwn(browser, password);
    expect([await browser.visit(currentUser), await elsewhere.visit(currentUser)]).toEqual([null, null]);
    expect(await signInWithPassword({ ...ada, password }, { address: null, requestId: null })).toBeNull();
    await addUser({ ...ada, id: "ada2" });
    expect(await stateOf("ada2")).toBe("active");
  });

  it("asks for the right password, and limits guesses at it like those at the door", async () => {
    const browser = await TestBrowser.of(ada.id);
    for (let guess = 0; guess < 10; guess += 1) {
      const answer = await deleteOwn(browser, `guess number ${guess}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ field: "confirmation" }] });
    }
    expect((await deleteOwn(browser, password)).status).toBe(429);
    expect(await stateOf(ada.id)).toBe("active");
    expect(await db().auditEvent.count({ where: { action: "user.delete-failed" } })).toBe(10);
  });

  it("asks for the email where there is no password", async () => {
    await db().user.update({ where: { id: ada.id }, data: { passwordHash: null } });
    const browser = await TestBrowser.of(ada.id);
    expect((await deleteOwn(browser, grace.email)).status).toBe(400);
    expect((await deleteOwn(browser, " ADA.Lovelace@example.com")).status).toBe(204);
    expect(await stateOf(ada.id)).toBe("deleted");
  });

  it("is refused to the last administrator who can sign in", async () => {
    await addUser(nada, { role: "admin", state: "blocked" });
    const browser = await TestBrowser.of(grace.id);
    const answer = await deleteOwn(browser, password);
    expect([answer.status, await stateOf(grace.id)]).toEqual([409, "active"]);
    await db().user.update({ where: { id: nada.id }, data: { state: "active" } });
    expect((await deleteOwn(browser, password)).status).toBe(204);
    expect((await deleteOwn(await TestBrowser.of(nada.id), password)).status).toBe(409);
  });

  it("lets one of two last administrators go, when both ask at once", async () => {
    await addUser(nada, { role: "admin" });
    const browsers = [await TestBrowser.of(grace.id), await TestBrowser.of(nada.id)];
    const answers = await Promise.all(browsers.map((browser) => deleteOwn(browser, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it("is an administrator's to do to others, once, and then there is no such account", async () => {
    await addSubscription("adas", ada.id);
    const admin = await TestBrowser.of(grace.id);
    expect((await deleteUser(await TestBrowser.of(ada.id), grace.id)).status).toBe(403);
    expect((await deleteUser(admin, grace.id)).status).toBe(409);
    expect((await deleteUser(admin, ada.id)).status).toBe(204);
    expect((await deleteUser(admin, ada.id)).status).toBe(404);
    expect((await deleteUser(admin, "missing")).status).toBe(404);
    const { items } = await listUsers({ id: grace.id, role: "admin" }, userList.usual);
    expect(items.map(({ id }) => id)).toEqual([grace.id]);
    expect(await db().auditEvent.findFirst({ where: { action: "user.delete" } })).toMatchObject({
      actorId: grace.id,
      actorName: grace.email,
      targetId: ada.id,
      targetName: "deleted:ada1",
    });
    expect((await wholeDatabase()).includes(ada.email)).toBe(false);
  });
});
