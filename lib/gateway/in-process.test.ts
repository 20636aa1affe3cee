import { afterEach, describe, expect, it } from "vitest";
import type { GatewayCall } from "./call";
import type { BackendCredential } from "./entries";
import { callInProcess, type InProcessAnswer } from "./in-process";
import {
  api,
  product,
  startBackend,
  startDoor,
  startRawBackend,
  subscription,
  type TestDoor,
} from "./testing";

let door: TestDoor;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await door.close();
  for (const close of closing.splice(0)) await close();
});

async function open(url: string, known = subscription(), credential: BackendCredential | null = null) {
  const entry = api(url, { schemes: "https" });
  const apis = [{ ...entry, backend: { ...entry.backend, credential } }];
  const settings = { plainHttp: "refuse" } as const;
  door = await startDoor({
    catalogue: { apis, products: [product("starter")] },
    subscription: known,
    settings,
  });
}

function consoleCall(more: Partial<GatewayCall> = {}): GatewayCall {
  return {
    source: "console",
    method: "POST",
    target: "/demo/x?y=1",
    headers: ["Content-Type", "application/json"],
    body: { lengthBytes: 2, open: () => Buffer.from("{}") },
    scheme: "http",
    host: "portal.test",
    clientAddress: "10.1.1.1",
    forwardedFor: "10.1.1.1",
    knownCaller: { userId: "user", subscriptionId: "sub" },
    refused: null,
    ...more,
  };
}

function send(call: GatewayCall, signal = new AbortController().signal): Promise<InProcessAnswer> {
  return callInProcess(door.gateway, call, signal);
}

async function text(answer: InProcessAnswer): Promise<string> {
  return await new Response(answer.body).text();
}

describe("a call from the console", () => {
  it("as a test is as nobody, and only the console makes tests", async () => {
    const backend = await startBackend((_req, res) => res.end("ok"));
    closing.push(backend.close);
    await open(backend.url);
    const knownCaller = { userId: "user", subscriptionId: null, isTester: true };
    const answer = await send(consoleCall({ knownCaller }));
    expect([answer.status, (await answer.report).record.productId]).toEqual([200, null]);
    const outside = await send(consoleCall({ knownCaller, source: "gateway", scheme: "https" }));
    expect(outside.status).toBe(401);
  });

  it("goes the road every call goes, as its own subscription, without a key", async () => {
    const backend = await startBackend((_req, res) => {
      res.writeHead(201, ["X-A", "1", "X-A", "2"]);
      res.end("made");
    });
    closing.push(backend.close);
    await open(backend.url, subscription(), { kind: "query", name: "code", value: "hush" });
    const answer = await send(consoleCall());
    expect(answer).toMatchObject({ status: 201, reason: "Created" });
    expect(answer.headers.filter((_, n) => answer.headers[n - (n % 2)] === "X-A")).toEqual([
      "X-A",
      "1",
      "X-A",
      "2",
    ]);
    expect(await text(answer)).toBe("made");
    expect(backend.seen[0]).toMatchObject({ method: "POST", url: "/x?y=1&code=hush" });
    const report = await answer.report;
    expect(report.requestedUrl).toBe(`${backend.url}/x?y=1&code=••••`);
    expect(report.record).toMatchObject({
      source: "console",
      subscriptionId: "sub",
      userId: "user",
      requestBytes: 2,
    });
    expect(report.totalMs).toBeGreaterThanOrEqual(report.backendMs ?? Number.NaN);
    expect(report.gatewayMs).toBeCloseTo(report.totalMs - (report.backendMs ?? 0));
    expect(report.backendHeadMs).toBeLessThanOrEqual(report.backendMs ?? Number.NaN);
    expect(JSON.stringify(report)).not.toContain("hush");
  });

  it("is refused like every other, with the reason", async () => {
    await open("http://127.0.0.1:9", subscription({ state: "suspended" }));
    const answer = await send(consoleCall());
    expect(answer.status).toBe(401);
    expect(JSON.parse(await text(answer))).toMatchObject({ reason: "the subscription is suspended" });
    expect(await answer.report).toMatchObject({
      refusal: { code: "invalid-key" },
      requestedUrl: null,
      backendMs: null,
    });
  });

  it("cannot use another's subscription", async () => {
    await open("http://127.0.0.1:9");
    const answer = await send(consoleCall({ knownCaller: { userId: "mallory", subscriptionId: "sub" } }));
    expect(answer.status).toBe(401);
  });

  it("takes no key from a header: who calls is an argument", async () => {
    await open("http://127.0.0.1:9");
    const headers = ["Ocp-Apim-Subscription-Key", "gate_test_key"];
    const answer = await send(
      consoleCall({ headers, knownCaller: { userId: "user", subscriptionId: null } }),
    );
    expect(answer.status).toBe(401);
  });

  it("that is cancelled closes the backend's connection", async () => {
    const controller = new AbortController();
    const raw = await startRawBackend(() => controller.abort());
    closing.push(raw.close);
    await open(raw.url);
    await expect(send(consoleCall(), controller.signal)).rejects.toMatchObject({ name: "AbortError" });
    const [socket] = raw.sockets;
    if (socket?.closed === false) await new Promise<void>((resolve) => socket.on("close", () => resolve()));
    expect(await door.record(0)).toMatchObject({ status: 499 });
  });

  it("whose reader stops reading closes the backend's connection", async () => {
    const raw = await startRawBackend((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n");
    });
    closing.push(raw.close);
    await open(raw.url);
    const answer = await send(consoleCall());
    const reader = answer.body.getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("part");
    await reader.cancel();
    expect(await door.record(0)).toMatchObject({ status: 200, responseBytes: 4 });
  });

  it("whose answer breaks off ends in an error", async () => {
    const raw = await startRawBackend((socket) => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart");
    });
    closing.push(raw.close);
    await open(raw.url);
    await expect(text(await send(consoleCall()))).rejects.toThrow();
  });

  it("a large answer waits for its reader", async () => {
    const backend = await startBackend((_req, res) => res.end(Buffer.alloc(8 * 1024 * 1024, 7)));
    closing.push(backend.close);
    await open(backend.url);
    const answer = await send(consoleCall());
    const body = Buffer.from(await new Response(answer.body).arrayBuffer());
    expect(body.length).toBe(8 * 1024 * 1024);
    expect(body.every((byte) => byte === 7)).toBe(true);
  });
});
