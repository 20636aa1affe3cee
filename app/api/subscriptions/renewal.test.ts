import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { countGoverned, listGoverned } from "@/lib/subscriptions/govern-queries";
import { governedList } from "@/lib/subscriptions/govern-schema";
import { listSubscriptions } from "@/lib/subscriptions/queries";
import { PUT as SET_EXPIRY } from "./[subscriptionId]/expiry/route";
import { POST as DECLINE } from "./[subscriptionId]/renewal/refusal/route";
import { POST as ASK } from "./[subscriptionId]/renewal/route";
import { POST as CHANGE } from "./[subscriptionId]/state/route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of renewals know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const person = (id: string, role: SignedInUser["role"] = "developer"): SignedInUser => ({
  id,
  email: `${id}@example.com`,
  name: id,
  role,
});
const actors = {
  owner: person("owner"),
  member: person("member"),
  other: person("other"),
  admin: person("admin", "admin"),
  anonymous: null,
};
type ActorName = keyof typeof actors;

const as = (name: ActorName) => {
  session.user = actors[name];
};
function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/subscriptions", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const context = (subscriptionId: string) => ({ params: Promise.resolve({ subscriptionId }) });
const ask = (id: string) => ASK(request("POST"), context(id));
const decline = (id: string, reason = "Use the newer product.") =>
  DECLINE(request("POST", { reason }), context(id));
const setExpiry = (id: string, expiresAt: string | null) =>
  SET_EXPIRY(request("PUT", { expiresAt }), context(id));
const change = (id: string, body: object) => CHANGE(request("POST", body), context(id));

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

let made = 0;
async function subscription(state: string, expiresAt: Date | null): Promise<string> {
  made += 1;
  const { id } = await db().subscription.create({
    data: {
      name: `Renewal ${made}`,
      userId: "owner",
      productId: "starter",
      state,
      expiresAt,
      members: { create: { userId: "member" } },
    },
  });
  return id;
}
const waiting = async () => {
  const { items } = await listGoverned(actors.admin, { ...governedList.usual, show: "waiting" });
  return items.map(({ id }) => id);
};
const mails = async () => {
  const sent = await db().outboxMail.findMany({ orderBy: { createdAt: "asc" } });
  return sent.map(({ event, recipient }) => `${event} > ${recipient}`).sort();
};

describe("the renewal of a subscription", () => {
  useTestDatabase();
  beforeAll(async () => {
    for (const { id, name, email, role } of Object.values(actors).filter((one) => one !== null)) {
      await db().user.create({ data: { id, name, email, role, state: "active" } });
    }
    await db().product.create({ data: { id: "starter", slug: "starter", name: "Starter", limits: [] } });
  });
  beforeEach(async () => {
    await db().subscription.deleteMany();
    await db().outboxMail.deleteMany();
    as("owner");
  });

  it.each([
    ["owner", 204],
    ["member", 404],
    ["other", 404],
    ["admin", 404],
    ["anonymous", 401],
  ] as const)("asked for by the %s is answered with %i", async (actor, status) => {
    const id = await subscription("active", inDays(5));
    as(actor);
    expect((await ask(id)).status).toBe(status);
  });

  it.each([
    ["active", 5, 204],
    ["active", -1, 204],
    ["suspended", -1, 204],
    ["expired", -1, 204],
    ["active", null, 409],
    ["suspended", 5, 409],
    ["submitted", null, 409],
    ["submitted", -1, 409],
    ["rejected", -1, 409],
    ["cancelled", -1, 409],
  ] as const)("of one %s that ends in %s days: %i", async (state, days, status) => {
    const id = await subscription(state, days === null ? null : inDays(days));
    expect((await ask(id)).status).toBe(status);
    expect(await waiting()).toEqual(status === 204 || state === "submitted" ? [id] : []);
    expect(await countGoverned(actors.admin)).toMatchObject({ waiting: (await waiting()).length });
  });

  it("is not what an earlier end is: the request goes on waiting, and nobody is told of a renewal", async () => {
    const id = await subscription("active", inDays(5));
    await ask(id);
    as("admin");
    expect((await setExpiry(id, inDays(2).toISOString())).status).toBe(204);
    expect(await waiting()).toEqual([id]);
    expect(await mails()).toEqual(["subscription.renewal-requested > admin@example.com"]);
  });

  it("is asked for once, and administrators get a mail", async () => {
    const id = await subscription("active", inDays(5));
    await ask(id);
    expect((await ask(id)).status).toBe(409);
    expect(await mails()).toEqual(["subscription.renewal-requested > admin@example.com"]);
    const { subscriptions } = await listSubscriptions("owner");
    expect(subscriptions[0]?.renewalAskedAtMs).toBeGreaterThan(0);
  });

  it("is granted by a later end, of which the whole team gets a mail", async () => {
    const id = await subscription("active", inDays(5));
    await ask(id);
    as("admin");
    expect((await setExpiry(id, inDays(50).toISOString())).status).toBe(204);
    expect(await waiting()).toEqual([]);
    expect(await mails()).toEqual([
      "subscription.renewal-requested > admin@example.com",
      "subscription.renewed > member@example.com",
      "subscription.renewed > owner@example.com",
    ]);
  });

  it("is granted after the end by renewing, and can be asked for anew later", async () => {
    const id = await subscription("active", inDays(-1));
    await ask(id);
    as("admin");
    expect((await change(id, { transition: "renew", expiresAt: inDays(9).toISOString() })).status).toBe(204);
    expect(await waiting()).toEqual([]);
    expect(await mails()).toContain("subscription.renewed > owner@example.com");
    as("owner");
    expect((await ask(id)).status).toBe(204);
  });

  it("is declined with a reason, by administrators, where it was asked for", async () => {
    const id = await subscription("active", inDays(5));
    as("admin");
    expect((await decline(id)).status).toBe(409);
    as("owner");
    await ask(id);
    expect((await decline(id)).status).toBe(403);
    as("admin");
    expect((await decline(id, " ")).status).toBe(400);
    expect((await decline(id)).status).toBe(204);
    expect(await waiting()).toEqual([]);
    expect(await mails()).toContain("subscription.renewal-declined > owner@example.com");
    expect((await db().subscription.findUniqueOrThrow({ where: { id } })).expiresAt).not.toBeNull();
  });

  it("is no matter of an end that is set without having been asked for", async () => {
    const id = await subscription("active", inDays(5));
    as("admin");
    await setExpiry(id, inDays(2).toISOString());
    expect(await mails()).toEqual([]);
  });

  it("counts as active what can be called with, as the list does", async () => {
    await subscription("active", inDays(-1));
    await subscription("active", inDays(1));
    const { items } = await listGoverned(actors.admin, { ...governedList.usual, show: "active" });
    expect(items).toHaveLength(1);
    expect(await countGoverned(actors.admin)).toEqual({ active: 1, waiting: 0 });
  });
});
