import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  api,
  type Backend,
  call,
  exchange,
  operation,
  product,
  request,
  startBackend,
  startDoor,
  type TestDoor,
} from "../testing";
import type { PolicyEntry } from "./document";
import { corsOf, policy } from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend((_req, res) => {
    res.writeHead(200, [
      "X-Powered-By",
      "AzureML",
      "X-Cost",
      "1",
      "X-Cost",
      "2",
      "Access-Control-Allow-Origin",
      "*",
    ]);
    res.end("ok");
  });
  door = await startDoor({ catalogue: catalogue([]) });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

function catalogue(policies: PolicyEntry[], credential: "none" | "bearer" = "none") {
  const entry = api(backend.url, { operations: [operation("POST", "/score"), operation("GET", "/*")] });
  const bearer = { ...entry.backend, credential: { kind: "bearer", token: "backend-secret" } as const };
  return {
    apis: [credential === "none" ? entry : { ...entry, backend: bearer }],
    products: [product("starter")],
    policies,
  };
}

const score = "POST /score";
const from = (address: string) => [`X-Forwarded-For: ${address}`];

describe("access policies", () => {
  it("refuse a denied address and one that is not allowed, at every scope, and nothing reaches the backend", async () => {
    const trusting = await startDoor({ catalogue: catalogue([]), door: { trustedProxies: ["loopback"] } });
    const scopes = [
      ["global", "all"],
      ["product", "starter"],
      ["api", "demo"],
      ["operation", score],
    ] as const;
    for (const [scope, id] of scopes) {
      const before = backend.seen.length;
      trusting.publish(
        catalogue([
          policy(scope, id, {
            access: { allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"], deniedAddresses: ["192.0.2.66"] },
          }),
        ]),
      );
      const statuses: number[] = [];
      for (const address of ["192.0.2.5", "2001:db8::7", "192.0.2.66", "198.51.100.1", "2001:db9::1"]) {
        statuses.push((await call(trusting.port, "POST /gateway/demo/score", from(address), "x")).status);
      }
      expect(statuses, scope).toEqual([200, 200, 403, 403, 403]);
      expect(backend.seen.length - before).toBe(2);
    }
    const refused = await call(trusting.port, "POST /gateway/demo/score", from("192.0.2.66"), "x");
    expect(refused.problem()).toMatchObject({
      type: "urn:gatehouse:refusal:ip-not-allowed",
      statusCode: 403,
    });
    await trusting.close();
  });

  it("of an operation leave the API's other operations alone", async () => {
    door.publish(catalogue([policy("operation", score, { access: { deniedAddresses: ["127.0.0.1"] } })]));
    expect((await call(door.port, "POST /gateway/demo/score", [], "x")).status).toBe(403);
    expect((await call(door.port, "GET /gateway/demo/other")).status).toBe(200);
  });

  it("name the required header that is missing or has another value", async () => {
    const requiredHeaders = [
      { name: "X-Team", values: [] },
      { name: "X-Stage", values: ["test", "live"] },
    ];
    door.publish(catalogue([policy("api", "demo", { access: { requiredHeaders } })]));
    const team = await call(door.port, "GET /gateway/demo/x", ["X-Stage: test"]);
    expect(team.status).toBe(400);
    expect(team.problem().message).toContain("X-Team");
    const stage = await call(door.port, "GET /gateway/demo/x", ["X-Team: a", "X-Stage: other"]);
    expect(stage.problem().message).toContain("X-Stage");
    expect((await call(door.port, "GET /gateway/demo/x", ["x-team: a", "X-STAGE: live"])).status).toBe(200);
  });
});

describe("size policies", () => {
  it("hold the smallest limit of all scopes against announced and streamed bodies", async () => {
    door.publish(
      catalogue([
        policy("global", "all", { request: { limitBytes: 1_000 } }),
        policy("api", "demo", { request: { limitBytes: 10 } }),
      ]),
    );
    expect((await call(door.port, "POST /gateway/demo/score", [], "x".repeat(10))).status).toBe(200);
    expect((await call(door.port, "POST /gateway/demo/score", [], "x".repeat(11))).status).toBe(413);
    const chunked = Buffer.from("b\r\nxxxxxxxxxxx\r\n0\r\n\r\n");
    const head = request([
      "POST /gateway/demo/score HTTP/1.1",
      "Host: a",
      "Ocp-Apim-Subscription-Key: gate_test_key",
      "Transfer-Encoding: chunked",
    ]);
    expect((await exchange(door.port, Buffer.concat([head, chunked]))).status).toBe(413);
  });
});

describe("request policies", () => {
  it("set, default and remove headers in the order of the scopes; the credential stays", async () => {
    const headers = (action: "set" | "default" | "remove", name: string, value = "") => [
      { action, name, value },
    ];
    door.publish(
      catalogue(
        [
          policy("global", "all", { request: { headers: headers("set", "X-Stage", "global") } }),
          policy("product", "starter", { request: { headers: headers("default", "X-Plan", "starter") } }),
          policy("api", "demo", { request: { headers: headers("remove", "Authorization") } }),
          policy("operation", score, { request: { headers: headers("set", "x-stage", "operation") } }),
        ],
        "bearer",
      ),
    );
    await call(
      door.port,
      "POST /gateway/demo/score",
      ["X-Stage: mine", "X-Plan: own", "X-Other: 1", "X-Other: 2"],
      "x",
    );
    const seen = backend.seen.at(-1);
    expect(seen?.header("x-stage")).toBe("operation");
    expect(seen?.header("x-plan")).toBe("own");
    expect(seen?.header("x-other")).toBe("1|2");
    expect(seen?.header("authorization")).toBe("Bearer backend-secret");
    await call(door.port, "GET /gateway/demo/other");
    expect(backend.seen.at(-1)?.header("x-stage")).toBe("global");
    expect(backend.seen.at(-1)?.header("x-plan")).toBe("starter");
  });

  it("set, default and remove query parameters and leave every other byte alone", async () => {
    const query = [
      { action: "set", name: "stage", value: "a b" },
      { action: "default", name: "lang", value: "en" },
      { action: "remove", name: "debug", value: "" },
    ] as const;
    door.publish(catalogue([policy("api", "demo", { request: { query } })]));
    const urlOf = async (target: string) => {
      await call(door.port, `GET /gateway/demo/x${target}`);
      return backend.seen.at(-1)?.url;
    };
    expect(await urlOf("?x=1&x=2&y=&z&q=a+b&r=%20&debug=1&Stage=mine&lang=hr")).toBe(
      "/x?x=1&x=2&y=&z&q=a+b&r=%20&lang=hr&stage=a%20b",
    );
    expect(await urlOf("")).toBe("/x?stage=a%20b&lang=en");
    expect(await urlOf("?debug")).toBe("/x?stage=a%20b&lang=en");
  });
});

describe("answer policies", () => {
  it("set and remove headers from the innermost scope outward; others stay, repeated ones too", async () => {
    door.publish(
      catalogue([
        policy("global", "all", {
          response: { headers: [{ action: "set", name: "X-From", value: "global" }] },
        }),
        policy("operation", score, {
          response: {
            headers: [
              { action: "set", name: "X-From", value: "operation" },
              { action: "remove", name: "X-Powered-By", value: "" },
            ],
          },
        }),
      ]),
    );
    const answer = await call(door.port, "POST /gateway/demo/score", [], "x");
    expect(answer.header("x-from")).toBe("global");
    expect(answer.header("x-powered-by")).toBeUndefined();
    expect(answer.header("x-cost")).toBe("1|2");
  });
});

describe("CORS policies (Fetch standard)", () => {
  const allow = policy("api", "demo", {
    access: {
      cors: corsOf({
        mode: "allow",
        origins: ["https://app.example"],
        headers: ["Content-Type"],
        exposedHeaders: ["X-Cost"],
      }),
    },
  });
  const preflight = (origin: string, method = "POST", target = "/gateway/demo/score") =>
    exchange(
      door.port,
      request([
        `OPTIONS ${target} HTTP/1.1`,
        "Host: a",
        `Origin: ${origin}`,
        `Access-Control-Request-Method: ${method}`,
        "Access-Control-Request-Headers: content-type",
      ]),
    );

  it("answer a preflight without a key, and the backend is never asked", async () => {
    door.publish(catalogue([allow]));
    const before = backend.seen.length;
    const answer = await preflight("https://app.example");
    expect(answer.status).toBe(204);
    expect(answer.header("access-control-allow-origin")).toBe("https://app.example");
    expect(answer.header("access-control-allow-methods")).toBe("POST");
    expect(answer.header("access-control-allow-headers")).toBe("Content-Type");
    expect(answer.header("access-control-max-age")).toBe("600");
    expect(answer.header("vary")).toBe("Origin");
    expect((await preflight("https://evil.example")).status).toBe(403);
    expect((await preflight("https://app.example", "DELETE")).status).toBe(405);
    expect(backend.seen.length).toBe(before);
  });

  it("speak for the backend on answers and on refusals", async () => {
    door.publish(catalogue([allow]));
    const good = await call(door.port, "POST /gateway/demo/score", ["Origin: https://app.example"], "x");
    expect(good.header("access-control-allow-origin")).toBe("https://app.example");
    expect(good.header("access-control-expose-headers")).toBe("X-Request-Id, X-Cost");
    const other = await call(door.port, "POST /gateway/demo/score", ["Origin: https://evil.example"], "x");
    expect(other.header("access-control-allow-origin")).toBeUndefined();
    const keyless = await exchange(
      door.port,
      request(["GET /gateway/demo/x HTTP/1.1", "Host: a", "Origin: https://app.example"]),
    );
    expect(keyless.status).toBe(401);
    expect(keyless.header("access-control-allow-origin")).toBe("https://app.example");
  });

  it("of an operation stand in the place of the API's", async () => {
    const refuse = policy("operation", score, { access: { cors: corsOf({ mode: "refuse" }) } });
    door.publish(catalogue([allow, refuse]));
    expect((await preflight("https://app.example")).status).toBe(403);
    expect((await preflight("https://app.example", "GET", "/gateway/demo/other")).status).toBe(204);
  });
});

describe("a catalogue without policies", () => {
  it("gives its operations none to look at", () => {
    const found = door.parts.catalogue();
    door.publish(catalogue([]));
    const route = door.parts
      .catalogue()
      .match("GET", { path: "/demo/x", query: null, segments: ["demo", "x"], pairs: [] });
    expect(found).not.toBe(door.parts.catalogue());
    expect(route.refusal === null && route.operation.policy).toBeNull();
  });
});
