import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { type Subscribed, shownKey, subscribed } from "@/lib/subscriptions/schema";
import { POST as REGENERATE } from "./[subscriptionId]/keys/[slot]/route";
import { DELETE, PATCH } from "./[subscriptionId]/route";
import { GET, POST } from "./route";

const session = vi.hoisted(() => {
  // Before the first import reads the environment.
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of subscriptions know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };
const bob: SignedInUser = { id: "bob", email: "bob@example.com", name: "Bob", role: "developer" };

function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/subscriptions", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = (params: Record<string, string>) => ({ params: Promise.resolve(params) });

function subscribeTo(productId: string, input: object = {}) {
  return POST(request("POST", { productId, name: "Mine", ...input }));
}

async function subscribeAs(user: SignedInUser, productId = "starter"): Promise<Subscribed> {
  session.user = user;
  const response = await subscribeTo(productId);
  expect(response.status).toBe(201);
  return subscribed.parse(await response.json());
}

const rename = (subscriptionId: string, name: string) =>
  PATCH(request("PATCH", { name }), context({ subscriptionId }));
const cancel = (subscriptionId: string) => DELETE(request("DELETE"), context({ subscriptionId }));
const regenerate = (subscriptionId: string, slot: string, overlapHours?: number) =>
  REGENERATE(request("POST", { overlapHours }), context({ subscriptionId, slot }));

const hashOf = (key: string) => hashKey(key, installedSecrets().keyHash);
const findKey = (key: string) => db().subscriptionKey.findUnique({ where: { hash: hashOf(key) } });

function keyOf({ keys }: Subscribed, slot: string): string {
  const found = keys?.find((key) => key.slot === slot);
  if (!found) throw new Error(`no ${slot} key`);
  return found.value;
}

/** A problem without what differs between any two answers. */
async function problemOf(response: Response) {
  const { requestId: _, ...problem } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, problem };
}

async function addProduct(id: string, data: object = {}, groupId = "developers") {
  await db().product.create({ data: { id, slug: id, name: id, groups: { create: { groupId } }, ...data } });
}

describe("the subscriptions' routes", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const { id, email, name } of [ada, bob]) await db().user.create({ data: { id, email, name } });
    await db().group.create({ data: { id: "developers", name: "Developers", kind: "system" } });
    await db().group.create({ data: { id: "closed", name: "Closed" } });
    const limits = [
      { id: "rate", kind: "rate", measure: "calls", limit: 5, periodSeconds: 60 },
      { id: "quota", kind: "quota", measure: "calls", limit: 100, periodSeconds: 604_800 },
    ];
    await addProduct("starter", { limits });
    await addProduct("careful", { requiresApproval: true });
    await addProduct("with-terms", { terms: "Be kind." });
    await addProduct("open", { requiresSubscription: false });
    await addProduct("withdrawn", { published: false });
    await addProduct("not-for-ada", {}, "closed");
  });

  beforeEach(() => {
    session.user = ada;
  });

  it("refuse whoever is not signed in", async () => {
    session.user = null;
    expect((await GET(request("GET"))).status).toBe(401);
    expect((await subscribeTo("starter")).status).toBe(401);
    expect((await rename("x", "y")).status).toBe(401);
    expect((await cancel("x")).status).toBe(401);
    expect((await regenerate("x", "primary")).status).toBe(401);
  });

  it("refuse a change that another site sends", async () => {
    const foreign = new Request("https://portal.example/api/subscriptions", {
      method: "POST",
      headers: { Origin: "https://evil.example", "Content-Type": "application/json" },
      body: JSON.stringify({ productId: "starter", name: "Mine" }),
    });
    expect((await POST(foreign)).status).toBe(403);
  });

  it("subscribe at once, show two keys, and store neither of them", async () => {
    const before = (await readRevisions()).subscriptions;
    const made = await subscribeAs(ada);
    expect(made).toMatchObject({ name: "Mine", state: "active" });
    const [primary, secondary] = [keyOf(made, "primary"), keyOf(made, "secondary")];
    expect(primary).toMatch(/^gate_[\w-]{43}$/);
    expect(secondary).not.toBe(primary);
    expect(await findKey(primary)).toMatchObject({ subscriptionId: made.id, slot: "primary" });
    expect((await readRevisions()).subscriptions).toBe(before + 1);

    const stored = JSON.stringify([
      await db().subscription.findMany(),
      await db().subscriptionKey.findMany(),
      await db().auditEvent.findMany(),
      await db().setting.findMany(),
    ]);
    const listed = JSON.stringify(await (await GET(request("GET"))).json());
    for (const key of [primary, secondary]) {
      expect(stored).not.toContain(key.slice(10, -4));
      expect(listed).not.toContain(key.slice(10, -4));
      expect(listed).toContain(key.slice(-4));
    }
    const event = await db().auditEvent.findFirst({ where: { targetId: made.id } });
    expect(event).toMatchObject({ action: "subscription.create", actorId: "ada" });
  });

  it("keep a request without keys until it is approved", async () => {
    const made = await subscribeAs(ada, "careful");
    expect(made).toMatchObject({ state: "submitted", keys: null });
    expect(await db().subscriptionKey.count({ where: { subscriptionId: made.id } })).toBe(0);
    expect((await regenerate(made.id, "primary")).status).toBe(409);
  });

  it("ask for the terms and keep the moment of their acceptance", async () => {
    const refused = await problemOf(await subscribeTo("with-terms"));
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ field: "termsAccepted" }] } });
    const made = subscribed.parse(await (await subscribeTo("with-terms", { termsAccepted: true })).json());
    const stored = await db().subscription.findUnique({ where: { id: made.id } });
    expect(stored?.termsAcceptedAt).toBeInstanceOf(Date);
  });

  it("hide a product that is not offered exactly like one that does not exist", async () => {
    const missing = await problemOf(await subscribeTo("never-was"));
    expect(missing.status).toBe(404);
    expect(await problemOf(await subscribeTo("not-for-ada"))).toEqual(missing);
    expect(await problemOf(await subscribeTo("withdrawn"))).toEqual(missing);
    expect((await subscribeTo("open")).status).toBe(409);
  });

  it.each([
    ["an empty name", { name: "  " }, "name"],
    ["a name too long", { name: "a".repeat(101) }, "name"],
    ["a name with NUL", { name: "a\0b" }, "name"],
    ["a state of one's own", { state: "active" }, "state"],
    ["another's user id", { userId: "bob" }, "userId"],
    ["an operator for a value", { productId: { contains: "s" } }, "productId"],
  ])("refuse %s and name the field", async (_, input, field) => {
    const { status, problem } = await problemOf(await subscribeTo("starter", input));
    expect(status).toBe(400);
    expect(problem).toMatchObject({ errors: [{ field }] });
  });

  it("let exactly the maximum through, however many ask at once", async () => {
    await addProduct("scarce", { maxSubscriptions: 3 });
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await subscribeTo("scarce")).status),
    );
    expect(statuses.toSorted()).toEqual([...Array(3).fill(201), ...Array(9).fill(409)]);
    expect(await db().subscription.count({ where: { productId: "scarce" } })).toBe(3);

    const [first] = await db().subscription.findMany({ where: { productId: "scarce" } });
    expect((await cancel(first?.id ?? "")).status).toBe(204);
    expect((await subscribeTo("scarce")).status).toBe(201);
    session.user = bob;
    expect((await subscribeTo("scarce")).status).toBe(201);
  });

  it("rename one's own", async () => {
    const made = await subscribeAs(ada);
    expect((await rename(made.id, "  Weather bot ")).status).toBe(204);
    expect(await db().subscription.findUnique({ where: { id: made.id } })).toMatchObject({
      name: "Weather bot",
    });
  });

  it("cancel one's own for good", async () => {
    const made = await subscribeAs(ada);
    expect((await cancel(made.id)).status).toBe(204);
    expect(await db().subscription.findUnique({ where: { id: made.id } })).toMatchObject({
      state: "cancelled",
    });
    for (const again of [cancel(made.id), rename(made.id, "New"), regenerate(made.id, "primary")]) {
      expect((await again).status).toBe(409);
    }
  });

  it("answer about another's subscription as about one that never was, and leave it alone", async () => {
    const made = await subscribeAs(ada);
    const before = await db().subscription.findUnique({ where: { id: made.id }, include: { keys: true } });
    const revision = await readRevisions();
    session.user = bob;
    const missing = randomUUID();
    const acts = (id: string) => [
      () => rename(id, "Taken"),
      () => cancel(id),
      () => regenerate(id, "primary"),
    ];
    for (const [index, act] of acts(made.id).entries()) {
      const answer = await problemOf(await act());
      expect(answer.status).toBe(404);
      const other = acts(missing)[index];
      expect(other && (await problemOf(await other()))).toEqual(answer);
    }
    expect(JSON.stringify(await (await GET(request("GET"))).json())).not.toContain(made.id);
    expect(await db().subscription.findUnique({ where: { id: made.id }, include: { keys: true } })).toEqual(
      before,
    );
    expect(await readRevisions()).toEqual(revision);
  });

  it("end a replaced key at once and leave the other one", async () => {
    const made = await subscribeAs(ada);
    const response = await regenerate(made.id, "primary");
    const fresh = shownKey.parse(await response.json());
    expect(fresh.slot).toBe("primary");
    expect(await findKey(keyOf(made, "primary"))).toBeNull();
    expect(await findKey(keyOf(made, "secondary"))).not.toBeNull();
    expect(await findKey(fresh.value)).toMatchObject({ subscriptionId: made.id, expiresAt: null });
  });

  it("keep a replaced key for the overlap that was asked for, and no longer", async () => {
    const made = await subscribeAs(ada);
    await regenerate(made.id, "secondary", 24);
    const old = await findKey(keyOf(made, "secondary"));
    const hoursLeft = ((old?.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hoursLeft).toBeGreaterThan(23.9);
    expect(hoursLeft).toBeLessThanOrEqual(24);
    expect((await regenerate(made.id, "secondary", 2)).status).toBe(400);
    await regenerate(made.id, "secondary", 0);
    expect(await findKey(keyOf(made, "secondary"))).toBeNull();
    expect(await db().subscriptionKey.count({ where: { subscriptionId: made.id } })).toBe(2);
  });

  it("keep one predecessor of a key, however often it is replaced", async () => {
    const made = await subscribeAs(ada);
    for (const _ of [1, 2, 3]) await regenerate(made.id, "primary", 24);
    expect(await db().subscriptionKey.count({ where: { subscriptionId: made.id, slot: "primary" } })).toBe(2);
    expect(await findKey(keyOf(made, "primary"))).toBeNull();
  });

  it("leave one living key in a slot after any number of regenerations at once", async () => {
    const made = await subscribeAs(ada);
    const answers = await Promise.all([0, 1, 0, 24, 0].map((hours) => regenerate(made.id, "primary", hours)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const living = await db().subscriptionKey.count({
      where: { subscriptionId: made.id, slot: "primary", expiresAt: null },
    });
    expect(living).toBe(1);
  });

  it("treat one whose time is over as expired", async () => {
    const made = await subscribeAs(ada);
    await db().subscription.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await regenerate(made.id, "primary")).status).toBe(409);
    expect((await cancel(made.id)).status).toBe(409);
    const ended = new Request("https://portal.example/api/subscriptions?show=ended");
    const list = (await (await GET(ended)).json()) as { subscriptions: { id: string; state: string }[] };
    expect(list.subscriptions.find(({ id }) => id === made.id)?.state).toBe("expired");
  });

  it("give the place of one whose time is over to the next", async () => {
    await addProduct("single", { maxSubscriptions: 1 });
    const made = await subscribeAs(ada, "single");
    expect((await subscribeTo("single")).status).toBe(409);
    await db().subscription.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await subscribeTo("single")).status).toBe(201);
  });

  it("show use against limits: the quota of this period and the calls in the window", async () => {
    const made = await subscribeAs(ada);
    const row = await db().subscription.findUniqueOrThrow({ where: { id: made.id } });
    const weekMs = 604_800_000;
    const startsAt = new Date(Date.now() - 1.5 * weekMs);
    await db().subscription.update({ where: { id: row.id }, data: { startsAt } });
    const quota = { subscriptionId: row.id, limitId: "quota" };
    await db().quotaUsage.create({ data: { ...quota, periodStart: startsAt, used: 90n } });
    const thisPeriod = new Date(startsAt.getTime() + weekMs);
    await db().quotaUsage.create({ data: { ...quota, periodStart: thisPeriod, used: 7n } });
    const call = { source: "gateway", method: "GET", target: "/", status: 200, durationMs: 1 };
    const rest = { requestBytes: 0n, responseBytes: 0n, clientAddress: "::1", subscriptionId: row.id };
    for (const [secondsAgo, refusal] of [
      [1, null],
      [30, null],
      [2, "backend-reset"],
      [3, "rate-limit"],
      [61, null],
    ] as const) {
      const at = new Date(Date.now() - secondsAgo * 1000);
      await db().call.create({ data: { ...call, ...rest, id: randomUUID(), at, refusal } });
    }
    const { subscriptions } = (await (await GET(request("GET"))).json()) as {
      subscriptions: { id: string; usage: object[] }[];
    };
    expect(subscriptions.find(({ id }) => id === row.id)?.usage).toEqual([
      {
        limitId: "rate",
        kind: "rate",
        measure: "calls",
        limit: 5,
        periodSeconds: 60,
        used: 3,
        resetsAtMs: null,
      },
      {
        limitId: "quota",
        kind: "quota",
        measure: "calls",
        limit: 100,
        periodSeconds: 604_800,
        used: 7,
        resetsAtMs: thisPeriod.getTime() + weekMs,
      },
    ]);
  });

  it("find by a part of the name, whatever its case", async () => {
    const made = await subscribeAs(bob);
    await rename(made.id, "Čamac bot");
    const found = new Request(
      `https://portal.example/api/subscriptions?search=${encodeURIComponent("čAMAC")}`,
    );
    expect(await (await GET(found)).json()).toMatchObject({ total: 1, subscriptions: [{ id: made.id }] });
  });
});
