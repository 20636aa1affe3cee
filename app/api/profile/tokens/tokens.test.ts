import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { mailTemplates } from "@/lib/messages/en/mail-templates";
import { accessTokens, type MadeToken, madeToken, type TokenInput } from "@/lib/tokens/schema";
import { GET as AUDIT } from "../../audit/route";
import { PUT as SET_RULE } from "../../notifications/[event]/route";
import { PUT as ORGANISATION } from "../../settings/organisation/route";
import { PUT as SIGN_UP } from "../../settings/sign-up/route";
import { PATCH as CHANGE_USER } from "../../users/[userId]/route";
import { POST as ADD_USER } from "../../users/route";
import { PUT as PASSWORD } from "../password/route";
import { PATCH as RENAME } from "../route";
import { DELETE } from "./[tokenId]/route";
import { GET, POST } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of tokens know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const alan: SignedInUser = { id: "alan", email: "alan@example.com", name: "Alan", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };

/** A request of a script: no cookie, no Origin. */
function scripted(method: string, token: string, body?: unknown): Request {
  return new Request("https://portal.example/api/x", {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
function byBrowser(method: string, body?: unknown): Request {
  return new Request("https://portal.example/api/x", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const context = (tokenId: string) => ({ params: Promise.resolve({ tokenId }) });
const create = (input: Partial<TokenInput> = {}) => POST(byBrowser("POST", { name: "CI", ...input }));
async function make(input: Partial<TokenInput> = {}, owner = grace): Promise<MadeToken> {
  session.user = owner;
  const made = madeToken.parse(await (await create(input)).json());
  session.user = null;
  return made;
}
const read = async (token: string) => (await AUDIT(scripted("GET", token))).status;
const write = async (token: string) => (await RENAME(scripted("PATCH", token, { name: "Grace H." }))).status;

describe("access tokens", () => {
  useTestDatabase();

  beforeAll(async () => {
    const emailConfirmedAt = new Date();
    for (const { id, email, name, role } of [grace, alan, ada])
      await db().user.create({ data: { id, email, name, role, emailConfirmedAt } });
  });
  beforeEach(async () => {
    session.user = null;
    await db().accessToken.deleteMany();
    await db().user.update({ where: { id: grace.id }, data: { role: "admin", state: "active" } });
  });

  it("are made by administrators alone, shown once, and stored as a keyed hash", async () => {
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      const answers = [
        await create(),
        await GET(byBrowser("GET")),
        await DELETE(byBrowser("DELETE"), context("x")),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    }
    const { value, masked } = await make();
    expect(value).toMatch(/^gatepat_[\w-]{43}$/);
    const stored = JSON.stringify([await db().accessToken.findMany(), await db().auditEvent.findMany()]);
    expect(stored).not.toContain(value);
    session.user = grace;
    const { items } = accessTokens.parse(await (await GET(byBrowser("GET"))).json());
    expect(items).toMatchObject([{ name: "CI", masked, scope: "read", lastUsedAtMs: null }]);
    session.user = alan;
    expect((await (await GET(byBrowser("GET"))).json()).items).toEqual([]);
  });

  it("do what their scope says, without cookie or Origin, and tell when they were used", async () => {
    const [reader, writer] = [await make(), await make({ name: "Deploy", scope: "write" })];
    expect([await read(reader.value), await write(reader.value)]).toEqual([200, 403]);
    expect([await read(writer.value), await write(writer.value)]).toEqual([200, 204]);
    expect(await db().accessToken.count({ where: { lastUsedAt: null } })).toBe(0);
    const event = await db().auditEvent.findFirstOrThrow({ where: { action: "user.rename" } });
    expect(event).toMatchObject({ actorId: grace.id, actorName: "grace@example.com (token Deploy)" });
  });

  it("stand alone: a wrong one is refused, whoever's session comes with it, and a session still needs its origin", async () => {
    session.user = grace;
    expect(await read("gatepat_unknown")).toBe(401);
    expect(await read("")).toBe(401);
    expect(await write("gate_a-subscription-key")).toBe(401);
    const withoutToken = new Request("https://portal.example/api/x", {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: "Eve" }),
    });
    expect((await RENAME(withoutToken)).status).toBe(403);
    const { value } = await make({ scope: "write" }, alan);
    session.user = grace;
    await RENAME(scripted("PATCH", value, { name: "Alan T." }));
    expect((await db().user.findUniqueOrThrow({ where: { id: alan.id } })).name).toBe("Alan T.");
  });

  it("stop at once: revoked, expired, or their owner blocked, demoted or gone; and do not come back", async () => {
    const token = await make({ scope: "write" });
    session.user = alan;
    expect((await DELETE(byBrowser("DELETE"), context(token.id))).status).toBe(404);
    expect(await read(token.value)).toBe(200);
    session.user = grace;
    expect((await DELETE(byBrowser("DELETE"), context(token.id))).status).toBe(204);
    expect(await read(token.value)).toBe(401);

    const expired = await make();
    await db().accessToken.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
    expect(await read(expired.value)).toBe(401);

    for (const [change, back] of [
      [{ state: "blocked" }, { state: "active" }],
      [{ role: "developer" }, { role: "admin" }],
    ] as const) {
      const made = await make({ name: JSON.stringify(change) });
      // As an operator might do it, past the console.
      await db().user.update({ where: { id: grace.id }, data: change });
      expect(await read(made.value)).toBe(401);
      await db().user.update({ where: { id: grace.id }, data: back });
      expect(await read(made.value)).toBe(200);
      for (const step of [change, back]) {
        session.user = alan;
        const params = { params: Promise.resolve({ userId: grace.id }) };
        expect((await CHANGE_USER(byBrowser("PATCH", step), params)).status).toBe(204);
      }
      expect(await read(made.value)).toBe(401);
    }
  });

  it("make no tokens, change no passwords and give nobody an administrator's rights", async () => {
    const { value, id } = await make({ scope: "write" });
    const admin = { name: "Eve", email: "eve@example.com", role: "admin" };
    const params = { params: Promise.resolve({ userId: ada.id }) };
    for (const answer of [
      await POST(scripted("POST", value, { name: "Another" })),
      await GET(scripted("GET", value)),
      await DELETE(scripted("DELETE", value), context(id)),
      await PASSWORD(scripted("PUT", value, { currentPassword: "x", newPassword: "velvet anchor thirty" })),
      await ADD_USER(scripted("POST", value, admin)),
      await CHANGE_USER(scripted("PATCH", value, { role: "admin" }), params),
    ])
      expect(answer.status).toBe(403);
    expect(await db().user.count({ where: { role: "admin" } })).toBe(2);
    expect((await CHANGE_USER(scripted("PATCH", value, { state: "blocked" }), params)).status).toBe(204);
    expect((await ORGANISATION(scripted("PUT", value, { name: "Scripted" }))).status).toBe(204);
  });

  it("have names of their own, an end, and a number", async () => {
    session.user = grace;
    for (const [input, field] of [
      [{ name: " " }, "name"],
      [{ scope: "admin" }, "scope"],
      [{ expiresInDays: 10_000 }, "expiresInDays"],
      [{ userId: "alan" }, "userId"],
    ] as const) {
      const answer = await create(input as Partial<TokenInput>);
      expect([answer.status, (await answer.json()).errors[0].field]).toEqual([400, field]);
    }
    for (let index = 0; index < 20; index += 1) {
      expect((await create({ name: `token ${index}` })).status).toBe(201);
    }
    expect((await create({ name: "one more" })).status).toBe(409);
    await db().accessToken.deleteMany({ where: { name: "token 0" } });
    expect((await (await create({ name: "token 1" })).json()).errors[0].field).toBe("name");
  });

  it("neither open an administrator's account nor change who gets an account, by way of settings either", async () => {
    const { value } = await make({ scope: "write" });
    await db().user.update({ where: { id: alan.id }, data: { state: "blocked" } });
    const params = Promise.resolve({ userId: alan.id });
    const activate = CHANGE_USER(scripted("PATCH", value, { state: "active" }), { params });
    const rule = (event: "account.reset" | "user.new") =>
      SET_RULE(scripted("PUT", value, { ...mailTemplates[event], mailed: true, copies: [] }), {
        params: Promise.resolve({ event }),
      });
    const answers = [
      await activate,
      await rule("account.reset"),
      await SIGN_UP(scripted("PUT", value, { mode: "open", domains: [] })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await db().user.findUniqueOrThrow({ where: { id: alan.id } })).state).toBe("blocked");
    expect((await rule("user.new")).status).toBe(204);
    await db().user.update({ where: { id: alan.id }, data: { state: "active" } });
  });
});
