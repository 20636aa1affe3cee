import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceStep } from "./call";
import { policy } from "./policy/testing";
import {
  api,
  type Backend,
  call,
  operation,
  product,
  startBackend,
  startDoor,
  subscription,
} from "./testing";

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());

const secret = "backend-secret-0123456789";
const limit = { id: "r", kind: "rate", measure: "calls", limit: 2, periodSeconds: 60 } as const;

async function open(mayTrace: boolean) {
  const entry = api(backend.url, {
    name: "Prüfung",
    operations: [operation("POST", "/score", { name: "Score" })],
  });
  return startDoor({
    catalogue: {
      apis: [
        {
          ...entry,
          backend: { ...entry.backend, credential: { kind: "query", name: "code", value: secret } },
        },
      ],
      products: [product("starter", { limits: [limit] })],
      policies: [
        policy("api", "demo", {
          access: { deniedAddresses: ["192.0.2.1"] },
          request: { headers: [{ action: "set", name: "X-Stage", value: "value-to-hide" }] },
        }),
      ],
    },
    subscription: subscription({ mayTrace, name: "Mine" }),
  });
}

const asked = ["X-Gatehouse-Trace: true"];

describe("a trace", () => {
  it("tells who may and asks each step, its verdict and its time, and no secret", async () => {
    const door = await open(true);
    const answer = await call(door.port, "POST /gateway/demo/score", asked, "x");
    const text = answer.header("x-gatehouse-trace") ?? "";
    const steps: TraceStep[] = JSON.parse(text);
    expect(steps.map(({ step }) => step)).toEqual([
      "match",
      "key",
      "checks",
      "limits",
      "changes",
      "forward",
      "answer",
    ]);
    expect(steps[0]?.verdict).toBe("operation Score of API Prüfung");
    expect(steps[1]?.verdict).toBe("subscription Mine, product starter");
    expect(text).not.toMatch(/backend-secret|value-to-hide|127\.0\.0\.1/);
    expect(backend.seen.at(-1)?.header("x-gatehouse-trace")).toBeUndefined();
    expect(
      (await call(door.port, "POST /gateway/demo/score", [], "x")).header("x-gatehouse-trace"),
    ).toBeUndefined();
    const refused = await call(door.port, "POST /gateway/demo/score", asked, "x");
    expect(refused.status).toBe(429);
    expect(refused.header("x-gatehouse-trace")).toContain("refused: Rate limit exceeded");
    await door.close();
  });

  it("is for nobody else", async () => {
    const door = await open(false);
    expect(
      (await call(door.port, "POST /gateway/demo/score", asked, "x")).header("x-gatehouse-trace"),
    ).toBeUndefined();
    await door.close();
  });
});

describe("a dry run", () => {
  const imagined = {
    method: "POST",
    target: "/demo/score",
    headers: [],
    clientAddress: "203.0.113.1",
    subscriptionId: "sub",
  };

  it("tells every step to the end and counts, sends and records nothing", async () => {
    const door = await open(false);
    const before = backend.seen.length;
    for (let n = 0; n < 5; n++) await door.gateway.dryRun(imagined);
    const steps = await door.gateway.dryRun(imagined);
    expect(steps.map(({ step }) => step)).toEqual([
      "match",
      "key",
      "checks",
      "limit (product)",
      "changes",
      "forward",
    ]);
    expect(steps[3]?.verdict).toBe("rate: 0 of 2 calls used, fits");
    expect(steps[5]?.verdict).toBe(`POST ${backend.url}/score?code=••••`);
    expect(backend.seen.length).toBe(before);
    expect(door.records).toHaveLength(0);
    await door.close();
  });

  it("ends where the call would end, and says why", async () => {
    const door = await open(false);
    const last = async (more: Partial<typeof imagined> | { subscriptionId: null }) =>
      (await door.gateway.dryRun({ ...imagined, ...more })).at(-1)?.verdict;
    expect(await last({ clientAddress: "192.0.2.1" })).toContain("192.0.2.1 is denied by the API's policy");
    expect(await last({ target: "/demo/none" })).toContain("status 404");
    expect(await last({ subscriptionId: null })).toContain("status 401");
    expect(await last({ subscriptionId: "gone" })).toContain("no such key");
    for (let n = 0; n < 2; n++) await call(door.port, "POST /gateway/demo/score", [], "x");
    expect(await last({})).toBe("rate: 2 of 2 calls used, used up, the call would be refused");
    await door.close();
  });
});
