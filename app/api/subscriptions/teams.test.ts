import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { findSubscription } from "@/lib/gateway/authorise";
import type { GatewayCall } from "@/lib/gateway/call";
import type { SubscriptionFinder } from "@/lib/gateway/parts";
import { findSubscriptionById, findSubscriptionByKeyHash } from "@/lib/subscriptions/gateway-queries";
import { listSubscriptionsForApi } from "@/lib/subscriptions/queries";
import { POST as MAKE_KEY } from "./[subscriptionId]/keys/[slot]/route";
import { DELETE as REMOVE } from "./[subscriptionId]/members/[userId]/route";
import { POST as ADD } from "./[subscriptionId]/members/route";
import { PUT as HAND_OVER } from "./[subscriptionId]/owner/route";
import { DELETE as CANCEL, PATCH as RENAME } from "./[subscriptionId]/route";
import { GET as LIST } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of teams know");
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
const joining = person("joining");

function request(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/subscriptions", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const context = <Params>(params: Params) => ({ params: Promise.resolve(params) });

const acts: Record<string, (subscriptionId: string) => Promise<Response>> = {
  rename: (subscriptionId) => RENAME(request("PATCH", { name: "Renamed" }), context({ subscriptionId })),
  cancel: (subscriptionId) => CANCEL(request("DELETE"), context({ subscriptionId })),
  "make a key": (subscriptionId) =>
    MAKE_KEY(request("POST", { overlapHours: 0 }), context({ subscriptionId, slot: "primary" })),
  "add a member": (subscriptionId) =>
    ADD(request("POST", { email: joining.email }), context({ subscriptionId })),
  "remove a member": (subscriptionId) =>
    REMOVE(request("DELETE"), context({ subscriptionId, userId: "second" })),
  "remove the member": (subscriptionId) =>
    REMOVE(request("DELETE"), context({ subscriptionId, userId: "member" })),
  "hand over": (subscriptionId) =>
    HAND_OVER(request("PUT", { userId: "second" }), context({ subscriptionId })),
};

/** What each act answers to owner, member, other developer, administrator (not of the team), anonymous. */
const table: [act: string, ...statuses: [number, number, number, number, number]][] = [
  ["rename", 204, 404, 404, 404, 401],
  ["cancel", 204, 404, 404, 404, 401],
  ["make a key", 200, 404, 404, 404, 401],
  ["add a member", 201, 404, 404, 404, 401],
  ["remove a member", 204, 404, 404, 404, 401],
  // To the member, this is leaving.
  ["remove the member", 204, 204, 404, 404, 401],
  ["hand over", 204, 404, 404, 404, 401],
];
const cases = table.flatMap(([act, ...statuses]) =>
  (Object.keys(actors) as ActorName[]).map((actor, index) => [act, actor, statuses[index] ?? 0] as const),
);

let made = 0;
async function team(data: object = {}): Promise<string> {
  made += 1;
  const { id } = await db().subscription.create({
    data: {
      name: `Team ${made}`,
      userId: "owner",
      productId: "starter",
      state: "active",
      ...data,
      members: { create: [{ userId: "member" }, { userId: "second" }] },
      keys: { create: { slot: "primary", hash: `hash-${made}`, prefix: "gate_ab", lastFour: "wxyz" } },
    },
  });
  return id;
}
const stored = (id: string) =>
  db().subscription.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      state: true,
      userId: true,
      members: { select: { userId: true }, orderBy: { userId: "asc" } },
      keys: { select: { hash: true } },
    },
  });
const membersOf = async (id: string) => (await stored(id)).members.map(({ userId }) => userId);

describe("a subscription with a team", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const user of [...Object.values(actors), joining, person("second")]) {
      if (user) {
        const { id, email, name, role } = user;
        await db().user.create({ data: { id, email, name, role } });
      }
    }
    const backend = await db().backend.create({ data: { url: "https://a.example" } });
    await db().api.create({ data: { id: "api", name: "A", slug: "a", suffix: "a", backendId: backend.id } });
    await db().product.create({
      data: { id: "starter", slug: "starter", name: "Starter", apis: { create: { apiId: "api" } } },
    });
    await db().product.create({
      data: { id: "single", slug: "single", name: "Single", maxSubscriptions: 1 },
    });
  });

  beforeEach(async () => {
    session.user = actors.owner;
    await db().user.updateMany({ data: { state: "active" } });
  });

  it.each(cases)(
    "on “%s” answers the %s with %d, and changes nothing when it refuses",
    async (act, actor, status) => {
      const id = await team();
      const [before, revisions] = [await stored(id), await readRevisions()];
      session.user = actors[actor];
      const response = await acts[act]?.(id);
      expect(response?.status).toBe(status);
      const refused = status >= 400;
      const events = await db().auditEvent.count({ where: { targetId: id } });
      const raised = (await readRevisions()).subscriptions - revisions.subscriptions;
      expect([events, raised]).toEqual(refused ? [0, 0] : [1, 1]);
      if (refused) expect(await stored(id)).toEqual(before);
      else expect(await stored(id)).not.toEqual(before);
    },
  );

  it.each([
    ["owner", 1, true],
    ["member", 1, false],
    ["other", 0, false],
    ["admin", 0, false],
  ] as const)(
    "is listed to the %s %d times, masked, and chosen from in the console",
    async (actor, count, owns) => {
      await db().subscription.deleteMany();
      const id = await team();
      session.user = actors[actor];
      const { subscriptions } = await (await LIST(request("GET"))).json();
      expect(subscriptions).toHaveLength(count);
      expect(await listSubscriptionsForApi(actor, "api")).toHaveLength(count);
      if (count === 0) return;
      expect(subscriptions[0]).toMatchObject({ id, isOwner: owns, owner: { id: "owner" } });
      expect(subscriptions[0].members.map((one: { id: string }) => one.id)).toEqual(["member", "second"]);
      expect(JSON.stringify(subscriptions)).not.toContain("hash-");
    },
  );

  const finder: SubscriptionFinder = {
    findByKey: () => null,
    findById: (id) => findSubscriptionById(id),
  };
  it.each([
    ["owner", true],
    ["member", true],
    ["other", false],
    ["admin", false],
  ] as const)("lets the %s call from the console: %s", async (userId, allowed) => {
    const subscriptionId = await team();
    const parts = { subscriptions: finder } as Parameters<typeof findSubscription>[0];
    const call = { knownCaller: { userId, subscriptionId } } as GatewayCall;
    const found = await findSubscription(parts, call, null);
    expect(found?.id).toBe(allowed ? subscriptionId : undefined);
  });

  it("stands and falls with its owner's account, and not with a member's", async () => {
    await team();
    const hash = `hash-${made}`;
    await db().user.update({ where: { id: "member" }, data: { state: "blocked" } });
    expect((await findSubscriptionByKeyHash(hash))?.userState).toBe("active");
    await db().user.update({ where: { id: "owner" }, data: { state: "blocked" } });
    expect((await findSubscriptionByKeyHash(hash))?.userState).toBe("blocked");
  });

  it("takes in people who have an active account here, each once, and never its owner", async () => {
    const id = await team();
    await db().user.update({ where: { id: "other" }, data: { state: "blocked" } });
    for (const email of [
      "nobody@example.com",
      "other@example.com",
      "owner@example.com",
      "member@example.com",
    ]) {
      const response = await ADD(request("POST", { email }), context({ subscriptionId: id }));
      const { errors } = await response.json();
      expect([response.status, errors[0].field]).toEqual([400, "email"]);
    }
    expect(await membersOf(id)).toEqual(["member", "second"]);
    const response = await ADD(
      request("POST", { email: "Joining@Example.com" }),
      context({ subscriptionId: id }),
    );
    expect(await response.json()).toEqual({ id: "joining", name: "joining", email: joining.email });
  });

  it("changes hands: the owner becomes a member, the keys stay", async () => {
    const id = await team();
    const { keys } = await stored(id);
    expect((await acts["hand over"]?.(id))?.status).toBe(204);
    expect(await stored(id)).toMatchObject({
      userId: "second",
      members: [{ userId: "member" }, { userId: "owner" }],
      keys,
    });
    expect((await acts.rename?.(id))?.status).toBe(404);
  });

  it("tells its new owner, unless they chose to have no such mail", async () => {
    const told = () => db().outboxMail.findMany({ where: { event: "subscription.passed-on" } });
    await db().outboxMail.deleteMany();
    await acts["hand over"]?.(await team());
    expect(await told()).toMatchObject([{ recipient: "second@example.com" }]);
    await db().outboxMail.deleteMany();
    await db().unwantedNotification.create({ data: { userId: "second", event: "subscription.passed-on" } });
    await acts["hand over"]?.(await team());
    expect(await told()).toEqual([]);
    await db().unwantedNotification.deleteMany();
  });

  it("changes hands only to a member who is active and has a place left", async () => {
    const id = await team({ productId: "single" });
    const handTo = (userId: string) => HAND_OVER(request("PUT", { userId }), context({ subscriptionId: id }));
    expect((await handTo("other")).status).toBe(404);
    expect((await handTo("owner")).status).toBe(404);
    await db().user.update({ where: { id: "second" }, data: { state: "blocked" } });
    expect((await handTo("second")).status).toBe(409);
    await db().user.update({ where: { id: "second" }, data: { state: "active" } });
    const own = { name: "Own", userId: "second", productId: "single", state: "active" };
    await db().subscription.create({ data: own });
    expect((await handTo("second")).status).toBe(409);
    expect((await handTo("member")).status).toBe(204);
    expect((await stored(id)).userId).toBe("member");
  });

  it("no longer changes once it has ended, but can be left", async () => {
    const id = await team({ state: "cancelled" });
    for (const act of ["add a member", "remove a member", "hand over"]) {
      expect((await acts[act]?.(id))?.status).toBe(409);
    }
    session.user = actors.member;
    expect((await acts["remove the member"]?.(id))?.status).toBe(204);
    expect(await membersOf(id)).toEqual(["second"]);
  });
});
