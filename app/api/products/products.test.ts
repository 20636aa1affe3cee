import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { findVisibleProduct } from "@/lib/products/queries";
import { POST as COPY } from "./[productId]/copies/route";
import { PATCH, GET as READ, DELETE as REMOVE } from "./[productId]/route";
import { PUT as ORDER } from "./order/route";
import { GET, POST } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

function request(method: string, body?: unknown, query = ""): Request {
  return new Request(`https://portal.example/api/products${query}`, {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = (productId: string) => ({ params: Promise.resolve({ productId }) });
const add = (input: object) => POST(request("POST", input));
const change = (id: string, changes: object) => PATCH(request("PATCH", changes), context(id));
const remove = (id: string) => REMOVE(request("DELETE"), context(id));
const copy = (id: string) => COPY(request("POST"), context(id));
const order = (productIds: string[]) => ORDER(request("PUT", { productIds }));
const read = async (id: string) => (await READ(request("GET"), context(id))).json();
const list = async (query = "") => (await GET(request("GET", undefined, query))).json();
const namesOf = async (query = "") => (await list(query)).items.map(({ name }: { name: string }) => name);

const limit = { id: "l", kind: "quota", measure: "rows", limit: 1_000, periodSeconds: 86_400 };
let number = 0;
async function make(input: object = {}): Promise<string> {
  number += 1;
  const response = await add({ name: `Product ${number}`, ...input });
  return (await response.json()).id;
}

describe("governing products", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (const { id, email, name, role } of [grace, ada]) {
      await db().user.create({ data: { id, email, name, role } });
    }
    const backend = await db().backend.create({ data: { url: "https://a.example" } });
    for (const id of ["one", "two"]) {
      await db().api.create({ data: { id, name: id, slug: id, suffix: id, backendId: backend.id } });
    }
    await db().group.create({ data: { id: "pilots", name: "Pilots" } });
  });

  beforeEach(() => {
    session.user = grace;
  });

  it.each([
    [null, 401],
    [ada, 403],
  ])("is for administrators alone, and changes nothing for %j", async (user, status) => {
    const id = await make();
    const before = await db().product.count();
    session.user = user;
    const answers = [
      await GET(request("GET")),
      await READ(request("GET"), context(id)),
      await add({ name: "Mallory's" }),
      await change(id, { published: true }),
      await copy(id),
      await order([id]),
      await remove(id),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(Array(7).fill(status));
    expect(await db().product.count()).toBe(before);
    expect(await db().product.findUnique({ where: { id } })).toMatchObject({ published: false });
  });

  it("makes a product hidden and open to nobody unless asked otherwise, last in the order", async () => {
    const id = await make();
    expect(await read(id)).toMatchObject({
      published: false,
      requiresSubscription: true,
      maxSubscriptions: null,
      apiIds: [],
      groupIds: [],
      limits: [],
      termsVersion: 1,
    });
    expect((await namesOf()).at(-1)).toBe((await read(id)).name);
  });

  it("changes what is sent and nothing else; gateways hear of it, and the log keeps before and after", async () => {
    const id = await make({ description: "Old", groupIds: ["pilots"], apiIds: ["one"] });
    const before = await readRevisions();
    const changes = { published: true, limits: [limit], apiIds: ["two"], maxSubscriptions: "3" };
    const answer = await change(id, changes);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      description: "Old",
      published: true,
      limits: [limit],
      apiIds: ["two"],
      groupIds: ["pilots"],
      maxSubscriptions: 3,
    });
    expect((await readRevisions()).catalogue).toBe(before.catalogue + 1);
    const [event] = await db().auditEvent.findMany({ where: { targetId: id, action: "product.update" } });
    expect(event).toMatchObject({
      actorName: grace.email,
      before: { published: false, limits: [], apiIds: ["one"], maxSubscriptions: null },
      after: { published: true, apiIds: ["two"], maxSubscriptions: 3 },
    });
    expect(event?.before).not.toHaveProperty("description");
  });

  it("is seen by the members of its groups once it is published, and by nobody else", async () => {
    const id = await make({ groupIds: ["pilots"] });
    const { slug } = await read(id);
    const seen = async () => (await findVisibleProduct(ada, slug)) !== null;
    expect(await seen()).toBe(false);
    await change(id, { published: true });
    expect(await seen()).toBe(false);
    await db().groupMember.create({ data: { groupId: "pilots", userId: ada.id } });
    expect(await seen()).toBe(true);
    await change(id, { published: false });
    expect(await seen()).toBe(false);
    await db().groupMember.deleteMany();
  });

  it("counts the versions of its terms: changed ones are new, the same ones are not", async () => {
    const id = await make({ terms: "Be kind." });
    await change(id, { terms: "Be kind.", name: "Kindness" });
    expect((await read(id)).termsVersion).toBe(1);
    await change(id, { terms: "Be very kind." });
    expect((await read(id)).termsVersion).toBe(2);
  });

  it.each([
    ["name", { name: " " }],
    ["name", { name: "Taken" }],
    ["maxSubscriptions", { maxSubscriptions: 0 }],
    ["maxSubscriptions", { maxSubscriptions: "many" }],
    ["apiIds", { apiIds: ["one", "ghost"] }],
    ["groupIds", { groupIds: ["ghost"] }],
    ["limits.0.periodSeconds", { limits: [{ ...limit, kind: "rate", measure: "calls", periodSeconds: 0 }] }],
    ["slug", { slug: "mine" }],
  ])("names the field %s that is wrong and changes nothing: %j", async (field, input) => {
    if (!(await db().product.findFirst({ where: { name: "Taken" } }))) await make({ name: "Taken" });
    const id = await make();
    const before = await read(id);
    for (const response of [await change(id, input), await add({ name: "Fresh", ...input })]) {
      const { errors } = await response.json();
      expect([response.status, errors?.[0]?.field]).toEqual([400, field]);
    }
    expect(await read(id)).toEqual(before);
    expect(await db().product.count({ where: { name: "Fresh" } })).toBe(0);
  });

  it("is copied whole, hidden, under a name and an address of its own, with its policies", async () => {
    const id = await make({ name: "Gold", published: true, limits: [limit], apiIds: ["one"], terms: "T" });
    await db().policy.create({ data: { id: `product:${id}`, productId: id, document: { limits: [] } } });
    const copies = [await (await copy(id)).json(), await (await copy(id)).json()];
    expect(copies.map(({ slug }) => slug)).toEqual(["copy-of-gold", "copy-of-gold-2"]);
    const made = await read(copies[1].id);
    expect(made).toMatchObject({
      name: "Copy of Gold 2",
      published: false,
      limits: [limit],
      apiIds: ["one"],
    });
    expect(await db().policy.count({ where: { productId: made.id } })).toBe(1);
  });

  it("is not deleted while subscriptions are in use, which are named; ended ones go with it", async () => {
    const id = await make();
    const subscription = { userId: ada.id, productId: id };
    const live = await db().subscription.create({
      data: { ...subscription, name: "Nightly run", state: "suspended" },
    });
    await db().subscription.create({ data: { ...subscription, name: "Old", state: "cancelled" } });
    const over = new Date(Date.now() - 1_000);
    await db().subscription.create({
      data: { ...subscription, name: "Over", state: "active", expiresAt: over },
    });
    const refused = await remove(id);
    expect(refused.status).toBe(409);
    const { detail } = await refused.json();
    expect(detail).toContain("1 subscription in use: Nightly run (ada@example.com)");
    expect(await db().subscription.count({ where: { productId: id } })).toBe(3);

    await db().subscription.update({ where: { id: live.id }, data: { state: "cancelled" } });
    expect((await remove(id)).status).toBe(204);
    expect(await db().subscription.count({ where: { productId: id } })).toBe(0);
    expect((await remove(id)).status).toBe(404);
  });

  it("is put into an order as a whole; an order that leaves one out or repeats one is refused", async () => {
    const ids: string[] = (await db().product.findMany()).map(({ id }) => id);
    const wanted = ids.toReversed();
    expect((await order(wanted)).status).toBe(204);
    const stored = await db().product.findMany({ orderBy: { position: "asc" } });
    expect(stored.map(({ id }) => id)).toEqual(wanted);
    expect((await order(wanted.slice(1))).status).toBe(409);
    expect((await order([...wanted.slice(1), ...wanted.slice(1, 2)])).status).toBe(409);
    expect((await order([...wanted.slice(1), "ghost"])).status).toBe(409);
  });

  it("is listed by kind, by the names of its APIs and groups, and sorted", async () => {
    await make({ name: "Needle", published: true, apiIds: ["one", "two"], groupIds: ["pilots"] });
    const { items, counts } = await list("?search=needle");
    expect(items).toMatchObject([{ apiCount: 2, groups: ["Pilots"], liveSubscriptions: 0 }]);
    expect(counts).toEqual({ all: 1, published: 1, hidden: 0 });
    expect(await namesOf("?search=pilots+needle&show=hidden")).toEqual([]);
    expect((await namesOf("?sort=apis&order=desc"))[0]).toBe("Needle");
    expect((await GET(request("GET", undefined, "?show=nonsense"))).status).toBe(400);
  });
});
