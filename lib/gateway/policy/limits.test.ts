import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LimitRule } from "@/lib/limits/counter";
import {
  api,
  type Backend,
  call,
  operation,
  product,
  startBackend,
  startDoor,
  subscription,
  type TestDoor,
} from "../testing";
import type { PolicyEntry } from "./document";
import { policy } from "./testing";

let backend: Backend;
let door: TestDoor | null = null;
/** Answers wait here until they are let go. */
let held: (() => void)[] | null = null;

beforeAll(async () => {
  backend = await startBackend((req, res) => {
    const answer = () => res.writeHead(req.url?.startsWith("/fail") ? 500 : 200).end("ok");
    if (held === null) answer();
    else held.push(answer);
  });
});

afterEach(async () => {
  held = null;
  await door?.close();
  door = null;
});

afterAll(() => backend.close());

const calls = (id: string, limit: number): LimitRule => ({
  id,
  kind: "rate",
  measure: "calls",
  limit,
  periodSeconds: 60,
});
const quota = (measure: "bytes" | "rows", limit: number): LimitRule => ({
  id: "q",
  kind: "quota",
  measure,
  limit,
  periodSeconds: 0,
});
const atOnce = (limit: number): LimitRule => ({
  id: "c",
  kind: "concurrency",
  measure: "calls",
  limit,
  periodSeconds: 0,
});

async function open(policies: PolicyEntry[], limits: LimitRule[] = []): Promise<TestDoor> {
  const operations = [operation("POST", "/score"), operation("POST", "/fail"), operation("GET", "/*")];
  door = await startDoor({
    catalogue: {
      apis: [
        api(backend.url, { operations }),
        api(backend.url, { id: "other", name: "Other", suffix: "other", operations }),
      ],
      products: [product("starter", { limits })],
      policies,
    },
    subscription: subscription(),
  });
  return door;
}

const body = (rows: number) =>
  JSON.stringify({ Inputs: { in: { Values: Array.from({ length: rows }, () => [1]) } } });
const json = ["Content-Type: application/json"];

describe("limits of every scope", () => {
  it("add up: the operation's, the API's, the product's and the global one, each counted for itself", async () => {
    const { port } = await open(
      [
        policy("operation", "POST /score", { limits: [calls("r", 1)] }),
        policy("api", "demo", { limits: [calls("r", 2)] }),
        policy("global", "all", { limits: [calls("r", 4)] }),
      ],
      [calls("r", 3)],
    );
    const limitOf = async (line: string) => (await call(port, line)).problem().limit;
    expect((await call(port, "POST /gateway/demo/score")).status).toBe(200);
    expect(await limitOf("POST /gateway/demo/score")).toMatchObject({
      scope: "operation",
      limit: 1,
      used: 1,
    });
    expect((await call(port, "GET /gateway/demo/x")).status).toBe(200);
    expect(await limitOf("GET /gateway/demo/x")).toMatchObject({ scope: "api", name: "Demo", limit: 2 });
    expect((await call(port, "GET /gateway/other/x")).status).toBe(200);
    expect(await limitOf("GET /gateway/other/x")).toMatchObject({
      scope: "product",
      name: "starter",
      limit: 3,
    });
  });

  it("keep what was counted when a catalogue is published, and take a changed limit at once", async () => {
    const { port, publish } = await open([policy("api", "demo", { limits: [calls("r", 2)] })]);
    for (const status of [200, 200, 429])
      expect((await call(port, "GET /gateway/demo/x")).status).toBe(status);
    const apis = [api(backend.url)];
    publish({
      apis,
      products: [product("starter")],
      policies: [policy("api", "demo", { limits: [calls("r", 3)] })],
    });
    for (const status of [200, 429]) expect((await call(port, "GET /gateway/demo/x")).status).toBe(status);
  });
});

describe("a limit on calls at once", () => {
  it("refuses one more with 429, and gives the place back when a call is over or its caller has left", async () => {
    const { port, record } = await open([policy("api", "demo", { limits: [atOnce(1)] })]);
    held = [];
    const waiting: (() => void)[] = held;
    const first = call(port, "GET /gateway/demo/x");
    while (waiting.length === 0) await new Promise(setImmediate);
    const refused = await call(port, "GET /gateway/demo/x");
    expect(refused.status).toBe(429);
    expect(refused.header("retry-after")).toBe("1");
    expect(refused.problem()).toMatchObject({
      type: "urn:gatehouse:refusal:concurrency",
      limit: { used: 1, limit: 1 },
    });
    waiting.pop()?.();
    expect((await first).status).toBe(200);
    await record(1);
    held = null;
    for (let n = 0; n < 3; n++) {
      expect((await call(port, "GET /gateway/demo/x")).status).toBe(200);
      await record(2 + n);
    }
  });
});

describe("a quota of rows scored", () => {
  it("counts the rows of calls that succeeded, and records them", async () => {
    const { port, record } = await open([policy("api", "demo", { limits: [quota("rows", 10)] })]);
    expect((await call(port, "POST /gateway/demo/score", json, body(7))).status).toBe(200);
    expect(await record(0)).toMatchObject({ rowsScored: 7 });
    expect((await call(port, "POST /gateway/demo/fail", json, body(50))).status).toBe(500);
    expect(await record(1)).toMatchObject({ rowsScored: null });
    expect((await call(port, "POST /gateway/demo/score", json, body(4))).status).toBe(200);
    await record(2);
    const refused = await call(port, "POST /gateway/demo/score", json, body(1));
    expect(refused.status).toBe(403);
    expect(refused.problem()).toMatchObject({
      message: "Out of row quota.",
      limit: { measure: "rows", used: 11, limit: 10 },
    });
  });

  it("counts a body that streams in many pieces", async () => {
    const { port, record } = await open([]);
    expect((await call(port, "POST /gateway/demo/score", json, body(40_000))).status).toBe(200);
    expect(await record(0)).toMatchObject({ rowsScored: 40_000 });
  });
});

describe("a quota of bytes", () => {
  it("counts what went up and what came down, and refuses when nothing is left", async () => {
    const { port, record } = await open([], [quota("bytes", 102)]);
    expect((await call(port, "POST /gateway/demo/score", [], "x".repeat(98))).status).toBe(200);
    await record(0);
    expect((await call(port, "POST /gateway/demo/score", [], "x")).status).toBe(200);
    await record(1);
    const refused = await call(port, "GET /gateway/demo/x");
    expect(refused.status).toBe(403);
    expect(refused.problem()).toMatchObject({ message: "Out of bandwidth quota.", limit: { used: 103 } });
  });
});
