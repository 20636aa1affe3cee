import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BackendCredential } from "./parts";
import {
  api,
  type Backend,
  call,
  exchange,
  headerIn,
  key,
  product,
  request,
  startBackend,
  startDoor,
  startRawBackend,
  type TestDoor,
} from "./testing";

let backend: Backend;
let door: TestDoor;

beforeAll(async () => {
  backend = await startBackend((req, res) => {
    if (req.url?.startsWith("/answer")) res.writeHead(200, answerHeaders);
    res.end("ok");
  });
});

afterAll(async () => {
  await backend.close();
});

afterEach(async () => {
  await door.close();
  backend.seen.length = 0;
});

let answerHeaders: string[] = [];

async function open(
  credential: BackendCredential | null = null,
  options: Omit<Parameters<typeof startDoor>[0], "catalogue"> = {},
  url = backend.url,
): Promise<number> {
  const entry = api(url);
  const apis = [{ ...entry, backend: { ...entry.backend, credential } }];
  door = await startDoor({ ...options, catalogue: { apis, products: [product("starter")] } });
  return door.port;
}

/** One call with these header lines; what the backend saw of it. */
async function forwarded(headers: string[], credential: BackendCredential | null = null) {
  const port = await open(credential);
  const { status } = await call(port, "GET /gateway/demo/x", headers);
  expect(status).toBe(200);
  return backend.seen[0] ?? { header: () => "nothing arrived", rawHeaders: [], url: "" };
}

describe("request headers", () => {
  it("hop-by-hop ones, and those that Connection lists, stay on their hop (RFC 9110 section 7.6.1)", async () => {
    const { header } = await forwarded([
      "Connection: X-Listed, Keep-Alive",
      "connection: x-listed-too",
      "X-Listed: 1",
      "X-LISTED-TOO: 1",
      "Keep-Alive: timeout=5",
      "Proxy-Connection: keep-alive",
      "Proxy-Authorization: Basic x",
      "TE: trailers",
      "Trailer: X",
      "Upgrade: h2c",
      "X-Kept: 1",
    ]);
    for (const name of [
      "x-listed",
      "x-listed-too",
      "keep-alive",
      "proxy-connection",
      "proxy-authorization",
      "te",
    ]) {
      expect(header(name), name).toBeUndefined();
    }
    for (const name of ["trailer", "upgrade"]) expect(header(name), name).toBeUndefined();
    expect(header("connection")).toBe("keep-alive");
    expect(header("x-kept")).toBe("1");
  });

  it("Connection cannot list away what the gateway adds", async () => {
    const { header } = await forwarded(
      [
        "Connection: authorization, host, via, x-forwarded-for, x-request-id, content-type",
        "Content-Type: a/b",
      ],
      { kind: "bearer", token: "backend-token" },
    );
    expect(header("authorization")).toBe("Bearer backend-token");
    expect(header("host")).toBe(`127.0.0.1:${backend.port}`);
    expect(header("via")).toBe("1.1 gatehouse");
    expect(header("x-forwarded-for")).toBe("127.0.0.1");
    expect(header("x-request-id")).toBe(door.records[0]?.id);
    expect(header("content-type")).toBeUndefined();
  });

  it("Via grows by our name, behind those of others", async () => {
    const { header } = await forwarded(["Via: 1.1 cdn, 2 edge"]);
    expect(header("via")).toBe("1.1 cdn, 2 edge|1.1 gatehouse");
  });

  it.each(["1.1 gatehouse", "1.0 a, HTTP/1.1 Gatehouse (x)"])(
    "a call with Via: %s has come round: 508",
    async (via) => {
      const port = await open();
      expect((await call(port, "GET /gateway/demo/x", [`Via: ${via}`])).status).toBe(508);
      expect(backend.seen).toEqual([]);
    },
  );

  it("what a caller claims of itself is replaced", async () => {
    const { header } = await forwarded([
      "X-Forwarded-For: 1.2.3.4",
      "X-Forwarded-Host: evil.test",
      "X-Forwarded-Proto: https",
      "X-Forwarded-Port: 1",
      "X-Forwarded-Anything: 1",
      "Forwarded: for=1.2.3.4",
      "X-Real-IP: 1.2.3.4",
      "X-Gatehouse-User: admin",
      "X-Gatehouse-Trace: true",
    ]);
    expect(header("x-forwarded-for")).toBe("127.0.0.1");
    expect(header("x-forwarded-host")).toBe("portal.test");
    expect(header("x-forwarded-proto")).toBe("http");
    for (const name of [
      "x-forwarded-port",
      "x-forwarded-anything",
      "forwarded",
      "x-real-ip",
      "x-gatehouse-user",
    ]) {
      expect(header(name), name).toBeUndefined();
    }
    expect(door.records[0]?.clientAddress).toBe("127.0.0.1");
  });

  it.each([
    ["1.2.3.4", "1.2.3.4", "1.2.3.4, 127.0.0.1"],
    ["6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4", "6.6.6.6, 1.2.3.4, 10.0.0.9, 127.0.0.1"],
    ["1.2.3.4:5678", "1.2.3.4", "1.2.3.4, 127.0.0.1"],
    ["[2001:db9::1]:80", "2001:db9::1", "2001:db9::1, 127.0.0.1"],
    ["nonsense", "127.0.0.1", "127.0.0.1"],
  ])("from a trusted proxy X-Forwarded-For: %s makes the caller %s", async (chain, address, sent) => {
    const port = await open(null, { door: { trustedProxies: ["loopback", "10.0.0.0/8"] } });
    await call(port, "GET /gateway/demo/x", [`X-Forwarded-For: ${chain}`]);
    expect(backend.seen[0]?.header("x-forwarded-for")).toBe(sent);
    expect((await door.record(0)).clientAddress).toBe(address);
  });

  it("neither the key nor the portal's cookies reach the backend; other cookies do", async () => {
    const { header, rawHeaders } = await forwarded([
      "Cookie: a=1; next-auth.session-token=secret; __Secure-next-auth.csrf=secret; b=2",
      "Cookie: __Host-next-auth.x=secret",
    ]);
    expect(header("cookie")).toBe("a=1; b=2");
    expect(rawHeaders.join()).not.toMatch(/secret|gate_test/);
  });

  it("the caller's Authorization passes where the backend has no credential, in any case", async () => {
    expect((await forwarded(["authorization: bearer their-own"])).header("authorization")).toBe(
      "bearer their-own",
    );
  });

  it.each([
    [{ kind: "bearer", token: "backend-token" }, "authorization", "Bearer backend-token"],
    [{ kind: "basic", username: "u", password: "pässword" }, "authorization", "Basic dTpww6Rzc3dvcmQ="],
    [{ kind: "header", name: "X-Api-Key", value: "backend-key" }, "x-api-key", "backend-key"],
  ] as const)("a stored credential (%o) takes the caller's place", async (credential, name, value) => {
    const { header } = await forwarded([`${name}: their-own`], credential);
    expect(header(name)).toBe(value);
  });

  it("a stored query credential takes the caller's place, and the record does not show it", async () => {
    const port = await open({ kind: "query", name: "code", value: "s€cret value" });
    await call(port, "GET /gateway/demo/x?a=1&CODE=theirs&b=2");
    expect(backend.seen[0]?.url).toBe("/x?a=1&b=2&code=s%E2%82%ACcret%20value");
    expect(JSON.stringify(await door.record(0))).not.toContain("cret");
  });

  it.each([
    [["Authorization: a", "authorization: b"], 400],
    [["X_Forwarded_For: 1.2.3.4"], 400],
    [["Ocp_Apim_Subscription_Key: x"], 400],
    [["AUTHORIZATION_: x"], 200],
    [["x_gatehouse_user: x"], 400],
    [["X_Mine: x"], 200],
    [["Host: other.test"], 400],
  ])("%j: %i", async (headers, status) => {
    const port = await open();
    expect((await call(port, "GET /gateway/demo/x", headers)).status).toBe(status);
  });

  it("repeated ones keep order and number, names their spelling, bytes their value", async () => {
    const { rawHeaders } = await forwarded([
      "x-A: 1",
      "X-a: caf\xe9\xff",
      "x-A: 3",
      "__proto__: p",
      "constructor: c",
    ]);
    const own = rawHeaders.filter((_, n) =>
      /^(x-a|__proto__|constructor)$/i.test(rawHeaders[n - (n % 2)] ?? ""),
    );
    expect(own).toEqual(["x-A", "1", "X-a", "caf\xe9\xff", "x-A", "3", "__proto__", "p", "constructor", "c"]);
  });

  it("a request id of the caller's own passes, while the answer carries ours", async () => {
    const port = await open();
    const answer = await call(port, "GET /gateway/demo/x", ["X-Request-Id: theirs"]);
    expect(backend.seen[0]?.header("x-request-id")).toBe("theirs");
    expect(answer.header("x-request-id")).toBe((await door.record(0)).id);
  });

  it("oddities of real clients pass: a coding called UTF-8, text/json, POST without body and type", async () => {
    const port = await open();
    const odd = await call(
      port,
      "POST /gateway/demo/x",
      ["Content-Encoding: UTF-8", "Content-Type: text/json"],
      "{}",
    );
    const empty = await call(port, "POST /gateway/demo/x");
    const zero = await call(port, "POST /gateway/demo/x", ["Content-Length: 0"]);
    expect([odd.status, empty.status, zero.status]).toEqual([200, 200, 200]);
    expect(
      backend.seen.map((seen) => [seen.header("content-encoding"), seen.header("content-type")]),
    ).toEqual([
      ["UTF-8", "text/json"],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(backend.seen[1]?.header("content-length")).toBe("0");
  });

  it("over 16 KiB: 431, a target over 8 KiB: 414", async () => {
    const port = await open();
    const long = "a".repeat(9_000);
    expect((await call(port, "GET /gateway/demo/x", [`X-A: ${long}`, `X-B: ${long}`])).status).toBe(431);
    expect((await call(port, "GET /gateway/demo/x", [`X-A: ${long.repeat(5)}`])).status).toBe(431);
    expect((await call(port, `GET /gateway/demo/${long}`)).status).toBe(414);
    expect((await call(port, `GET /gateway/demo/${long.slice(2_000)}`, [`X-A: ${long}`])).status).toBe(200);
  });
});

describe("the request's form", () => {
  it.each([
    ["two hosts", ["Host: b.test"], 400],
    ["an empty coding list", ["Transfer-Encoding: gzip, chunked"], 501],
    ["a length and a coding", ["Content-Length: 3", "Transfer-Encoding: chunked"], 400],
    ["two lengths", ["Content-Length: 3", "Content-Length: 4"], 400],
    ["a list of lengths", ["Content-Length: 3, 3"], 400],
    ["a signed length", ["Content-Length: +3"], 400],
    ["a space before the colon", ["X-A : 1"], 400],
    ["a folded line", ["X-A: 1", " 2"], 400],
    ["an unknown expectation", ["Expect: the-best"], 417],
  ])("%s: refused, the backend untouched", async (_, headers, status) => {
    const port = await open();
    const lines = [
      "POST /gateway/demo/x HTTP/1.1",
      "Host: a.test",
      `Ocp-Apim-Subscription-Key: ${key}`,
      ...headers,
    ];
    expect((await exchange(port, request(lines, "0\r\n\r\n"))).status).toBe(status);
    expect(backend.seen).toEqual([]);
  });

  it.each([
    ["", 400],
    ["a@b", 400],
    ["a b", 400],
    ["a.test:80", 200],
    ["[::1]:80", 200],
  ])("Host: %s gives %i", async (host, status) => {
    const port = await open();
    const lines = ["GET /gateway/demo/x HTTP/1.1", `Host: ${host}`, `Ocp-Apim-Subscription-Key: ${key}`];
    expect((await exchange(port, request(lines))).status).toBe(status);
  });

  it.each([
    ["http://portal.test/gateway/demo/x?y", 200],
    ["HTTP://PUBLIC.test/gateway/demo/x?y", 200],
    ["http://evil.test/gateway/demo/x?y", 421],
    ["http://a@portal.test/gateway/demo/x?y", 421],
  ])("a target in absolute form (%s) must name us: %i", async (target, status) => {
    const port = await open(null, { door: { ownHosts: ["Public.test"] } });
    expect((await call(port, `GET ${target}`)).status).toBe(status);
    if (status === 200) expect(backend.seen[0]?.url).toBe("/x?y");
    else expect(backend.seen).toEqual([]);
  });

  it("Transfer-Encoding in HTTP/1.0: 400", async () => {
    const port = await open();
    const lines = ["POST /gateway/demo/x HTTP/1.0", "Host: a", `Ocp-Apim-Subscription-Key: ${key}`];
    const bytes = request([...lines, "Transfer-Encoding: chunked"], "0\r\n\r\n");
    expect((await exchange(port, bytes)).status).toBe(400);
    expect(backend.seen).toEqual([]);
  });
});

describe("response headers", () => {
  async function answered(headers: string[], credential: BackendCredential | null = null) {
    answerHeaders = headers;
    const port = await open(credential);
    return call(port, "GET /gateway/demo/answer");
  }

  it("hop-by-hop ones stay on their hop, the rest keep order and number", async () => {
    const answer = await answered([
      ...[
        "Connection",
        "X-Listed",
        "X-Listed",
        "1",
        "Keep-Alive",
        "timeout=1",
        "Proxy-Authenticate",
        "Basic",
      ],
      ...["Set-Cookie", "a=1", "X-A", "1", "Set-Cookie", "b=2", "set-cookie", "c=3", "x-a", "2"],
    ]);
    expect(answer.header("x-listed")).toBeUndefined();
    expect(answer.header("proxy-authenticate")).toBeUndefined();
    expect(answer.header("set-cookie")).toBe("a=1|b=2|c=3");
    expect(answer.header("x-a")).toBe("1|2");
    expect(answer.header("keep-alive")).toBe("timeout=65");
  });

  it("nothing is invented and nothing of ours is told: no Content-Type, no Server, no version", async () => {
    const { rawHeaders } = await answered([]);
    const names = rawHeaders.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase());
    expect(names.sort()).toEqual(["connection", "date", "keep-alive", "transfer-encoding", "x-request-id"]);
  });

  it("the backend's request id, and names that are ours, give way to ours", async () => {
    const answer = await answered(["X-Request-Id", "theirs", "X-Gatehouse-Trace", "forged"]);
    expect(answer.header("x-request-id")).toBe((await door.record(0)).id);
    expect(answer.header("x-gatehouse-trace")).toBeUndefined();
  });

  it("no backend sets a cookie of the portal's", async () => {
    const answer = await answered([
      "Set-Cookie",
      "next-auth.session-token=x",
      "Set-Cookie",
      "__Host-next-auth.a=x",
    ]);
    expect(answer.header("set-cookie")).toBeUndefined();
  });

  it.each([
    [
      { kind: "bearer", token: "backend-token" },
      "X-Echo",
      "got Bearer backend-token!",
      "got Bearer [redacted]!",
    ],
    [
      { kind: "query", name: "code", value: "a secret" },
      "Location",
      "/y?code=a%20secret",
      "/y?code=[redacted]",
    ],
    [{ kind: "basic", username: "user", password: "password1" }, "X", "password1", "[redacted]"],
  ] as const)("the backend's credential is never echoed (%o)", async (credential, name, value, shown) => {
    expect((await answered([name, value], credential)).header(name)).toBe(shown);
  });

  it("a page of the backend's cannot run as one of the portal's at the same origin", async () => {
    answerHeaders = ["Content-Type", "text/html"];
    const port = await open(null, { door: { sharedOrigin: true } });
    expect((await call(port, "GET /gateway/demo/answer")).header("content-security-policy")).toBe("sandbox");
    answerHeaders = ["Content-Type", "application/json"];
    expect((await call(port, "GET /gateway/demo/answer")).header("content-security-policy")).toBeUndefined();
  });

  it("bytes stay as they are, in values and in the reason", async () => {
    const raw = await startRawBackend((socket) => {
      const head = "HTTP/1.1 299 Tr\xe8s bien\r\nX-Bytes: \xff caf\xe9\r\nContent-Length: 0\r\n\r\n";
      socket.write(Buffer.from(head, "latin1"));
    });
    const port = await open(null, {}, raw.url);
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.status).toBe(299);
    expect(headerIn(answer.rawHeaders, "x-bytes")).toBe("\xff caf\xe9");
    await raw.close();
  });
});
