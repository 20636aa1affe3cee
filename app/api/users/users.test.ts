import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { madePassword } from "@/lib/users/govern-schema";
import { verifyPassword } from "@/lib/users/password-hash";
import { POST as RESET } from "./[userId]/password/route";
import { PATCH } from "./[userId]/route";
import { DELETE as END_SESSIONS } from "./[userId]/sessions/route";
import { GET, POST } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of users know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const alan: SignedInUser = { id: "alan", email: "alan@example.com", name: "Alan", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

function request(method: string, body?: unknown, query = ""): Request {
  return new Request(`https://portal.example/api/users${query}`, {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = (userId: string) => ({ params: Promise.resolve({ userId }) });
const add = (input: object) => POST(request("POST", input));
const change = (userId: string, body: object) => PATCH(request("PATCH", body), context(userId));
const reset = (userId: string) => RESET(request("POST"), context(userId));
const endSessions = (userId: string) => END_SESSIONS(request("DELETE"), context(userId));
const stored = (id: string) => db().user.findUniqueOrThrow({ where: { id } });
const list = async (query = "") => (await GET(request("GET", undefined, query))).json();

describe("governing accounts", () => {
  useTestDatabase();

  beforeAll(async () => {
    const emailConfirmedAt = new Date();
    for (const { id, email, name, role } of [grace, alan, ada])
      await db().user.create({ data: { id, email, name, role, emailConfirmedAt } });
  });

  beforeEach(async () => {
    session.user = grace;
    for (const { id, role } of [grace, alan, ada])
      await db().user.update({ where: { id }, data: { role, state: "active" } });
  });

  it("is for administrators alone, and changes nothing for others", async () => {
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      const answers = [
        await GET(request("GET")),
        await add({ name: "Eve", email: "eve@example.com" }),
        await change(alan.id, { state: "blocked" }),
        await reset(alan.id),
        await endSessions(alan.id),
      ];
      expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(status));
    }
    expect(await stored(alan.id)).toMatchObject({ state: "active", sessionVersion: 1 });
    expect(await db().user.count({ where: { email: "eve@example.com" } })).toBe(0);
  });

  it("adds an account whose password is shown once and stored as a hash", async () => {
    const response = await add({ name: "Joan", email: "Joan@Example.com" });
    expect(response.status).toBe(201);
    const { id, email, password } = madePassword.parse(await response.json());
    const user = await stored(id);
    expect([email, user.role, user.state]).toEqual(["joan@example.com", "developer", "active"]);
    expect(await verifyPassword(user.passwordHash, password)).toBe(true);
    expect(JSON.stringify(await db().auditEvent.findMany({ where: { targetId: id } }))).not.toContain(
      password,
    );

    const again = await add({ name: "Joan", email: "joan@example.com" });
    expect([again.status, (await again.json()).errors[0].field]).toEqual([400, "email"]);
  });

  it("blocks and activates, promotes and demotes: sessions end, the gateways hear of it, the log keeps it", async () => {
    for (const [changes, action] of [
      [{ state: "blocked" }, "blocked"],
      [{ state: "active" }, "active"],
      [{ role: "admin" }, "admin"],
      [{ role: "developer" }, "developer"],
    ] as const) {
      const [before, revisions] = [await stored(ada.id), await readRevisions()];
      expect((await change(ada.id, changes)).status).toBe(204);
      const after = await stored(ada.id);
      expect(Object.values(changes)).toContain("role" in changes ? after.role : after.state);
      expect(after.sessionVersion).toBe(before.sessionVersion + 1);
      expect((await readRevisions()).subscriptions).toBe(revisions.subscriptions + 1);
      const [event] = await db().auditEvent.findMany({
        where: { targetId: ada.id, action: "user.update" },
        orderBy: { at: "desc" },
        take: 1,
      });
      expect(JSON.stringify(event?.after)).toContain(action);
    }
  });

  it("takes single acts of two administrators at one moment, each leaving what it does not name", async () => {
    const blocked = change(ada.id, { state: "blocked" });
    session.user = alan;
    const promoted = change(ada.id, { role: "admin" });
    expect((await Promise.all([blocked, promoted])).map(({ status }) => status)).toEqual([204, 204]);
    expect(await stored(ada.id)).toMatchObject({ state: "blocked", role: "admin" });
  });

  it("opens no account that its owner has not opened, not by way of blocking it either", async () => {
    await db().user.create({
      data: {
        id: "eve",
        email: "eve@example.com",
        name: "Eve",
        state: "pending",
        passwordHash: "a stranger's",
      },
    });
    expect((await change("eve", { state: "active" })).status).toBe(409);
    expect((await change("eve", { state: "blocked" })).status).toBe(204);
    expect((await change("eve", { state: "active" })).status).toBe(204);
    expect((await stored("eve")).state).toBe("pending");
  });

  it("lets nobody change their own account, so that an administrator always stays", async () => {
    for (const answer of [
      await change(grace.id, { role: "developer" }),
      await change(grace.id, { state: "blocked" }),
      await reset(grace.id),
      await endSessions(grace.id),
    ])
      expect(answer.status).toBe(409);

    session.user = grace;
    const demoted = change(alan.id, { role: "developer" });
    session.user = alan;
    const other = change(grace.id, { role: "developer" });
    const statuses = (await Promise.all([demoted, other])).map(({ status }) => status).sort();
    expect(statuses).toEqual([204, 403]);
    expect(await db().user.count({ where: { role: "admin", state: "active" } })).toBe(1);
  });

  it("resets a password: the old one stops, the new one is shown once", async () => {
    const before = await stored(ada.id);
    const { password } = madePassword.parse(await (await reset(ada.id)).json());
    const after = await stored(ada.id);
    expect(await verifyPassword(after.passwordHash, password)).toBe(true);
    expect(after.sessionVersion).toBe(before.sessionVersion + 1);
    expect((await reset("nobody")).status).toBe(404);
  });

  it("names the field that is wrong and takes none that it does not know", async () => {
    for (const [input, field] of [
      [{ name: " ", email: "a@example.com" }, "name"],
      [{ name: "A", email: "a" }, "email"],
      [{ name: "A", email: "a@example.com", role: "owner" }, "role"],
      [{ name: "A", email: "a@example.com", passwordHash: "x" }, "passwordHash"],
    ] as const) {
      const answer = await add(input);
      expect([answer.status, (await answer.json()).errors[0].field]).toEqual([400, field]);
    }
    expect((await change(ada.id, { state: "pending" })).status).toBe(400);
    expect((await change(ada.id, { sessionVersion: 1 })).status).toBe(400);
  });

  it("lists by kind and by words of name and email", async () => {
    expect((await list("?search=ADA")).items).toMatchObject([{ id: ada.id, subscriptionCount: 0 }]);
    expect((await list("?show=administrators")).items.map(({ id }: { id: string }) => id)).toEqual([
      alan.id,
      grace.id,
    ]);
    expect(JSON.stringify(await list())).not.toContain("argon2");
  });
});
