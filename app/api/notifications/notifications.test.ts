import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUT as CHOOSE } from "@/app/api/profile/notifications/route";
import { POST as SET_STATE } from "@/app/api/subscriptions/[subscriptionId]/state/route";
import { POST as SUBSCRIBE } from "@/app/api/subscriptions/route";
import { recordAudit, systemActor } from "@/lib/audit/commands";
import type { SignedInUser } from "@/lib/auth/session";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { openBody } from "@/lib/mail/outbox";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { tellChangedApis } from "@/lib/notifications/changed-apis";
import { tellExpiring, tellExpiringCredentials, tellQuotas } from "@/lib/notifications/periodic";
import { cancelSubscription } from "@/lib/subscriptions/commands";
import { PUT as SET_RULE } from "./[event]/route";
import { PUT as SET_REMINDERS } from "./reminders/route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of notifications know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function send(
  route: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>,
  { method, body, params = {} }: { method: string; body: unknown; params?: Record<string, string> },
): Promise<Response> {
  const request = new Request("https://portal.example/api", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return route(request, { params: Promise.resolve(params) });
}

const setRule = (event: string, body: object) => send(SET_RULE, { method: "PUT", body, params: { event } });
const choose = (events: string[]) => send(CHOOSE, { method: "PUT", body: { events } });
const usual = { ...mailTemplates["subscription.approved"], mailed: true, copies: [] as string[] };

/** Ada asks for access to a product that Grace decides on. */
async function request(name = "Churn model"): Promise<string> {
  session.user = ada;
  const answer = await send(SUBSCRIBE, { method: "POST", body: { productId: "unlimited", name } });
  return (await answer.json()).id;
}

async function decide(id: string, body: object): Promise<Response> {
  session.user = grace;
  return send(SET_STATE, { method: "POST", body, params: { subscriptionId: id } });
}

/** What is in the outbox, oldest first, and then nothing is. */
async function mails() {
  const rows = await db().outboxMail.findMany({ orderBy: [{ createdAt: "asc" }, { recipient: "asc" }] });
  await db().outboxMail.deleteMany();
  return rows.map((row) => ({
    event: row.event,
    to: row.recipient,
    subject: row.subject,
    body: openBody(row),
  }));
}
const told = async () => (await mails()).map(({ event, to }) => `${event} > ${to}`);

describe("notifications", () => {
  useTestDatabase();

  beforeAll(async () => {
    const limits = [{ id: "quota", kind: "quota", measure: "calls", limit: 100, periodSeconds: 3600 }];
    for (const { id, email, name, role } of [grace, ada])
      await db().user.create({ data: { id, email, name, role } });
    const { id } = await db().group.create({ data: { name: "Developers", kind: "system" } });
    const product = { requiresApproval: true, groups: { create: [{ groupId: id }] } };
    await db().product.create({
      data: { ...product, id: "unlimited", name: "Unlimited", slug: "unlimited", limits },
    });
    await db().backend.create({ data: { id: "backend", url: "https://backend.example" } });
    await db().api.create({
      data: { id: "api", name: "Churn", slug: "churn", suffix: "churn", backendId: "backend" },
    });
    await db().productApi.create({ data: { apiId: "api", productId: "unlimited" } });
  });

  beforeEach(async () => {
    await Promise.all([
      db().outboxMail.deleteMany(),
      db().subscription.deleteMany(),
      db().eventRule.deleteMany(),
      db().unwantedNotification.deleteMany(),
      db().toldOnce.deleteMany(),
      db().auditEvent.deleteMany(),
      db().setting.deleteMany(),
    ]);
  });

  it("tell administrators of a request, and its developer of the approval", async () => {
    const id = await request();
    const [asked, ...others] = await mails();
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ event: "subscription.requested", to: grace.email });
    expect(asked?.subject).toBe("Ada asks for access to Unlimited");
    expect(asked?.body).toContain("https://portal.example/admin/subscriptions?show=waiting");
    expect((await decide(id, { transition: "approve" })).status).toBe(204);
    const [approved] = await mails();
    expect(approved).toMatchObject({ event: "subscription.approved", to: ada.email });
    expect(approved?.body).toContain('"Churn model" to Unlimited was approved');
  });

  it("approve no request into its end, and leave it to its developer to take back", async () => {
    const id = await request();
    await db().subscription.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    await mails();
    expect((await decide(id, { transition: "approve" })).status).toBe(409);
    expect(await mails()).toEqual([]);
    const actor = { id: ada.id, name: ada.email, address: null, requestId: null };
    await cancelSubscription(ada, id, actor);
    expect((await db().subscription.findUniqueOrThrow({ where: { id } })).state).toBe("cancelled");
  });

  it("tell why a request was rejected", async () => {
    await decide(await request(), { transition: "reject", reason: "Ask your team lead." });
    expect((await mails()).at(-1)).toMatchObject({
      event: "subscription.rejected",
      to: ada.email,
      body: expect.stringContaining("Reason: Ask your team lead."),
    });
  });

  it("tell nothing of a change that did not happen", async () => {
    const id = await request();
    await decide(id, { transition: "approve" });
    await mails();
    expect((await decide(id, { transition: "approve" })).status).toBe(409);
    expect(await mails()).toEqual([]);
  });

  it("go to nobody who chose to have none, and everybody chooses for themselves alone", async () => {
    session.user = ada;
    expect((await choose(["subscription.rejected"])).status).toBe(204);
    const id = await request();
    expect(await told()).toEqual(["subscription.requested > grace@example.com"]);
    await decide(id, { transition: "approve" });
    expect(await told()).toEqual([]);
    session.user = null;
    expect((await choose([])).status).toBe(401);
  });

  it("follow the rules: nobody, copies, an own text; and come back to the original", async () => {
    session.user = grace;
    await setRule("subscription.requested", {
      ...mailTemplates["subscription.requested"],
      mailed: false,
      copies: ["team@example.com"],
    });
    await setRule("subscription.approved", {
      ...usual,
      subject: "Welcome to {{product}}",
      body: "{{ link }}",
    });
    const id = await request();
    expect(await told()).toEqual(["subscription.requested > team@example.com"]);
    await decide(id, { transition: "approve" });
    expect(await mails()).toMatchObject([
      { subject: "Welcome to Unlimited", body: "https://portal.example/subscriptions" },
    ]);
    await setRule("subscription.approved", usual);
    expect(await db().eventRule.findUnique({ where: { event: "subscription.approved" } })).toMatchObject({
      subject: null,
      body: null,
    });
  });

  it("never read what a value brings as a template, or let it begin a line of its own", async () => {
    const id = await request("{{link}}\nBcc: eve@example.com {{reason}}");
    await decide(id, { transition: "approve" });
    expect((await mails()).at(-1)?.body).toContain('"{{link}} Bcc: eve@example.com {{reason}}"');
  });

  it.each([
    [{ body: "{{password}}" }, "body"],
    [{ subject: "{{constructor}}" }, "subject"],
    [{ subject: "two\nlines" }, "subject"],
    [{ body: " " }, "body"],
    [{ copies: ["nobody"] }, "copies.0"],
    [{ event: "user.new" }, "event"],
  ])("refuse %o", async (changes, field) => {
    session.user = grace;
    const answer = await setRule("subscription.approved", { ...usual, ...changes });
    expect(answer.status).toBe(400);
    expect((await answer.json()).errors.map((one: { field: string }) => one.field)).toContain(field);
  });

  it.each(["account.confirm", "account.reset", "account.invite"] as const)(
    "keep the link in the text of %s, without which nobody opens an account",
    async (event) => {
      session.user = grace;
      const input = { ...mailTemplates[event], mailed: true, copies: [] };
      const answer = await setRule(event, { ...input, body: "Hello {{portal}}" });
      expect([answer.status, (await answer.json()).errors[0].field]).toEqual([400, "body"]);
      expect((await setRule(event, { ...input, body: "Here: {{ link }}" })).status).toBe(204);
    },
  );

  it("are governed by administrators alone", async () => {
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      expect((await setRule("subscription.approved", usual)).status).toBe(status);
      expect((await send(SET_REMINDERS, { method: "PUT", body: { days: 3 } })).status).toBe(status);
    }
    expect(await db().eventRule.count()).toBe(0);
  });
});

describe("what comes with time", () => {
  useTestDatabase();
  const now = new Date("2026-03-01T10:00:00Z");
  const later = (ms: number) => new Date(now.getTime() + ms);

  beforeAll(async () => {
    const limits = [{ id: "quota", kind: "quota", measure: "calls", limit: 100, periodSeconds: 3600 }];
    for (const { id, email, name, role } of [grace, ada])
      await db().user.create({ data: { id, email, name, role } });
    await db().product.create({ data: { id: "p", name: "Starter", slug: "starter", limits } });
    await db().backend.create({ data: { id: "backend", url: "https://backend.example" } });
    await db().api.create({
      data: { id: "api", name: "Churn", slug: "churn", suffix: "churn", backendId: "backend" },
    });
    await db().productApi.create({ data: { apiId: "api", productId: "p" } });
  });

  beforeEach(async () => {
    await Promise.all([
      db().outboxMail.deleteMany(),
      db().toldOnce.deleteMany(),
      db().quotaUsage.deleteMany(),
      db().auditEvent.deleteMany(),
      db().setting.deleteMany(),
    ]);
    const data = {
      userId: ada.id,
      productId: "p",
      name: "Churn",
      state: "active",
      startsAt: now,
      expiresAt: null,
    };
    await db().subscription.upsert({ where: { id: "s" }, create: { id: "s", ...data }, update: data });
  });

  it("is told once of each end, as many days before as was set, by however many processes", async () => {
    const endsIn = (ms: number) =>
      db().subscription.update({ where: { id: "s" }, data: { expiresAt: later(ms) } });
    await endsIn(7 * dayMs + 1);
    await tellExpiring(now);
    expect(await told()).toEqual([]);
    await Promise.all([tellExpiring(later(2)), tellExpiring(later(2)), tellExpiring(later(hourMs))]);
    expect(await told()).toEqual(["subscription.expiring > ada@example.com"]);
    await endsIn(6 * dayMs);
    await tellExpiring(now);
    expect((await mails())[0]?.subject).toContain("2026-03-07 10:00 (UTC)");
    await db().setting.create({ data: { key: "organisation", value: { timeZone: "America/New_York" } } });
    await db().subscription.update({
      where: { id: "s" },
      data: { expiresAt: new Date("2026-03-05T04:59:59Z") },
    });
    await tellExpiring(now);
    expect((await mails())[0]?.subject).toContain("2026-03-04 23:59 (America/New_York)");
    session.user = grace;
    await send(SET_REMINDERS, { method: "PUT", body: { days: 2 } });
    await endsIn(3 * dayMs);
    await tellExpiring(now);
    await db().subscription.update({
      where: { id: "s" },
      data: { state: "suspended", expiresAt: later(dayMs) },
    });
    await tellExpiring(now);
    expect(await told()).toEqual([]);
  });

  it("tells administrators of a backend credential that ends, unless another takes over", async () => {
    const set = (data: object) => db().backend.update({ where: { id: "backend" }, data });
    await set({ credentialExpiresAt: later(3 * dayMs), nextSealed: "another" });
    await tellExpiringCredentials(now);
    expect(await told()).toEqual([]);
    await set({ nextSealed: null });
    await tellExpiringCredentials(now);
    await tellExpiringCredentials(later(hourMs));
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ event: "credential.expiring", to: grace.email });
    expect(mail?.body).toContain("https://portal.example/admin/apis/api/backend");
    await set({ credentialExpiresAt: null });
  });

  it("is told at 80% and at 100% of a quota, once in each period", async () => {
    const use = async (used: number, at: Date) => {
      const key = {
        subscriptionId: "s",
        limitId: "quota",
        periodStart: new Date(Math.floor(at.getTime() / hourMs) * hourMs),
      };
      await db().quotaUsage.upsert({
        where: { subscriptionId_limitId_periodStart: key },
        create: { ...key, used },
        update: { used },
      });
      await tellQuotas(at);
      return told();
    };
    expect(await use(79, now)).toEqual([]);
    expect(await use(80, now)).toEqual(["quota.near > ada@example.com"]);
    expect(await use(95, later(1_000))).toEqual([]);
    expect(await use(100, later(2_000))).toEqual(["quota.reached > ada@example.com"]);
    expect(await use(100, later(3_000))).toEqual([]);
    expect(await use(85, later(hourMs))).toEqual(["quota.near > ada@example.com"]);
  });

  it("is told of a quota however many subscriptions have used one", async () => {
    const ids = Array.from({ length: 400 }, (_, n) => `many-${n}`);
    await db().subscription.createMany({
      data: ids.map((id) => ({
        id,
        userId: ada.id,
        productId: "p",
        name: id,
        state: "active",
        startsAt: now,
      })),
    });
    const used = (id: string) => (id === "many-399" ? 80 : 10);
    await db().quotaUsage.createMany({
      data: ids.map((subscriptionId) => ({
        subscriptionId,
        limitId: "quota",
        periodStart: now,
        used: used(subscriptionId),
      })),
    });
    await tellQuotas(later(1_000));
    expect((await mails()).map(({ event, body }) => [event, body?.includes('"many-399"')])).toEqual([
      ["quota.near", true],
    ]);
    await db().subscription.deleteMany({ where: { id: { in: ids } } });
  });

  it("tells subscribers of an API that changed when it has been left alone, many changes together", async () => {
    const change = (before: object, after: object) =>
      transact((tx) =>
        recordAudit(tx, systemActor, {
          action: "api.update",
          targetType: "api",
          targetId: "api",
          targetName: "Churn",
          before: { ...before },
          after: { ...after },
        }),
      );
    await change({ summary: "a" }, { summary: "b" });
    await change({ summary: "b" }, { summary: "c" });
    const soon = new Date(Date.now() + 60_000);
    const quiet = new Date(Date.now() + 11 * 60_000);
    await tellChangedApis(soon);
    expect(await told()).toEqual([]);
    await tellChangedApis(quiet);
    await tellChangedApis(new Date(quiet.getTime() + 60_000));
    expect(await told()).toEqual(["api.changed > ada@example.com"]);
    await change({ published: false }, { published: true });
    await tellChangedApis(new Date(quiet.getTime() + 11 * 60_000));
    expect(await told()).toEqual(["api.published > ada@example.com"]);
  });
});
