import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { versionOf } from "@/lib/editing/editable";
import * as editables from "@/lib/editing/editables";
import { GET, PATCH } from "./groups/[groupId]/route";
import { GET as READ_SETTINGS, PUT as SET_SETTINGS } from "./settings/organisation/route";

const session = vi.hoisted(() => {
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of editing know");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const person = (id: string): SignedInUser => ({ id, email: `${id}@example.com`, name: id, role: "admin" });
const context = { params: Promise.resolve({ groupId: "pilots" }) };

function request(method: string, body?: unknown, ifMatch?: string): Request {
  return new Request("https://portal.example/api", {
    method,
    headers: {
      Origin: "https://portal.example",
      "Content-Type": "application/json",
      ...(ifMatch !== undefined && { "If-Match": ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const open = async () => (await GET(request("GET"), context)).headers.get("etag") ?? "";
const save = (description: string, ifMatch?: string) =>
  PATCH(request("PATCH", { description }, ifMatch), context);
const stored = async () => (await db().group.findUniqueOrThrow({ where: { id: "pilots" } })).description;

const problem = z.object({
  status: z.literal(412),
  code: z.literal("changed-meanwhile"),
  detail: z.string(),
  changed: z.object({ by: z.string().nullable(), at: z.string().nullable() }),
});

describe("what two people edit at a time", () => {
  useTestDatabase();
  beforeAll(async () => {
    for (const { id, email, name, role } of [person("ada"), person("grace")]) {
      await db().user.create({ data: { id, email, name, role } });
    }
  });
  beforeEach(async () => {
    session.user = person("ada");
    await db().group.deleteMany();
    await db().group.create({ data: { id: "pilots", name: "Pilots", description: "First" } });
  });

  it("is not saved over what somebody else saved since it was opened, and says who that was", async () => {
    const opened = await open();
    expect(opened).toMatch(/^"[\w-]{22}"$/);
    session.user = person("grace");
    expect((await save("By Grace", await open())).status).toBe(204);
    session.user = person("ada");
    const refused = await save("By Ada", opened);
    const { changed, detail } = problem.parse(await refused.json());
    expect(changed.by).toBe("grace@example.com");
    expect(Math.abs(Date.now() - Date.parse(changed.at ?? ""))).toBeLessThan(60_000);
    expect(detail).toContain("grace@example.com changed this after you opened it");
    expect(await stored()).toBe("By Grace");
    expect(await db().auditEvent.count({ where: { actorId: "ada" } })).toBe(0);
  });

  it("is saved over it by whoever says so, or names no version", async () => {
    await save("By Grace", await open());
    expect((await save("Over it", "*")).status).toBe(204);
    expect((await save("By a script")).status).toBe(204);
    expect(await stored()).toBe("By a script");
  });

  it("can be saved again and again by who has it open: each answer has the next version", async () => {
    const first = await save("One", await open());
    const second = await save("Two", first.headers.get("etag") ?? "");
    expect([first.status, second.status, await stored()]).toEqual([204, 204, "Two"]);
    expect(second.headers.get("etag")).toBe(await open());
    // Nothing is changed by saving the same, nor by the members.
    await db().groupMember.create({ data: { groupId: "pilots", userId: "ada" } });
    expect(await open()).toBe(second.headers.get("etag"));
  });

  it("of two saves at one moment takes one", async () => {
    const opened = await open();
    const answers = await Promise.all(["One", "Two", "Three"].map((text) => save(text, opened)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 412, 412]);
  });

  it("matches no weak tag and no other, and what is gone is not found", async () => {
    const opened = await open();
    expect((await save("x", `W/${opened}`)).status).toBe(412);
    expect((await save("x", '"another"')).status).toBe(412);
    expect((await save("x", `"another", ${opened}`)).status).toBe(204);
    await db().group.deleteMany();
    expect((await save("x", opened)).status).toBe(404);
  });

  it("holds for documents of settings that nobody has saved yet", async () => {
    const opened = (await READ_SETTINGS(request("GET"))).headers.get("etag") ?? "";
    const set = (name: string) => SET_SETTINGS(request("PUT", { name }, opened));
    expect((await set("One")).status).toBe(204);
    expect((await set("Two")).status).toBe(412);
  });

  const rows = async () => {
    const backend = await db().backend.create({ data: { id: "b", url: "https://a.example" } });
    await db().api.create({
      data: { id: "a", name: "A", slug: "a", suffix: "a", backendId: backend.id },
    });
    const operation = { displayName: "O", method: "GET", urlTemplate: "/", slug: "o", position: 0 };
    await db().operation.create({ data: { id: "o", apiId: "a", ...operation } });
    await db().product.create({ data: { id: "p", name: "P", slug: "p" } });
    const webhook = { id: "w", name: "W", url: "https://w.example", events: [], secretSealed: "s" };
    await db().webhook.create({ data: webhook });
  };

  it("has another version once any of what its form shows is another", async () => {
    await rows();
    const { apiEditable, backendEditable, operationEditable, policyEditable, productEditable } = editables;
    const { resilienceEditable, ruleEditable, userGroupsEditable, webhookEditable } = editables;
    const product = { scope: "product", targetId: "p" } as const;
    const read = () =>
      Promise.all([
        versionOf(apiEditable, { apiId: "a" }),
        versionOf(backendEditable, { apiId: "a", backendId: "b" }),
        versionOf(resilienceEditable, { apiId: "a" }),
        versionOf(operationEditable, { apiId: "a", operationId: "o" }),
        versionOf(productEditable, { productId: "p" }),
        versionOf(policyEditable, product),
        versionOf(policyEditable, { scope: "global", targetId: "all" }),
        versionOf(userGroupsEditable, { userId: "ada" }),
        versionOf(webhookEditable, { webhookId: "w" }),
        versionOf(ruleEditable, { event: "api.changed" }),
        versionOf(editables.brandingEditable, {}),
      ]);
    let before = await read();
    /** Which of them have another version than the last time. */
    const changedBy = async (work: Promise<unknown>) => {
      await work;
      const [last, now] = [before, await read()];
      before = now;
      return now.flatMap((version, index) => (version === last[index] ? [] : [index]));
    };
    const where = { id: "a" };
    expect(await changedBy(db().api.update({ where, data: { name: "B" } }))).toEqual([0]);
    expect(await changedBy(db().api.update({ where, data: { updatedAt: new Date(0) } }))).toEqual([]);
    expect(await changedBy(db().productApi.create({ data: { apiId: "a", productId: "p" } }))).toEqual([0, 4]);
    const url = "https://c.example";
    expect(await changedBy(db().backend.update({ where: { id: "b" }, data: { url } }))).toEqual([0, 1]);
    const resilience = { retries: 2 };
    expect(await changedBy(db().backend.update({ where: { id: "b" }, data: { resilience } }))).toEqual([2]);
    const moved = { position: 4, description: "" };
    expect(await changedBy(db().operation.update({ where: { id: "o" }, data: moved }))).toEqual([]);
    const said = { description: "Said" };
    expect(await changedBy(db().operation.update({ where: { id: "o" }, data: said }))).toEqual([3]);
    const limits = [{ id: "l" }];
    expect(await changedBy(db().product.update({ where: { id: "p" }, data: { limits } }))).toEqual([4, 5]);
    expect(await changedBy(db().policy.create({ data: { id: "global", document: {} } }))).toEqual([6]);
    const membership = { groupId: "pilots", userId: "ada" };
    expect(await changedBy(db().groupMember.create({ data: membership }))).toEqual([7]);
    expect(await changedBy(db().webhook.update({ where: { id: "w" }, data: { active: false } }))).toEqual([
      8,
    ]);
    expect(await changedBy(db().eventRule.create({ data: { event: "api.changed" } }))).toEqual([9]);
    expect(await changedBy(db().setting.create({ data: { key: "branding", value: {} } }))).toEqual([10]);
  });
});
