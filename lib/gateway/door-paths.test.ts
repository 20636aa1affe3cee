import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  api,
  type Backend,
  call,
  key,
  operation,
  product,
  startBackend,
  startDoor,
  type TestDoor,
} from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend();
  const entry = api(backend.url);
  const based = api(`${backend.url}/base/path/`, {
    id: "based",
    suffix: "team/based",
    operations: [
      operation("GET", "/{x}?v={v}&w={w}", { queryDefaults: { w: "d e" } }),
      operation("GET", "/"),
    ],
  });
  door = await startDoor({ catalogue: { apis: [entry, based], products: [product("starter")] } });
});

afterAll(async () => {
  await door.close();
  await backend.close();
});

beforeEach(() => {
  backend.seen.length = 0;
});

describe("what is asked of the backend is what was asked of the gateway, byte for byte", () => {
  it.each([
    ["/demo/a%2Fb", "/a%2Fb"],
    ["/DEMO/MiXed", "/MiXed"],
    ["/demo//", "//"],
    ["/demo//a//b", "//a//b"],
    ["/demo/%ff/caf%C3%A9", "/%ff/caf%C3%A9"],
    ["/demo/a;x=1/b/", "/a;x=1/b/"],
    ["/demo/x?x=1&x=2&y=&z&q=a+b&r=%20", "/x?x=1&x=2&y=&z&q=a+b&r=%20"],
    ["/demo/x?", "/x?"],
    ["/demo/x??a=?", "/x??a=?"],
    ["/demo/x?a=1&&b=%2F&=c&", "/x?a=1&&b=%2F&=c&"],
    ["/demo/x?q='\"<>[]{}|^`", "/x?q='\"<>[]{}|^`"],
    ["/demo/a:b@c!$&'()*+,=~", "/a:b@c!$&'()*+,=~"],
    ["/demo", "/"],
    ["/demo?a", "/?a"],
    ["/demo/", "/"],
    ["/team/based/1?v=2", "/base/path/1?v=2&w=d%20e"],
    ["/team/based/1?w=&v=2", "/base/path/1?w=&v=2"],
    ["/team/based", "/base/path"],
    ["/team/based/", "/base/path/"],
  ])("%s becomes %s", async (target, url) => {
    const answer = await call(door.port, `GET /gateway${target}`);
    expect(answer.status).toBe(200);
    expect(backend.seen[0]?.url).toBe(url);
  });

  it.each([
    [`?subscription-key=${key}`, ""],
    [`?a=1&subscription-key=${key}&b=2`, "?a=1&b=2"],
    [`?subscription-key=${key}&a=%20`, "?a=%20"],
    [`?a=1&&Subscription-Key=${key}`, "?a=1&"],
    [`?&subscription-key=${key}`, ""],
  ])("less our key parameter: %s becomes %j", async (query, expected) => {
    expect((await call(door.port, `GET /gateway/demo/x${query}`)).status).toBe(200);
    expect(backend.seen[0]?.url).toBe(`/x${expected}`);
  });
});

describe("what could be read in two ways is refused, without a redirect", () => {
  it.each([
    "/demo/../admin",
    "/demo/%2e%2e/admin",
    "/demo/..%2fadmin",
    "/demo/a\\..\\b",
    "/demo/%252e%252e/x",
    "/demo/%00",
    "/demo/%zz",
    "/demo/x#y",
    "/demo/x?a=%0",
  ])("%s: 400", async (target) => {
    expect((await call(door.port, `GET /gateway${target}`)).status).toBe(400);
    expect(backend.seen).toEqual([]);
  });

  it("a second slash before the suffix is another path: 404", async () => {
    expect((await call(door.port, "GET /gateway//demo/x")).status).toBe(404);
  });
});
