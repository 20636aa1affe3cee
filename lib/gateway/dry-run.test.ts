import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CatalogueData } from "./entries";
import { backendAt, behind } from "./errand/testing";
import type { SomePolicy } from "./policy/testing";
import { corsOf, policy } from "./policy/testing";
import {
  api,
  type Backend,
  exchange,
  key,
  operation,
  product,
  request,
  startBackend,
  startDoor,
  type TestDoor,
} from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend();
  door = await startDoor({ catalogue: catalogue() });
});
afterAll(async () => {
  await door.close();
  await backend.close();
});
beforeEach(() => door.publish(catalogue()));

function catalogue(document: SomePolicy = {}, more: Partial<CatalogueData> = {}): CatalogueData {
  const operations = [operation("GET", "/a"), operation("GET", "/needs?version={version}")];
  return {
    apis: [api(backend.url, { operations })],
    products: [product("starter")],
    policies: [policy("api", "demo", document)],
    ...more,
  };
}

const token = {
  required: true,
  header: "Authorization",
  issuer: "https://issuer.test",
  audiences: ["a"],
  keysUrl: "https://issuer.test/keys",
  algorithms: ["RS256"],
};
const cors = corsOf({ mode: "allow", origins: ["https://app.test"], headers: ["X-Key"] });
const preflight = ["Access-Control-Request-Method: GET", "Origin: https://app.test"];
const foreign = ["Access-Control-Request-Method: GET", "Origin: https://evil.test"];

interface Tried {
  line: string;
  headers: string[];
}

/** The refusal's code of a call that is made, or the answer's status. */
async function made({ line, headers }: Tried): Promise<string> {
  const [method, path] = line.split(" ");
  const lines = [`${method} /gateway/demo${path} HTTP/1.1`, "Host: portal.test"];
  const sent = request([...lines, `Ocp-Apim-Subscription-Key: ${key}`, ...headers]);
  const answer = await exchange(door.port, sent);
  if (answer.body.toString() === "ok" || answer.status === 204) return `status ${answer.status}`;
  const { type } = answer.problem();
  return `(${String(type).replace("urn:gatehouse:refusal:", "")}), status ${answer.status}`;
}

/** What is said of it beforehand. */
async function imagined({ line, headers }: Tried): Promise<string> {
  const [method = "", path = ""] = line.split(" ");
  const pairs = headers.flatMap((text) => text.split(": "));
  const call = { method, target: `/demo${path}`, headers: pairs };
  const steps = await door.gateway.dryRun({ ...call, clientAddress: "127.0.0.1", subscriptionId: "sub" });
  return steps.map(({ step, verdict }) => `${step}: ${verdict}`).join("\n");
}

describe("a dry run says what the gateway then does", () => {
  it.each<[string, Tried, SomePolicy, string]>([
    ["a call that passes", { line: "GET /a", headers: ["X: 1"] }, {}, "status 200"],
    ["no such path", { line: "GET /b", headers: [] }, {}, "(not-found), status 404"],
    ["no such method", { line: "PUT /a", headers: [] }, {}, "(method-not-allowed), status 405"],
    ["a parameter left out", { line: "GET /needs", headers: [] }, {}, "(missing-parameter), status 400"],
    ["a look-alike", { line: "GET /a", headers: ["X_Real_IP: 1"] }, {}, "(lookalike-header), status 400"],
    [
      "two credentials",
      { line: "GET /a", headers: ["Authorization: a", "Authorization: b"] },
      {},
      "(ambiguous-credentials), status 400",
    ],
    ["a loop", { line: "GET /a", headers: ["Via: 1.1 gatehouse"] }, {}, "(forwarding-loop), status 508"],
    ["no token", { line: "GET /a", headers: [] }, { access: { token } }, "(missing-token), status 401"],
    [
      "a token that is none",
      { line: "GET /a", headers: ["Authorization: Bearer x"] },
      { access: { token } },
      "(invalid-token), status 401",
    ],
    ["no example", { line: "GET /a", headers: [] }, { response: { mock: "on" } }, "(no-example), status 501"],
    ["a preflight", { line: "OPTIONS /a", headers: preflight }, { access: { cors } }, "status 204"],
    [
      "another origin's preflight",
      { line: "OPTIONS /a", headers: foreign },
      { access: { cors } },
      "(cors-not-allowed), status 403",
    ],
    [
      "a preflight where no policy answers",
      { line: "OPTIONS /a", headers: preflight },
      {},
      "(method-not-allowed), status 405",
    ],
  ])("of %s", async (_, tried, document, outcome) => {
    door.publish(catalogue(document));
    expect(await made(tried)).toBe(outcome);
    const said = await imagined(tried);
    expect(said).toContain(outcome === "status 200" ? `forward: GET ${backend.url}/a` : outcome);
    expect(said.includes("forward:")).toBe(outcome === "status 200");
  });

  it("of backends that are left alone, and of the one that stands in", async () => {
    const dead = await startBackend();
    await dead.close();
    const tried = { line: "GET /a", headers: [] };
    const resilience = { attempts: 1, failures: 1, restSeconds: 60, failureStatuses: [] };
    const own = backendAt("own", dead.url);
    door.publish({ ...catalogue(), ...behind([own], resilience) });
    expect(await imagined(tried)).toContain(`forward: GET ${dead.url}/a`);
    expect(await made(tried)).toBe("(backend-refused), status 502");
    expect(await made(tried)).toBe("(backend-resting), status 503");
    expect(await imagined(tried)).toContain("(backend-resting), status 503");
    door.publish({ ...catalogue(), ...behind([own, backendAt("other", backend.url)], resilience) });
    expect(await made(tried)).toBe("status 200");
    expect(await imagined(tried)).toContain(`forward: GET ${backend.url}/a`);
  });

  it("of how long a body may be, for it knows none", async () => {
    door.publish(catalogue({ request: { limitBytes: 3 } }));
    expect(await imagined({ line: "GET /a", headers: [] })).toContain("body: may be of 3 bytes at most");
  });

  it("of an API over HTTPS alone, whose calls in clear are refused", async () => {
    const apis = catalogue().apis.map((one) => ({ ...one, schemes: "https" as const }));
    const strict = await startDoor({
      catalogue: { ...catalogue(), apis },
      settings: { plainHttp: "refuse" },
    });
    const call = { method: "GET", target: "/demo/a", headers: [], clientAddress: "127.0.0.1" };
    const steps = await strict.gateway.dryRun({ ...call, subscriptionId: "sub" });
    expect(steps.map(({ step }) => step)).toEqual(["match", "scheme", "key", "forward"]);
    await strict.close();
  });
});
