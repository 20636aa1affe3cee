import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { type Runtime, startRuntime } from "@/lib/runtime";
import type { TryItInput } from "@/lib/try-it/schema";
import { POST } from "./route";
import {
  ada,
  adasKey,
  backendSecret,
  bob,
  input,
  type Listener,
  post,
  readCourse,
  seedCatalogue,
  startListener,
} from "./testing";

const session = vi.hoisted(() => {
  // Before the first import reads the environment.
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the console know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const image = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
let backend: Listener;
let canary: Listener;
let running: Runtime;

const send = async (more: Partial<TryItInput> = {}) => readCourse(await POST(post(input(more))));
const refusal = async (body: unknown) => {
  const response = await POST(post(body));
  const { detail, errors = [] } = (await response.json()) as {
    detail: string;
    errors?: { field: string; message: string }[];
  };
  return { status: response.status, detail, fields: errors.map(({ field }) => field) };
};

describe("the console's route", () => {
  useTestDatabase();

  beforeAll(async () => {
    canary = await startListener((_, response) => response.end("canary"));
    backend = await startListener((request, response) => {
      if (request.url?.startsWith("/score/image")) {
        response.writeHead(200, { "Content-Type": "image/png" }).end(image);
      } else if (request.url?.startsWith("/score/cut")) {
        response.writeHead(200, { "Content-Length": "100" }).write("half");
        setImmediate(() => response.destroy());
      } else {
        response.writeHead(201, "Made", [
          ["Content-Type", "application/json"],
          ["X-Twice", "1"],
          ["X-Twice", "2"],
          ["X-Echo", `Bearer ${backendSecret}`],
        ]);
        response.end('{"ok":true}');
      }
    });
    await seedCatalogue(backend.url);
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
  });
  afterAll(async () => {
    await running.close();
    await backend.close();
    await canary.close();
  });
  beforeEach(() => {
    session.user = ada;
    backend.requests.length = 0;
  });

  it("calls as the developer's own subscription and tells the course of the call", async () => {
    const course = await send({ headers: [["X-Mine", "a"]] });
    expect(course.sent).toEqual({
      method: "POST",
      url: "https://portal.example/gateway/demo/score/m1?v=2.0",
      headers: [
        ["Content-Type", "application/json"],
        ["X-Mine", "a"],
      ],
    });
    expect(course.head).toMatchObject({ status: 201, reason: "Made" });
    expect(course.head?.headers.filter(([name]) => name === "X-Twice").map(([, value]) => value)).toEqual([
      "1",
      "2",
    ]);
    expect(course.body.toString()).toBe('{"ok":true}');
    expect(course.report).toMatchObject({ status: 201, requestBytes: 7, responseBytes: 11, refusal: null });
    expect(course.report?.requestId).toBe(
      course.head?.headers.find(([name]) => name.toLowerCase() === "x-request-id")?.[1],
    );
    expect(backend.requests).toMatchObject([{ method: "POST", url: "/score/m1?v=2.0", body: '{"a":1}' }]);
  });

  it("sends on nothing of the browser's own request, and adds the backend's credential without showing it", async () => {
    const response = await POST(post(input()));
    const bytes = Buffer.from(await response.clone().arrayBuffer()).toString("latin1");
    await response.body?.cancel();
    const [received] = backend.requests;
    expect(received?.headers.authorization).toBe(`Bearer ${backendSecret}`);
    expect(received?.headers.cookie).toBeUndefined();
    expect(received?.headers.origin).toBeUndefined();
    expect(received?.headers["x-gatehouse-client-address"]).toBeUndefined();
    expect(received?.headers["x-forwarded-for"]).toBe("203.0.113.7");
    expect(bytes).not.toContain(backendSecret);
    expect(bytes).not.toContain(backend.url);
  });

  it("refuses beyond the limit, with the counter and when it resets", async () => {
    for (let call = 0; call < 3; call++)
      expect((await send({ subscriptionId: "spent" })).head?.status).toBe(201);
    const { head, report } = await send({ subscriptionId: "spent" });
    expect(head?.status).toBe(429);
    expect(report?.refusal).toMatchObject({
      code: "rate-limit",
      limit: {
        scope: "product",
        name: "Limited",
        kind: "rate",
        measure: "calls",
        limit: 3,
        used: 3,
        periodSeconds: 60,
      },
    });
    expect(report?.refusal?.retryAfterSeconds).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain("limited");
  });

  it("takes a pasted key in place of the session's subscription", async () => {
    session.user = bob;
    expect((await send({ subscriptionId: null, key: adasKey })).report).toMatchObject({ status: 201 });
    const { report } = await send({ subscriptionId: null, key: `${adasKey}x` });
    expect(report?.refusal?.code).toBe("invalid-key");
  });

  it("takes a key that was typed as a header, before a chosen subscription", async () => {
    const wrong = await send({ headers: [["ocp-apim-subscription-key", "gate_wrong"]] });
    expect(wrong.report?.refusal?.code).toBe("invalid-key");
    session.user = bob;
    const right = await send({ subscriptionId: null, headers: [["ocp-apim-subscription-key", adasKey]] });
    expect(right.report).toMatchObject({ status: 201 });
    expect(JSON.stringify(right.sent)).not.toContain(adasKey);
    expect(backend.requests[0]?.headers["ocp-apim-subscription-key"]).toBeUndefined();
  });

  it("never calls with another developer's subscription", async () => {
    session.user = bob;
    const { report } = await send({ subscriptionId: "adas" });
    const missing = await send({ subscriptionId: "no-such" });
    expect(report?.refusal).toEqual(missing.report?.refusal);
    expect(report?.refusal?.code).toBe("invalid-key");
    expect(backend.requests).toEqual([]);
  });

  it("without a key, an API that asks for one refuses and an open one answers", async () => {
    expect((await send({ subscriptionId: null })).report?.refusal?.code).toBe("missing-key");
    session.user = null;
    expect((await send({ operationId: "open-score", subscriptionId: null })).head?.status).toBe(201);
  });

  it("hides an operation that the visitor may not see like one that is not there", async () => {
    session.user = null;
    const hidden = await refusal(input({ subscriptionId: null }));
    expect(hidden).toEqual(await refusal(input({ operationId: "none", subscriptionId: null })));
    expect(hidden.status).toBe(404);
    expect(backend.requests).toEqual([]);
  });

  it("asks a visitor whose session has ended to sign in", async () => {
    session.user = null;
    const refused = await refusal(input({ operationId: "open-score", subscriptionId: "adas" }));
    expect(refused).toMatchObject({ status: 400, fields: ["subscriptionId"] });
  });

  it("refuses a call that another site sends", async () => {
    const headers = { Origin: "https://evil.example", "Content-Type": "application/json" };
    expect((await POST(post(input(), { headers }))).status).toBe(403);
    expect(backend.requests).toEqual([]);
  });

  it("names each wrong field, and sends nothing", async () => {
    const refused = await refusal(
      input({
        parameters: { "path:model": "" },
        headers: [["Host", "x"]],
        body: { kind: "base64", data: "" },
      }),
    );
    expect(refused).toMatchObject({ status: 400, fields: ["parameters.path:model", "headers.0.name"] });
    expect(await refusal(input({ body: { kind: "base64", data: "a b" } }))).toMatchObject({
      status: 400,
      fields: ["body.data"],
    });
    expect(backend.requests).toEqual([]);
  });

  it("passes bytes of any kind both ways", async () => {
    const course = await send({
      parameters: { "path:model": "image", "query:version": "2.0" },
      contentType: "application/octet-stream",
      body: { kind: "base64", data: Buffer.from("\u0000č").toString("base64") },
    });
    expect(course.body.equals(image)).toBe(true);
    expect(backend.requests[0]?.body).toBe("\u0000č");
  });

  it("tells an answer that broke off from one that ended", async () => {
    session.user = null;
    const course = await send({
      operationId: "open-score",
      subscriptionId: null,
      parameters: { "path:model": "cut", "query:version": "2.0" },
    });
    expect(course).toMatchObject({ broken: true, head: { status: 200 }, report: { status: 200 } });
    expect(course.body.toString()).toBe("half");
  });

  describe("lets no value say where the call goes", () => {
    const evils = () => {
      const host = canary.url.slice("http://".length);
      return [
        canary.url,
        `//${host}`,
        `@${host}`,
        `\\${host}`,
        `\\\\${host}\\x`,
        `..%2f..%2f@${host}`,
        `../../${host}`,
        `x@${host}/`,
        `#@${host}`,
        `?url=${canary.url}`,
        `%0d%0aHost: ${host}`,
        `\r\nHost: ${host}`,
        `;@${host}`,
        ":80@",
        "..",
        "%2e%2e",
        "..%252f",
      ];
    };
    /** Every place of a call that takes a text. */
    const places: Record<string, (evil: string) => Record<string, unknown>> = {
      "a path value": (evil) => input({ parameters: { "path:model": evil, "query:version": "2.0" } }),
      "a query value": (evil) => input({ parameters: { "path:model": "m", "query:version": evil } }),
      "a parameter's name": (evil) => input({ parameters: { "path:model": "m", [evil]: evil } }),
      "a header's name": (evil) => input({ headers: [[evil, "x"]] }),
      "a header's value": (evil) => input({ headers: [["X-Where", evil]] }),
      "the Host header": (evil) => input({ headers: [["Host", evil]] }),
      "a forwarding header": (evil) => input({ headers: [["X-Forwarded-Host", evil]] }),
      "the content type": (evil) => input({ contentType: evil }),
      "the body": (evil) => input({ body: { kind: "text", text: evil } }),
      "the operation's id": (evil) => input({ operationId: evil }),
      "the subscription's id": (evil) => input({ subscriptionId: evil }),
      "the key": (evil) => input({ subscriptionId: null, key: evil }),
      "a url beside the rest": (evil) => ({ ...input(), url: evil }),
      "a base URL beside the rest": (evil) => ({ ...input(), baseUrl: evil }),
      "a url in the body's part": (evil) => ({ ...input(), body: { kind: "text", text: "", url: evil } }),
    };

    it.each(Object.keys(places))("%s", async (place) => {
      const ownHost = backend.url.slice("http://".length);
      for (const evil of evils()) {
        backend.requests.length = 0;
        const response = await POST(post(places[place]?.(evil)));
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
        for (const request of backend.requests) {
          expect(request.headers.host).toBe(ownHost);
          expect(request.url).toMatch(/^\/score\/[^/?]+\?v=[^&]*$/);
        }
      }
      expect(canary.requests).toEqual([]);
    });

    it("takes no field that it does not know, at any depth, however it is spelled", async () => {
      const polluted = JSON.parse('{"__proto__":{"url":"http://evil.example"},"constructor":{}}') as object;
      expect((await refusal({ ...input(), ...polluted, constructor: {} })).status).toBe(400);
      for (const wrong of [
        null,
        [],
        "x",
        1,
        {},
        { ...input(), parameters: { "path:model": { toString: "x" } } },
      ]) {
        expect((await refusal(wrong)).status).toBe(400);
      }
      expect(backend.requests).toEqual([]);
    });
  });
});
