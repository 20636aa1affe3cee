import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { pausesMs } from "@/lib/mail/sender";
import { notify } from "@/lib/notifications/commands";
import { webhookPost } from "@/lib/runtime/webhook-post";
import { signatureOf } from "@/lib/webhooks/secret";
import { sendDueDeliveries } from "@/lib/webhooks/sender";
import { POST as REDELIVER } from "./[webhookId]/deliveries/[deliveryId]/route";
import { DELETE, PUT } from "./[webhookId]/route";
import { POST as TEST } from "./[webhookId]/test/route";
import { POST as ADD } from "./route";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of webhooks know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const grace: SignedInUser = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" };
const ada: SignedInUser = { id: "ada", email: "ada@example.com", name: "Ada", role: "developer" };
const start = new Date("2026-03-01T10:00:00Z");
const values = { name: "Ada", email: "ada@example.com", link: "https://portal.example/admin/users" };

function send(
  route: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>,
  {
    method = "POST",
    body,
    params = {},
  }: { method?: string; body?: unknown; params?: Record<string, string> },
) {
  const request = new Request("https://portal.example/api/webhooks", {
    method,
    headers: { Origin: "https://portal.example", "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return route(request, { params: Promise.resolve(params) });
}

describe("a webhook", () => {
  useTestDatabase();
  const received: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];
  let answer = 200;
  /** Requests here get an answer that never ends, and those beneath none at all. */
  const neverEnding = "/trickle";
  const silent = "/silent";
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body, path: request.url ?? "" });
      if (request.url === silent) return;
      if (request.url === neverEnding) {
        response.writeHead(200).write("more");
        return;
      }
      response.writeHead(answer, { Location: "/elsewhere" }).end("thanks");
    });
  });
  const open = webhookPost(["loopback"]);
  const guarded = webhookPost([]);
  const hasty = webhookPost(["loopback"], 300);
  const deliver = (now = start, { post } = open) => sendDueDeliveries(post, { now: () => now });
  const input = () => ({
    name: "Chat",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?room=1`,
    events: ["user.new"],
  });
  const add = async (changes = {}) =>
    (await send(ADD, { body: { ...input(), ...changes } })).json() as Promise<{ id: string; secret: string }>;
  const tell = (now = start) =>
    transact((tx) => notify(tx, { event: "user.new", values, receivers: [] }, now));
  const only = () => db().webhookDelivery.findFirstOrThrow();

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([open.close(), guarded.close(), hasty.close()]);
  });
  beforeEach(async () => {
    await db().webhook.deleteMany();
    received.length = 0;
    answer = 200;
    session.user = grace;
  });

  it("is told of an event once, signed with the secret that was shown once", async () => {
    const { secret } = await add();
    await tell();
    await Promise.all([deliver(), deliver()]);
    expect(received).toHaveLength(1);
    const [{ headers, body, path } = { headers: {}, body: "", path: "" }] = received;
    expect(path).toBe("/hook?room=1");
    expect(JSON.parse(body)).toMatchObject({ event: "user.new", at: start.toISOString(), data: values });
    const timestamp = Number(headers["x-gatehouse-timestamp"]);
    expect(timestamp).toBe(start.getTime() / 1000);
    expect(headers["x-gatehouse-signature"]).toBe(signatureOf(body, { secret, timestamp }));
    expect(await only()).toMatchObject({ state: "sent", lastStatus: 200, attempts: 1 });
    expect(JSON.stringify(await db().webhook.findMany())).not.toContain(secret);
  });

  it("is told of what it asked for alone, and of nothing while it is paused", async () => {
    await add({ events: ["api.changed"] });
    await add({ active: false });
    await tell();
    expect(await db().webhookDelivery.count()).toBe(0);
  });

  it.each([500, 404, 302])(
    "is tried again with growing pauses after an answer of %i, and follows no redirect",
    async (status) => {
      await add();
      await tell();
      answer = status;
      await deliver();
      expect(await only()).toMatchObject({
        state: "waiting",
        lastStatus: status,
        nextAttemptAt: new Date(start.getTime() + (pausesMs[0] ?? 0)),
      });
      for (let n = 1; n <= pausesMs.length; n += 1)
        await deliver(new Date(start.getTime() + n * 200_000_000));
      expect(await only()).toMatchObject({ state: "failed", attempts: pausesMs.length + 1 });
      expect(received.map(({ path }) => path)).not.toContain("/elsewhere");
    },
  );

  it.each(["127.0.0.1", "localhost", "[::1]", "2130706433"])(
    "never reaches the private address %s",
    async (host) => {
      await add({ url: input().url.replace("127.0.0.1", host) });
      await tell();
      await deliver(start, guarded);
      expect(received).toEqual([]);
      expect((await only()).lastError).toContain("not allowed");
    },
  );

  it("is told though another never ends its answer, and one that says nothing is given up", async () => {
    const at = (path: string) => ({ url: input().url.replace("/hook?room=1", path) });
    await add(at(silent));
    await add(at(neverEnding));
    await add(at("/well"));
    await tell();
    const began = performance.now();
    await deliver(start, hasty);
    expect(performance.now() - began).toBeLessThan(5_000);
    const rows = await db().webhookDelivery.findMany({ include: { webhook: true } });
    const states = rows.map(({ state, webhook }) => `${new URL(webhook.url).pathname} ${state}`).sort();
    expect(states).toEqual(["/silent waiting", "/trickle sent", "/well sent"]);
  });

  it("holds up no shutdown: an attempt that is under way ends with it, and is made again later", async () => {
    await add({ url: input().url.replace("/hook?room=1", silent) });
    await tell();
    const stopping = new AbortController();
    const telling = sendDueDeliveries(open.post, { now: () => start, signal: stopping.signal });
    await expect.poll(() => received).toHaveLength(1);
    stopping.abort();
    await telling;
    expect(await only()).toMatchObject({ state: "waiting", attempts: 1 });
  });

  it("is told of nothing that was waiting when it was paused, until it goes on", async () => {
    const { id: webhookId } = await add();
    await tell();
    const set = (active: boolean) =>
      send(PUT, { method: "PUT", body: { ...input(), active }, params: { webhookId } });
    await set(false);
    await deliver();
    expect(received).toEqual([]);
    await send(TEST, { params: { webhookId } });
    await deliver(new Date(Date.now() + 1_000));
    expect(received.map(({ headers }) => headers["x-gatehouse-event"])).toEqual(["test"]);
    await set(true);
    await deliver(new Date(Date.now() + 1_000));
    expect(received).toHaveLength(2);
  });

  it("can be tested, and sends a delivery of its log once more", async () => {
    const { id: webhookId } = await add();
    expect((await send(TEST, { params: { webhookId } })).status).toBe(204);
    const { id: deliveryId } = await only();
    const again = (params: Record<string, string>) => send(REDELIVER, { params });
    expect((await again({ webhookId, deliveryId })).status).toBe(409);
    const soon = new Date(Date.now() + 1_000);
    await deliver(soon);
    expect((await again({ webhookId, deliveryId })).status).toBe(204);
    expect((await again({ webhookId, deliveryId: "none" })).status).toBe(404);
    await deliver(soon);
    expect(received.map(({ body }) => JSON.parse(body).id)).toEqual([deliveryId, deliveryId]);
  });

  it.each(["ftp://a.example/", "https://user:pass@a.example/", "nothing", "javascript:alert(1)"])(
    "refuses the URL %s",
    async (url) => {
      expect((await send(ADD, { body: { ...input(), url } })).status).toBe(400);
    },
  );

  it("is for administrators alone", async () => {
    const { id: webhookId } = await add();
    for (const [user, status] of [
      [null, 401],
      [ada, 403],
    ] as const) {
      session.user = user;
      const answers = [
        await send(ADD, { body: input() }),
        await send(PUT, { method: "PUT", body: input(), params: { webhookId } }),
        await send(DELETE, { method: "DELETE", params: { webhookId } }),
        await send(TEST, { params: { webhookId } }),
        await send(REDELIVER, { params: { webhookId, deliveryId: "some" } }),
      ];
      expect(answers.map((one) => one.status)).toEqual(Array(5).fill(status));
    }
    session.user = grace;
    const paused = { ...input(), name: "Room", active: false };
    expect((await send(PUT, { method: "PUT", body: paused, params: { webhookId } })).status).toBe(204);
    expect(await db().webhook.findFirst()).toMatchObject({ name: "Room", active: false });
    expect((await send(DELETE, { method: "DELETE", params: { webhookId } })).status).toBe(204);
    expect(await db().webhook.count()).toBe(0);
  });
});
