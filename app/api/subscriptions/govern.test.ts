import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { hashKey } from "@/lib/keys/hash";
import { installedSecrets } from "@/lib/keys/installed";
import { adminTransitions } from "@/lib/subscriptions/govern-schema";
import { nextState } from "@/lib/subscriptions/permissions";
import { type SubscriptionState, subscribed, subscriptionStates } from "@/lib/subscriptions/schema";
import { PUT as SET_EXPIRY } from "./[subscriptionId]/expiry/route";
import { POST as MAKE_KEY } from "./[subscriptionId]/keys/[slot]/route";
import { POST as CHANGE_STATE } from "./[subscriptionId]/state/route";
import { GET } from "./all/route";
import { POST as GRANT } from "./grants/route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of governing know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const admin: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

function request(method: string, body?: unknown, query = ""): Request {
  return new Request(`https://portal.example/api/subscriptions${query}`, {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = (params: Record<string, string>) => ({ params: Promise.resolve(params) });
const change = (subscriptionId: string, body: object) =>
  CHANGE_STATE(request("POST", body), context({ subscriptionId }));
const setExpiry = (subscriptionId: string, expiresAt: string | null) =>
  SET_EXPIRY(request("PUT", { expiresAt }), context({ subscriptionId }));
const grant = (input: object) => GRANT(request("POST", input));
const list = async (query: string) => (await GET(request("GET", undefined, query))).json();
const stored = (id: string) => db().subscription.findUniqueOrThrow({ where: { id } });
const soon = () => new Date(Date.now() + 86_400_000).toISOString();

let made = 0;
async function addSubscription(state: SubscriptionState, data: object = {}): Promise<string> {
  made += 1;
  const row = { name: `Subscription ${made}`, userId: ada.id, productId: "starter", state, ...data };
  return (await db().subscription.create({ data: row })).id;
}

async function fieldsOf(response: Response): Promise<string[]> {
  const { errors } = (await response.json()) as { errors?: { field: string }[] };
  return (errors ?? []).map(({ field }) => field);
}

describe("governing everybody's subscriptions", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const { id, email, name, role } of [admin, ada])
      await db().user.create({ data: { id, email, name, role } });
    await db().product.create({ data: { id: "starter", slug: "starter", name: "Starter" } });
    await db().product.create({
      data: { id: "open", slug: "open", name: "Open", requiresSubscription: false },
    });
  });

  beforeEach(() => {
    session.user = admin;
  });

  it("is for administrators alone, and changes nothing for others", async () => {
    const id = await addSubscription("submitted");
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      expect((await change(id, { transition: "approve" })).status).toBe(status);
      expect((await setExpiry(id, soon())).status).toBe(status);
      expect((await GET(request("GET"))).status).toBe(status);
      const input = { email: ada.email, productId: "starter", name: "Mine" };
      expect((await grant(input)).status).toBe(status);
    }
    expect(await stored(id)).toMatchObject({ state: "submitted", expiresAt: null });
  });

  for (const transition of adminTransitions) {
    for (const state of subscriptionStates) {
      const next = nextState(transition, state, "admin");
      it(`${next ? `takes a ${state} one to ${next}` : `refuses a ${state} one`} on ${transition}`, async () => {
        const id = await addSubscription(state);
        const before = await readRevisions();
        const response = await change(id, { transition, reason: "Because." });
        expect(response.status).toBe(next ? 204 : 409);
        expect((await stored(id)).state).toBe(next ?? state);
        const audit = await db().auditEvent.findMany({ where: { targetId: id } });
        expect(audit.map(({ action }) => action)).toEqual(next ? [`subscription.${transition}`] : []);
        const raised = (await readRevisions()).subscriptions - before.subscriptions;
        expect(raised).toBe(next ? 1 : 0);
      });
    }
  }

  it("starts the quota periods with the approval, and makes no key that the administrator would see", async () => {
    const id = await addSubscription("submitted");
    const response = await change(id, { transition: "approve" });
    expect(response.status).toBe(204);
    expect((await stored(id)).startsAt).not.toBeNull();
    expect(await db().subscriptionKey.count({ where: { subscriptionId: id } })).toBe(0);
    session.user = ada;
    const key = await MAKE_KEY(
      request("POST", { overlapHours: 0 }),
      context({ subscriptionId: id, slot: "primary" }),
    );
    expect(key.status).toBe(200);
    expect(await db().subscriptionKey.count({ where: { subscriptionId: id } })).toBe(1);
  });

  it("asks why a request is rejected and tells its developer; a later approval forgets it", async () => {
    const id = await addSubscription("submitted");
    const unexplained = await change(id, { transition: "reject", reason: "  " });
    expect([unexplained.status, await fieldsOf(unexplained)]).toEqual([400, ["reason"]]);
    expect((await change(id, { transition: "reject", reason: "Not for tests." })).status).toBe(204);
    expect((await stored(id)).stateReason).toBe("Not for tests.");

    const suspended = await addSubscription("active");
    await change(suspended, { transition: "suspend", reason: "Too loud." });
    await change(suspended, { transition: "resume" });
    expect((await stored(suspended)).stateReason).toBeNull();
  });

  it("treats an active one whose time is over as expired: it is renewed, not suspended", async () => {
    const id = await addSubscription("active", { expiresAt: new Date(Date.now() - 1_000) });
    expect((await change(id, { transition: "suspend" })).status).toBe(409);
    expect((await setExpiry(id, soon())).status).toBe(409);
    expect((await change(id, { transition: "renew", expiresAt: soon() })).status).toBe(204);
    expect((await stored(id)).expiresAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("sets an end in the future and takes it away again", async () => {
    const id = await addSubscription("active");
    const past = await setExpiry(id, "2001-01-01T00:00:00Z");
    expect([past.status, await fieldsOf(past)]).toEqual([400, ["expiresAt"]]);
    expect((await setExpiry(id, "tomorrow")).status).toBe(400);
    expect((await setExpiry(id, soon())).status).toBe(204);
    expect((await stored(id)).expiresAt).not.toBeNull();
    expect((await setExpiry(id, null)).status).toBe(204);
    expect((await stored(id)).expiresAt).toBeNull();
    expect((await setExpiry("nobody", null)).status).toBe(404);
  });

  it("gives a subscription with the keys that clients have, shown once and stored as fingerprints", async () => {
    const primaryKey = "an-old-client-key-0123456789";
    const response = await grant({
      email: "ADA@example.com",
      productId: "starter",
      name: "Moved",
      primaryKey,
    });
    expect(response.status).toBe(201);
    const { id, keys } = subscribed.parse(await response.json());
    expect(keys?.map(({ slot }) => slot)).toEqual(["primary", "secondary"]);
    expect(keys?.[0]?.value).toBe(primaryKey);
    const hash = hashKey(primaryKey, installedSecrets().keyHash);
    expect(await db().subscriptionKey.findUnique({ where: { hash } })).toMatchObject({ subscriptionId: id });
    const [event] = await db().auditEvent.findMany({ where: { targetId: id } });
    expect(JSON.stringify(event)).not.toContain(primaryKey);

    const again = await grant({ email: ada.email, productId: "starter", name: "Twice", primaryKey });
    expect([again.status, await fieldsOf(again)]).toEqual([400, ["primaryKey"]]);
  });

  it("names the field that is wrong in a gift", async () => {
    const good = { email: ada.email, productId: "starter", name: "Gift" };
    for (const [input, field] of [
      [{ ...good, email: "nobody@example.com" }, "email"],
      [{ ...good, productId: "none" }, "productId"],
      [{ ...good, productId: "open" }, "productId"],
      [{ ...good, name: " " }, "name"],
      [{ ...good, primaryKey: "short" }, "primaryKey"],
      [
        { ...good, primaryKey: "the-same-key-0123456789", secondaryKey: "the-same-key-0123456789" },
        "secondaryKey",
      ],
    ] as const) {
      const response = await grant(input);
      expect([response.status, await fieldsOf(response)]).toEqual([400, [field]]);
    }
  });

  it("lists by kind and by words of subscription, product and developer", async () => {
    const id = await addSubscription("submitted", { name: "Needle" });
    const { items, total, counts } = await list("?search=needle");
    expect(items).toMatchObject([{ id, state: "submitted", user: { email: ada.email } }]);
    expect([total, counts.waiting, counts.all]).toEqual([1, 1, 1]);
    expect((await list("?search=needle&show=active")).total).toBe(0);
    expect((await list("?search=ADA%40example")).total).toBeGreaterThan(1);
    expect((await GET(request("GET", undefined, "?show=nonsense"))).status).toBe(400);
  });
});
