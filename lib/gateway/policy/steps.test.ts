import { gzipSync } from "node:zlib";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperationEntry } from "../entries";
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
  type TestDoor,
} from "../testing";
import type { PolicyEntry } from "./document";
import { policy } from "./testing";

const schema = {
  type: "object",
  required: ["Inputs"],
  properties: {
    Inputs: { type: "object", properties: { rows: { type: "array", items: { type: "number" } } } },
  },
};
const json = { contentType: "application/json", schema };
const score = operation("POST", "/services/{service}/score/{version}", {
  bodies: [json, { contentType: "text/csv", schema: null }],
  isBodyRequired: true,
  example: { status: 200, contentType: "application/json", body: '{"Results":[1]}' },
});

let backend: Backend;
let issuer: Backend;
let door: TestDoor;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  backend = await startBackend((_req, res, body) => void res.end(body));
  keys = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256" };
  issuer = await startBackend((_req, res) => void res.end(JSON.stringify({ keys: [jwk] })));
  door = await startDoor({ catalogue: catalogue([]) });
});

afterAll(async () => {
  await door.close();
  await backend.close();
  await issuer.close();
});

beforeEach(() => {
  backend.seen.length = 0;
});

function catalogue(policies: PolicyEntry[], operations: OperationEntry[] = [score, operation("GET", "/*")]) {
  return { apis: [api(backend.url, { operations })], products: [product("starter")], policies };
}

const path = "POST /gateway/demo/services/A%2Fb/score/v1?x=1";
const isJson = "Content-Type: application/json; charset=utf-8";
const send = (body: string | Buffer, headers: string[] = [isJson]) => call(door.port, path, headers, body);

describe("a body that is checked", () => {
  beforeEach(() => door.publish(catalogue([policy("global", "all", { request: { validateBody: "on" } })])));

  it("reaches the backend byte for byte where it fits, however it came", async () => {
    const body = ' {"Inputs": {"rows": [1, 2]}} ';
    expect((await send(body)).body.toString()).toBe(body);
    const lines = [`${path} HTTP/1.1`, "Host: portal.test", `Ocp-Apim-Subscription-Key: ${key}`];
    const chunked = [...lines, "Transfer-Encoding: chunked"];
    const bytes = request(chunked, `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    expect((await exchange(door.port, bytes)).body.toString()).toBe(body);
  });

  it.each([
    ["an element of a wrong type", '{"Inputs":{"rows":[1,"x"]}}', "/Inputs/rows/1 must be number"],
    ["something missing", "{}", "must have required property 'Inputs'"],
    ["broken JSON", "{", "it is not JSON"],
  ])("with %s is refused, naming the place, and no backend hears of it", async (_, body, words) => {
    const refused = await send(body);
    expect(refused.problem()).toMatchObject({ status: 400, type: "urn:gatehouse:refusal:invalid-body" });
    expect(String(refused.problem().message)).toContain(words);
    expect(backend.seen).toEqual([]);
  });

  it("may be of another type that the operation takes, and of none that it does not", async () => {
    expect((await send("a,b", ["Content-Type: text/csv"])).status).toBe(200);
    expect((await send("<x/>", ["Content-Type: text/xml"])).status).toBe(400);
    const zipped = gzipSync('{"Inputs":{}}');
    expect((await send(zipped, [isJson, "Content-Encoding: gzip"])).status).toBe(400);
    expect((await send('{"Inputs":{}}', [isJson, "Content-Encoding: UTF-8"])).status).toBe(200);
  });

  it("is missed where it is required, and no longer than can be kept", async () => {
    expect((await call(door.port, path)).status).toBe(400);
    const lines = [`${path} HTTP/1.1`, "Host: portal.test", `Ocp-Apim-Subscription-Key: ${key}`];
    const huge = request([...lines, `Content-Length: ${5 * 1024 * 1024}`]);
    expect((await exchange(door.port, huge)).status).toBe(413);
  });

  it("is not checked where a narrower scope says so", async () => {
    const off = policy("operation", score.id, { request: { validateBody: "off" } });
    door.publish(catalogue([policy("global", "all", { request: { validateBody: "on" } }), off]));
    expect((await send("{}")).status).toBe(200);
  });
});

describe("a path that is rewritten", () => {
  const rewritten = (rewrite: string, scope: "api" | "operation" = "operation") =>
    door.publish(catalogue([policy(scope, scope === "api" ? "demo" : score.id, { request: { rewrite } })]));

  it("takes the operation's segments byte for byte, and leaves the query alone", async () => {
    rewritten("/v2/{version}/{service}:predict");
    await send("x");
    expect(backend.seen[0]?.url).toBe("/v2/v1/A%2Fb:predict?x=1");
  });

  it("of an API takes the whole path as it was called", async () => {
    rewritten("/old/{*}", "api");
    await send("x");
    await call(door.port, "GET /gateway/demo/a/b/");
    expect(backend.seen.map(({ url }) => url)).toEqual(["/old/services/A%2Fb/score/v1?x=1", "/old/a/b/"]);
  });
});

describe("a step that is on and cannot work", () => {
  it.each([
    ["a path with a segment that is none", { rewrite: "/v2/{model}" }, score],
    [
      "a body check against a schema that is none",
      { validateBody: "on" },
      { ...score, bodies: [{ contentType: "application/json", schema: { type: "strin" } }] },
    ],
  ] as const)("(%s) lets no call pass, and says so in log and dry run", async (_, request, one) => {
    door.publish(catalogue([policy("operation", score.id, { request })], [one]));
    expect(door.parts.catalogue().problems.join()).toContain("no call of it passes");
    const refused = await send('{"Inputs":{}}');
    expect(refused.problem()).toMatchObject({ status: 500, type: "urn:gatehouse:refusal:policy-broken" });
    expect(backend.seen).toEqual([]);
    const imagined = { headers: [], clientAddress: "127.0.0.1", subscriptionId: "sub" };
    const steps = await door.gateway.dryRun({
      ...imagined,
      method: "POST",
      target: "/demo/services/a/score/v1",
    });
    expect(steps.at(-1)?.verdict).toContain("policy-broken");
  });

  it("is none for a pattern that is legal without the flag u alone", async () => {
    const bodies = [{ contentType: "application/json", schema: { type: "string", pattern: "^[\\w]+\\@x$" } }];
    const on = policy("operation", score.id, { request: { validateBody: "on" } });
    door.publish(catalogue([on], [{ ...score, bodies }]));
    expect((await send('"a@x"')).status).toBe(200);
    expect((await send('"a@y"')).status).toBe(400);
  });
});

describe("an example as the answer", () => {
  it("is given without asking the backend, behind keys and limits, with the answer's header changes", async () => {
    const headers = [{ action: "set", name: "X-Mock", value: "yes" }] as const;
    door.publish(catalogue([policy("api", "demo", { response: { mock: "on", headers } })]));
    const answer = await send("x");
    expect([answer.status, answer.body.toString()]).toEqual([200, '{"Results":[1]}']);
    expect([answer.header("content-type"), answer.header("x-mock")]).toEqual(["application/json", "yes"]);
    expect(answer.header("x-request-id")).toMatch(/^[\da-f-]{36}$/);
    expect(backend.seen).toEqual([]);
    expect(door.records.at(-1)).toMatchObject({ status: 200, backendMs: null, refusal: null });
    const unknown = await exchange(door.port, request([`${path} HTTP/1.1`, "Host: portal.test"]));
    expect(unknown.status).toBe(401);
  });

  it("cannot begin an answer of its own in its content type", async () => {
    const example = { status: 200, contentType: "text/plain\r\nX-Evil: 1\r\n\r\n;", body: "x" };
    door.publish(
      catalogue([policy("api", "demo", { response: { mock: "on" } })], [operation("GET", "/a", { example })]),
    );
    const answer = await call(door.port, "GET /gateway/demo/a");
    expect([answer.status, answer.header("x-evil")]).toEqual([500, undefined]);
  });

  it("of an operation without one is 501", async () => {
    door.publish(catalogue([policy("api", "demo", { response: { mock: "on" } })]));
    expect((await call(door.port, "GET /gateway/demo/other")).problem().type).toBe(
      "urn:gatehouse:refusal:no-example",
    );
  });
});

describe("a token that is required", () => {
  const rule = () => ({
    required: true,
    header: "Authorization",
    issuer: "https://issuer.test",
    audiences: ["api://scores"],
    keysUrl: `${issuer.url}/keys`,
    algorithms: ["RS256"],
  });
  const sign = (claims: { aud?: string; iss?: string; exp?: string } = {}, signer = keys.privateKey) =>
    new SignJWT({})
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setIssuer(claims.iss ?? "https://issuer.test")
      .setAudience(claims.aud ?? "api://scores")
      .setExpirationTime(claims.exp ?? "5m")
      .sign(signer);
  const ask = async (token: Promise<string> | string) =>
    call(door.port, "GET /gateway/demo/a", [`Authorization: Bearer ${await token}`]);

  beforeEach(() => door.publish(catalogue([policy("api", "demo", { access: { token: rule() } })])));

  it("lets a call pass that carries it, the issuer's keys fetched once, and reaches the backend", async () => {
    for (let n = 0; n < 3; n++) expect((await ask(sign())).status).toBe(200);
    expect(issuer.seen.length).toBe(1);
    expect(backend.seen[0]?.header("authorization")).toMatch(/^Bearer ey/);
  });

  it.each([
    ["for another audience", () => sign({ aud: "api://other" })],
    ["of another issuer", () => sign({ iss: "https://evil.test" })],
    ["that has ended", () => sign({ exp: "-2m" })],
    ["signed by another key", async () => sign({}, (await generateKeyPair("RS256")).privateKey)],
    ["without a signature", () => `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`],
    ["that is none", () => "x"],
  ])("one %s is 401, and the backend is not asked", async (_, token) => {
    const refused = await ask(token());
    expect(refused.problem()).toMatchObject({ status: 401, type: "urn:gatehouse:refusal:invalid-token" });
    expect(refused.header("www-authenticate")).toContain("invalid_token");
    expect(backend.seen).toEqual([]);
  });

  it("a call without one is 401, and one whose issuer gives no keys is 503", async () => {
    expect((await call(door.port, "GET /gateway/demo/a")).problem().type).toBe(
      "urn:gatehouse:refusal:missing-token",
    );
    const nowhere = { ...rule(), keysUrl: "http://127.0.0.1:9/keys" };
    door.publish(catalogue([policy("api", "demo", { access: { token: nowhere } })]));
    expect((await ask(sign())).status).toBe(503);
  });
});

describe("a dry run", () => {
  const run = (target: string) =>
    door.gateway.dryRun({
      method: "POST",
      target,
      headers: [],
      clientAddress: "127.0.0.1",
      subscriptionId: "sub",
    });

  it("names the steps, and the path that would be asked for", async () => {
    const document = { request: { rewrite: "/v2/{version}", validateBody: "on" } } as const;
    door.publish(catalogue([policy("operation", score.id, document)]));
    const steps = await run("/demo/services/a/score/v1");
    expect(steps.find(({ step }) => step === "steps")?.verdict).toContain("checked against its schema");
    expect(steps.at(-1)?.verdict).toContain("/v2/v1");
  });

  it("says that a job is another subscription's", async () => {
    door.publish(catalogue([], [operation("POST", "/*")]));
    await door.parts.jobs.bind(new URL(backend.url).origin, "theirs", "another subscription");
    await door.parts.jobs.bind(new URL(backend.url).origin, "ours", "sub");
    const refused = await run("/demo/jobs/theirs/start");
    expect(refused.map(({ verdict }) => verdict).join()).toContain("the job belongs to another subscription");
    expect((await run("/demo/jobs/ours/start")).at(-1)?.step).toBe("forward");
  });
});
