import { afterAll, beforeAll, expect, it } from "vitest";
import type { CatalogueData } from "../entries";
import { backendAt, behind } from "../errand/testing";
import { callInProcess } from "../in-process";
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
let echoing: CatalogueData;

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
  echoing = {
    apis: [api(backend.url)],
    products: [product("starter")],
    policies: [policy("global", "all", document)],
    secretValues: [secret, "a secret that is not used here"],
  };
  door = await startDoor({
    catalogue: echoing,
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

it("is kept as well where there is more than one try, and from the console's own report", async () => {
  door.publish({ ...echoing, ...behind([backendAt("own", backend.url)], { attempts: 2 }) });
  const answer = await call(door.port, "GET /gateway/demo/score");
  expect([answer.header("x-echo"), answer.header("x-asked")]).toEqual([
    "v1 [redacted]",
    "/score?code=[redacted]",
  ]);
  const caller = { scheme: "http", host: "h", clientAddress: "10.1.1.1", forwardedFor: "10.1.1.1" } as const;
  const knownCaller = { userId: "user", subscriptionId: "sub" };
  const asked = { source: "console", method: "GET", target: "/demo/score", headers: [], body: null } as const;
  const console = { ...asked, ...caller, knownCaller, refused: null };
  const { report } = await callInProcess(door.gateway, console, new AbortController().signal);
  expect((await report).requestedUrl).toContain("code=[redacted]");
  door.publish(echoing);
});

it("a dry run shows the address asked for without it", async () => {
  const steps = await door.gateway.dryRun({
    method: "GET",
    target: "/demo/score",
    headers: [],
    clientAddress: "127.0.0.1",
    subscriptionId: "sub",
  });
  expect(steps.at(-1)?.verdict).toContain("code=[redacted]");
  expect(JSON.stringify(steps)).not.toContain(encodeURIComponent(secret));
});
