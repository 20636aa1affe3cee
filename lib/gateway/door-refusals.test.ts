import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LimitRule, systemClock } from "@/lib/limits/counter";
import { createMemoryCounter } from "@/lib/limits/memory";
import type { GatewayParts } from "./parts";
import {
  api,
  type Backend,
  call,
  exchange,
  key,
  operation,
  product,
  request,
  startBackend,
  startDoor,
  startRawBackend,
  subscription,
  type TestDoor,
} from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend();
});

afterAll(async () => {
  await backend.close();
});

afterEach(async () => {
  await door.close();
  backend.seen.length = 0;
});

const rate: LimitRule = { id: "rate", kind: "rate", measure: "calls", limit: 2, periodSeconds: 60 };
const weekly: LimitRule = { id: "weekly", kind: "quota", measure: "calls", limit: 1, periodSeconds: 604_800 };

async function open(
  limits: LimitRule[] = [],
  options: Omit<Parameters<typeof startDoor>[0], "catalogue"> & {
    api?: Partial<ReturnType<typeof api>>;
  } = {},
): Promise<TestDoor> {
  const apis = [api(backend.url, options.api)];
  door = await startDoor({ ...options, catalogue: { apis, products: [product("starter", { limits })] } });
  return door;
}

function anonymous(port: number, line: string, headers: string[] = []) {
  return exchange(port, request([`${line} HTTP/1.1`, "Host: portal.test", ...headers]));
}

describe("a call without a good key never reaches the backend", () => {
  it("no key: 401, the message and challenge that clients know", async () => {
    const { port } = await open();
    const answer = await anonymous(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(401);
    expect(answer.header("content-type")).toBe("application/problem+json");
    expect(answer.header("www-authenticate")).toBe(
      'AzureApiManagementKey realm="http://portal.test",name="Ocp-Apim-Subscription-Key",type="header"',
    );
    expect(answer.problem()).toMatchObject({
      statusCode: 401,
      message:
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
      requestId: answer.header("x-request-id"),
    });
    expect(backend.seen).toEqual([]);
  });

  it.each([
    ["unknown", ["Ocp-Apim-Subscription-Key: nope"], ""],
    ["sent twice", [`Ocp-Apim-Subscription-Key: ${key}`, `ocp-apim-subscription-key: ${key}`], ""],
    ["different in header and query", [`Ocp-Apim-Subscription-Key: ${key}`], "?subscription-key=other"],
    ["twice in the query", [], `?subscription-key=${key}&Subscription-Key=${key}`],
  ])("%s: 401, as an invalid key", async (_, headers, query) => {
    const { port } = await open();
    const answer = await anonymous(port, `GET /gateway/demo/x${query}`, headers);
    expect(answer.status).toBe(401);
    expect(answer.problem()).toMatchObject({
      message:
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
    });
    expect(backend.seen).toEqual([]);
  });

  it("a suspended subscription's: 401, and its owner's log says why", async () => {
    const { port, record } = await open([], { subscription: subscription({ state: "suspended" }) });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(401);
    expect(answer.body.toString()).not.toContain("suspended");
    expect(await record(0)).toMatchObject({
      status: 401,
      refusal: "invalid-key",
      refusalDetail: "the subscription is suspended",
      subscriptionId: "sub",
      userId: "user",
      apiId: "demo",
    });
  });

  it.each([
    ["a blocked user's", subscription({ userState: "blocked" }), "user-blocked"],
    ["another product's", subscription({ productId: "other" }), "not-in-product"],
  ])("%s: 403", async (_, known, refusal) => {
    const { port, record } = await open([], { subscription: known });
    expect((await call(port, "GET /gateway/demo/x")).status).toBe(403);
    expect(await record(0)).toMatchObject({ refusal });
    expect(backend.seen).toEqual([]);
  });

  it("when subscriptions cannot be read: 503 with Retry-After, never 401", async () => {
    const gone = async (): Promise<null> => {
      throw new Error("database gone");
    };
    const parts: Partial<GatewayParts> = { subscriptions: { findByKey: gone, findById: gone } };
    const { port } = await open([], { parts });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(503);
    expect(answer.header("retry-after")).toBe("5");
    expect(answer.body.toString()).not.toContain("database gone");
  });
});

describe("a key is taken from the header or the query, under the API's own names", () => {
  it.each([
    ["header", "/gateway/demo/x", [`ocp-apim-subscription-key: ${key}`]],
    ["query", `/gateway/demo/x?subscription-key=${key}`, []],
    ["query, in capitals and escaped", `/gateway/demo/x?SUBSCRIPTION%2DKEY=${key.replace("_", "%5F")}`, []],
    ["both, the same", `/gateway/demo/x?subscription-key=${key}`, [`Ocp-Apim-Subscription-Key: ${key}`]],
  ])("%s", async (_, target, headers) => {
    const { port } = await open();
    expect((await anonymous(port, `GET ${target}`, headers)).status).toBe(200);
    expect(JSON.stringify(backend.seen)).not.toContain("gate_test");
  });

  it("under other names the default ones are ordinary and pass", async () => {
    const { port } = await open([], { api: { keyHeader: "X-Key", keyQuery: "k" } });
    const answer = await anonymous(port, "GET /gateway/demo/x?subscription-key=theirs", [
      `X-Key: ${key}`,
      "Ocp-Apim-Subscription-Key: theirs",
    ]);
    expect(answer.status).toBe(200);
    expect(backend.seen[0]?.url).toBe("/x?subscription-key=theirs");
    expect(backend.seen[0]?.header("ocp-apim-subscription-key")).toBe("theirs");
    expect(backend.seen[0]?.header("x-key")).toBeUndefined();
  });

  it("no record holds a key", async () => {
    const { port, record } = await open();
    await anonymous(port, `GET /gateway/demo/x?a=1&subscription-key=${key}&b=2`);
    await anonymous(port, `GET /gateway/none/x?subscription-key=${key}`);
    expect((await record(0)).target).toBe("/demo/x?a=1&b=2");
    expect((await record(1)).target).toBe("/none/x");
  });
});

describe("limits", () => {
  it("a rate: 429 with when to try again, in words and headers", async () => {
    const { port, record } = await open([rate]);
    for (let n = 0; n < 2; n++) expect((await call(port, "GET /gateway/demo/x")).status).toBe(200);
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(429);
    const seconds = answer.header("retry-after");
    expect(Number(seconds)).toBeGreaterThan(50);
    expect(answer.problem()).toMatchObject({
      message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
      limit: { scope: "product", name: "starter", limitId: "rate", limit: 2, used: 2 },
    });
    expect(answer.header("ratelimit-policy")).toBe('"rate";q=2;w=60');
    expect(answer.header("ratelimit")).toBe(`"rate";r=0;t=${seconds}`);
    expect(backend.seen).toHaveLength(2);
    expect(await record(2)).toMatchObject({ status: 429, refusal: "rate-limit", productId: "starter" });
  });

  it("a quota: 403 with when it is replenished", async () => {
    const { port } = await open([weekly]);
    await call(port, "GET /gateway/demo/x");
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(403);
    expect(answer.problem().message).toMatch(
      /^Out of call volume quota\. Quota will be replenished in (?:\d\.)?\d\d:\d\d:\d\d\.$/,
    );
    expect(Number(answer.header("retry-after"))).toBeGreaterThan(0);
  });

  it("a refused call is not counted, and neither is one that a limit of another kind refused", async () => {
    const { port } = await open([rate, weekly]);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await call(port, "GET /gateway/demo/x")).status);
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  it.each([
    ["refuse", 503],
    ["admit", 200],
  ] as const)("counters out of reach: %s", async (whenCountersFail, status) => {
    const onError = (): void => {};
    const load = async (): Promise<number> => {
      throw new Error("gone");
    };
    const counter = createMemoryCounter({
      clock: systemClock,
      store: { load, add: async () => {} },
      onError,
    });
    const { port } = await open([weekly], { parts: { counter }, settings: { whenCountersFail } });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(status);
    if (status === 503) expect(answer.header("retry-after")).toBe("5");
  });

  it("of an open product are held per address", async () => {
    door = await startDoor({
      catalogue: {
        apis: [api(backend.url)],
        products: [product("starter", { requiresSubscription: false, limits: [rate] })],
      },
      door: { trustedProxies: ["loopback"] },
    });
    const from = (address: string) =>
      anonymous(door.port, "GET /gateway/demo/x", [`X-Forwarded-For: ${address}`]);
    const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);
    expect(statuses([await from("9.9.9.9"), await from("9.9.9.9"), await from("9.9.9.9")])).toEqual([
      200, 200, 429,
    ]);
    expect((await from("2001:db9::1")).status).toBe(200);
    expect((await from("2001:db9::2")).status).toBe(200);
    expect((await from("2001:db9::3")).status).toBe(429);
  });
});

describe("what is not there", () => {
  it("an unknown path: 404 in the known words, recorded", async () => {
    const { port, record } = await open();
    const answer = await call(port, "GET /gateway/nothing");
    expect(answer.status).toBe(404);
    expect(answer.problem()).toMatchObject({ statusCode: 404, message: "Resource not found" });
    expect(await record(0)).toMatchObject({ status: 404, refusal: "not-found", apiId: null });
  });

  it("a known path by another method: 405 with Allow", async () => {
    const { port } = await open([], {
      api: { operations: [operation("GET", "/x"), operation("PUT", "/x")] },
    });
    const answer = await call(port, "POST /gateway/demo/x");
    expect(answer.status).toBe(405);
    expect(answer.header("allow")).toBe("GET, PUT, HEAD");
  });

  it("a missing query parameter: 400 that names it", async () => {
    const { port } = await open([], { api: { operations: [operation("GET", "/x?api-version={v}")] } });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(400);
    expect(answer.problem().message).toBe('The query parameter "api-version" is required.');
  });

  it("everything outside the base is the portal's, the base's own name as a prefix included", async () => {
    const { port } = await open();
    for (const target of ["/", "/gatewayx/demo", "/apis/gateway/"]) {
      expect((await anonymous(port, `GET ${target}`)).body.toString()).toBe("portal");
    }
    for (const target of ["/gateway", "/gateway/", "/gateway?x=1"]) {
      expect((await anonymous(port, `GET ${target}`)).status).toBe(404);
    }
  });
});

describe("schemes", () => {
  it("an https API in clear: 403 with a type of its own, unless the operator allows it", async () => {
    const { port } = await open([], { api: { schemes: "https" }, settings: { plainHttp: "refuse" } });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(403);
    expect(answer.problem().type).toBe("urn:gatehouse:refusal:https-required");
    expect(backend.seen).toEqual([]);
    await door.close();
    await open([], { api: { schemes: "https" }, settings: { plainHttp: "allow" } });
    expect((await call(door.port, "GET /gateway/demo/x")).status).toBe(200);
  });

  it("X-Forwarded-Proto counts from a trusted proxy and from no one else", async () => {
    const options = { api: { schemes: "https" }, settings: { plainHttp: "refuse" } } as const;
    const { port } = await open([], options);
    const claim = ["X-Forwarded-Proto: https"];
    expect((await call(port, "GET /gateway/demo/x", claim)).status).toBe(403);
    await door.close();
    await open([], { ...options, door: { trustedProxies: ["127.0.0.1"] } });
    expect((await call(door.port, "GET /gateway/demo/x", claim)).status).toBe(200);
    expect(backend.seen[0]?.header("x-forwarded-proto")).toBe("https");
  });
});

describe("a body over the limit", () => {
  it("announced: 413 before the backend hears of it", async () => {
    const { port } = await open([], { settings: { maxRequestBytes: 10 } });
    expect((await call(port, "POST /gateway/demo/x", [], "12345678901")).status).toBe(413);
    expect((await call(port, "POST /gateway/demo/x", [], "1234567890")).status).toBe(200);
    expect(backend.seen).toHaveLength(1);
  });

  it("that it grows to: 413, and the backend's connection is closed", async () => {
    const raw = await startRawBackend(() => {});
    const { port, record } = await open([], {
      api: { backend: api(raw.url).backend },
      settings: { maxRequestBytes: 100_000 },
    });
    const head = ["POST /gateway/demo/x HTTP/1.1", "Host: a", `Ocp-Apim-Subscription-Key: ${key}`];
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const answer = await exchange(port, request([...head, "Transfer-Encoding: chunked"], chunk.repeat(3)));
    expect(answer.status).toBe(413);
    expect(await record(0)).toMatchObject({ status: 413, refusal: "body-too-large" });
    const [socket] = raw.sockets;
    if (socket?.closed === false) await new Promise<void>((resolve) => socket.on("close", () => resolve()));
    await raw.close();
  });
});
