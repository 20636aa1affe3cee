import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  api,
  type Backend,
  call,
  operation,
  product,
  startBackend,
  startDoor,
  type TestDoor,
} from "../testing";
import { BodyChecks } from "./body-checks";
import { policy } from "./testing";

const contentType = "application/json";
let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend();
  door = await startDoor({ catalogue: { apis: [], products: [] } });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

beforeEach(() => {
  backend.seen.length = 0;
});

/** Opens an operation whose bodies must fit a schema, and another one. */
function publish(schema: object): void {
  const operations = [
    operation("POST", "/score", { bodies: [{ contentType, schema }] }),
    operation("GET", "/other"),
  ];
  const policies = [policy("api", "demo", { request: { validateBody: "on" } })];
  door.publish({ apis: [api(backend.url, { operations })], products: [product("starter")], policies });
}

const send = (body: string) =>
  call(door.port, "POST /gateway/demo/score", [`Content-Type: ${contentType}`], body);

describe("a small body that would take a validator long", () => {
  const unlike = { type: "array", uniqueItems: true, items: { type: "object" } };
  const email = { type: "string", pattern: "^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+.)+([a-zA-Z0-9]{2,4})+$" };

  it.each([
    [
      "a list whose items must differ",
      unlike,
      JSON.stringify(Array.from({ length: 60_000 }, (_, a) => ({ a }))),
    ],
    ["a pattern that backtracks", email, `"a@${"a".repeat(200)}!"`],
  ])("(%s) is refused in time, and no other call waits for it", async (_, schema, body) => {
    publish(schema);
    let isOver = false;
    const refused = send(body).finally(() => {
      isOver = true;
    });
    for (let n = 0; n < 2; n++) expect((await call(door.port, "GET /gateway/demo/other")).status).toBe(200);
    expect(isOver).toBe(false);
    expect((await refused).problem()).toMatchObject({
      status: 400,
      type: "urn:gatehouse:refusal:invalid-body",
    });
    expect((await refused).problem().message).toContain("takes too long to check");
    expect(backend.seen.map(({ method }) => method)).not.toContain("POST");
  });

  it("(nested deeper than can be followed) is the caller's fault, and not ours", async () => {
    publish({ $ref: "#/$defs/n", $defs: { n: { type: "array", items: { $ref: "#/$defs/n" } } } });
    const refused = await send("[".repeat(200_000) + "]".repeat(200_000));
    expect(refused.problem()).toMatchObject({ status: 400, type: "urn:gatehouse:refusal:invalid-body" });
    expect(refused.problem().message).toContain("nested too deeply");
    expect((await send("[[]]")).status).toBe(200);
  });
});

it("a schema that calls itself asynchronous checks bodies all the same", async () => {
  publish({ $async: true, type: "array" });
  expect((await send("{}")).status).toBe(400);
  expect((await send("[]")).status).toBe(200);
});

describe("callers whose bodies take too long", () => {
  const schema = { key: "pattern", text: JSON.stringify({ type: "string", pattern: "^(a+)+$" }) };
  const bad = Buffer.from(`"${"a".repeat(100)}!"`);
  const fits = Buffer.from('"aa"');
  const from = (caller: string, body = fits, isOver = () => false) => ({ caller, schema, body, isOver });

  it("wait for each other alone: others are checked at once, before what already waited of theirs", async () => {
    const checks = new BodyChecks();
    let refused = 0;
    const slow = Array.from({ length: 2 }, () => checks.check(from("slow", bad)).catch(() => refused++));
    expect(await checks.check(from("other"))).toBeNull();
    expect(refused).toBe(1);
    slow.push(checks.check(from("slow", bad)).catch(() => refused++));
    for (let n = 0; n < 3; n++) expect(await checks.check(from("other"))).toBeNull();
    expect(refused).toBe(1);
    await Promise.all(slow);
    expect(refused).toBe(3);
  });

  it("hold nobody up once they have left", async () => {
    const checks = new BodyChecks();
    let hasLeft = false;
    const running = checks.check(from("slow", bad)).catch(({ code }) => code);
    const left = Array.from({ length: 100 }, () => checks.check(from("slow", bad, () => hasLeft)));
    hasLeft = true;
    expect(await running).toBe("invalid-body");
    expect(new Set(await Promise.all(left))).toEqual(new Set([null]));
  });
});

it("a caller with more bodies waiting than can be kept is told to come back, and another one is not", async () => {
  const checks = new BodyChecks();
  const ask = (caller: string) =>
    checks
      .check({ caller, schema: { key: "any", text: "{}" }, body: Buffer.from("{}"), isOver: () => false })
      .catch(({ code }) => code);
  const asked = Array.from({ length: 600 }, () => ask("one"));
  expect(await ask("other")).toBeNull();
  const told = await Promise.all(asked);
  expect(new Set(told)).toEqual(new Set([null, "checks-busy"]));
  expect(told.slice(0, 100).every((one) => one === null)).toBe(true);
});
