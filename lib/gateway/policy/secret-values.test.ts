import { afterAll, beforeAll, expect, it } from "vitest";
import { dryRun } from "../dry-run";
import {
  api,
  type Backend,
  call,
  product,
  startBackend,
  startDoor,
  subscription,
  type TestDoor,
} from "../testing";
import { policy } from "./testing";

const secret = "named secret/value";
let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  // A backend that echoes whatever it is sent.
  backend = await startBackend((req, res) => {
    res.writeHead(200, ["X-Echo", req.headers["x-key"]?.toString() ?? "", "X-Asked", req.url ?? ""]);
    res.end();
  });
  const document = {
    request: {
      headers: [{ action: "set", name: "X-Key", value: `v1 ${secret}` }],
      query: [{ action: "set", name: "code", value: secret }],
    },
  } as const;
  door = await startDoor({
    catalogue: {
      apis: [api(backend.url)],
      products: [product("starter")],
      policies: [policy("global", "all", document)],
      secretValues: [secret, "a secret that is not used here"],
    },
    subscription: subscription({ mayTrace: true }),
  });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

it("a secret named value reaches the backend, and neither echo nor trace tells it", async () => {
  const answer = await call(door.port, "GET /gateway/demo/score", ["X-Gatehouse-Trace: true"]);
  expect(backend.seen.at(-1)?.header("x-key")).toBe(`v1 ${secret}`);
  expect(backend.seen.at(-1)?.url).toContain(encodeURIComponent(secret));
  expect(answer.header("x-echo")).toBe("v1 [redacted]");
  expect(answer.header("x-asked")).toBe("/score?code=[redacted]");
  for (const spelling of [secret, encodeURIComponent(secret)]) {
    expect(answer.bytes.toString()).not.toContain(spelling);
    expect(JSON.stringify(door.records)).not.toContain(spelling);
  }
});

it("a dry run shows the address asked for without it", async () => {
  const steps = await dryRun(door.parts, {
    method: "GET",
    target: "/demo/score",
    headers: [],
    clientAddress: "127.0.0.1",
    subscriptionId: "sub",
  });
  expect(steps.at(-1)?.verdict).toContain("code=[redacted]");
  expect(JSON.stringify(steps)).not.toContain(encodeURIComponent(secret));
});
