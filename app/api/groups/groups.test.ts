import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { findVisibleProduct } from "@/lib/products/queries";
import { seedBase } from "@/prisma/seed";
import { PUT as SET_GROUPS } from "../users/[userId]/groups/route";
import { PUT as ADD, DELETE as TAKE_OUT } from "./[groupId]/members/[userId]/route";
import { PATCH, GET as READ, DELETE as REMOVE } from "./[groupId]/route";
import { GET, POST } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

function request(method: string, body?: unknown, query = ""): Request {
  return new Request(`https://portal.example/api/groups${query}`, {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = <Params>(params: Params) => ({ params: Promise.resolve(params) });
const make = (input: object) => POST(request("POST", input));
const read = (groupId: string) => READ(request("GET"), context({ groupId }));
const change = (groupId: string, body: object) => PATCH(request("PATCH", body), context({ groupId }));
const remove = (groupId: string) => REMOVE(request("DELETE"), context({ groupId }));
const add = (groupId: string, userId = ada.id) => ADD(request("PUT"), context({ groupId, userId }));
const takeOut = (groupId: string, userId = ada.id) =>
  TAKE_OUT(request("DELETE"), context({ groupId, userId }));
const setGroups = (groupIds: string[], userId = ada.id) =>
  SET_GROUPS(request("PUT", { groupIds }), context({ userId }));

let number = 0;
async function madeGroup(input: object = {}): Promise<string> {
  number += 1;
  return (await (await make({ name: `Group ${number}`, ...input })).json()).id;
}
const systemGroup = async (name: string) =>
  (await db().group.findFirstOrThrow({ where: { name, kind: "system" } })).id;
const groupsOfAda = async () =>
  (await db().groupMember.findMany({ where: { userId: ada.id } })).map(({ groupId }) => groupId);

describe("governing groups", () => {
  useTestDatabase();

  beforeAll(async () => {
    await seedBase();
    for (const { id, email, name, role } of [grace, ada]) {
      await db().user.create({ data: { id, email, name, role } });
    }
    await db().product.create({ data: { id: "pilot", slug: "pilot", name: "Pilot" } });
  });

  beforeEach(() => {
    session.user = grace;
  });

  it.each([
    [null, 401],
    [ada, 403],
  ])("is for administrators alone, and changes nothing for %j", async (user, status) => {
    const id = await madeGroup();
    session.user = user;
    const answers = [
      await GET(request("GET")),
      await read(id),
      await make({ name: "Mallory's" }),
      await change(id, { name: "Mine" }),
      await add(id),
      await takeOut(id),
      await setGroups([id]),
      await remove(id),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(status));
    expect(await db().group.count({ where: { name: { in: ["Mallory's", "Mine"] } } })).toBe(0);
    expect(await groupsOfAda()).toEqual([]);
  });

  it("opens its products to its members as long as they are members", async () => {
    const before = await readRevisions();
    const id = await madeGroup({ productIds: ["pilot"] });
    expect((await readRevisions()).catalogue).toBe(before.catalogue + 1);
    const sees = async () => (await findVisibleProduct(ada, "pilot")) !== null;
    expect(await sees()).toBe(false);
    expect((await add(id)).status).toBe(204);
    expect((await add(id)).status).toBe(204);
    expect(await sees()).toBe(true);
    expect((await (await read(id)).json()).members).toEqual([
      { id: ada.id, name: ada.name, email: ada.email },
    ]);
    expect((await takeOut(id)).status).toBe(204);
    expect(await sees()).toBe(false);
    const told = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { at: "asc" } });
    expect(told.map(({ action }) => action)).toEqual([
      "group.create",
      "group.add-member",
      "group.add-member",
      "group.remove-member",
    ]);
  });

  it("changes what is sent and nothing else", async () => {
    const id = await madeGroup({ description: "Old", productIds: ["pilot"] });
    expect((await change(id, { name: "Renamed" })).status).toBe(204);
    expect(await (await read(id)).json()).toMatchObject({
      name: "Renamed",
      description: "Old",
      productIds: ["pilot"],
    });
    await change(id, { productIds: [] });
    expect((await (await read(id)).json()).productIds).toEqual([]);
  });

  it.each(["Administrators", "Developers", "Guests"])(
    "keeps %s as its rule has it: no renaming, no members, no deleting; its products can be chosen",
    async (name) => {
      const id = await systemGroup(name);
      const answers = [
        await change(id, { name: "Mine" }),
        await add(id),
        await takeOut(id),
        await remove(id),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([409, 409, 409, 409]);
      expect((await setGroups([id])).status).toBe(400);
      expect((await change(id, { productIds: ["pilot"] })).status).toBe(204);
      const group = await (await read(id)).json();
      expect(group).toMatchObject({ name, isSystem: true, productIds: ["pilot"], members: [] });
      await change(id, { productIds: [] });
    },
  );

  it("puts a person into the groups that are asked for and out of the others, all or none", async () => {
    const [one, two] = [await madeGroup(), await madeGroup()];
    expect((await setGroups([one, two, one])).status).toBe(204);
    expect((await groupsOfAda()).sort()).toEqual([one, two].sort());
    expect((await setGroups([two])).status).toBe(204);
    expect(await groupsOfAda()).toEqual([two]);
    expect((await setGroups([one, "ghost"])).status).toBe(400);
    expect(await groupsOfAda()).toEqual([two]);
    expect((await setGroups([], "nobody")).status).toBe(404);
    await setGroups([]);
  });

  it("takes its members and products with it when it is deleted, and leaves those themselves", async () => {
    const id = await madeGroup({ productIds: ["pilot"] });
    await add(id);
    expect((await remove(id)).status).toBe(204);
    expect(await groupsOfAda()).toEqual([]);
    expect(await db().product.count({ where: { id: "pilot" } })).toBe(1);
    expect((await remove(id)).status).toBe(404);
  });

  it.each([
    ["name", { name: "" }],
    ["name", { name: "Guests" }],
    ["productIds", { productIds: ["ghost"] }],
    ["kind", { kind: "system" }],
  ])("names the field %s that is wrong: %j", async (field, input) => {
    const id = await madeGroup();
    for (const response of [await make({ name: "Fresh", ...input }), await change(id, input)]) {
      const { errors } = await response.json();
      expect([response.status, errors?.[0]?.field]).toEqual([400, field]);
    }
  });

  it("lists built-in groups without a count of members and finds groups by their products", async () => {
    const id = await madeGroup({ name: "Needle", productIds: ["pilot"] });
    await add(id);
    const answer = await (await GET(request("GET", undefined, "?search=needle+pilot"))).json();
    expect(answer.items).toMatchObject([{ id, memberCount: 1, products: ["Pilot"], isSystem: false }]);
    const system = await (await GET(request("GET", undefined, "?show=system"))).json();
    expect(system.items.map(({ memberCount }: { memberCount: unknown }) => memberCount)).toEqual([
      null,
      null,
      null,
    ]);
  });
});
