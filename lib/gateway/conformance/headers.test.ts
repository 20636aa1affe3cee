import { expect, it } from "vitest";
import type { BackendCredential } from "../entries";
import { key } from "../testing";
import { answerIn, throughBothListeners } from "./kit";
import { joinedValue } from "./read-request";
import { bytes } from "./recording-backend";

/** A backend that answers with these header lines. */
function answering(lines: string[], body = "ok"): () => string {
  return () => ["HTTP/1.1 200 OK", ...lines, `Content-Length: ${body.length}`, "", body].join("\r\n");
}

throughBothListeners((open) => {
  it("21: hop-by-hop request headers, and those that Connection lists, stay on their hop (RFC 9110 section 7.6.1)", async () => {
    const road = await open();
    const hop = ["Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic x"];
    const more = ["Proxy-Authenticate: Basic", "TE: trailers", "Trailer: X", "Upgrade: h2c"];
    const listed = [
      "Connection: X-Listed, Keep-Alive",
      "connection: x-listed-too",
      "X-Listed: 1",
      "X-LISTED-TOO: 1",
    ];
    expect((await road.call("GET /x", [...listed, ...hop, ...more, "X-Kept: 1"])).status).toBe(200);
    const [asked] = road.backend.asked;
    for (const line of [...hop, ...more, "X-Listed: 1", "X-Listed-Too: 1"]) {
      const [name = ""] = line.split(":");
      expect(asked?.header(name), name).toBeUndefined();
    }
    expect(asked?.header("connection")).toBe("keep-alive");
    expect(asked?.header("x-kept")).toBe("1");
  });

  it("21: and so do the answer's (RFC 9110 section 7.6.1)", async () => {
    const hop = ["Connection: X-Listed", "X-Listed: 1", "Keep-Alive: timeout=1", "Proxy-Authenticate: Basic"];
    const more = [
      "Proxy-Authorization: x",
      "Proxy-Connection: close",
      "TE: x",
      "Trailer: X-T",
      "Upgrade: h2c",
    ];
    const road = await open({ answer: answering([...hop, ...more]) });
    const answer = await road.call("GET /x");
    for (const name of ["x-listed", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te"]) {
      expect(answer.header(name), name).toBeUndefined();
    }
    for (const name of ["trailer", "upgrade"]) expect(answer.header(name), name).toBeUndefined();
    expect(answer.header("keep-alive")).toBe("timeout=65");
  });

  it("21: nor does an answer's Connection list away the request id that is ours", async () => {
    const road = await open({ answer: answering(["Connection: X-Request-Id, X-Listed", "X-Listed: 1"]) });
    const answer = await road.call("GET /x");
    expect(answer.header("x-request-id")).toBe(road.door.records[0]?.id);
    expect(answer.header("x-listed")).toBeUndefined();
  });

  it("22: a request id that its caller lists away is said anew by us", async () => {
    const road = await open();
    await road.call("GET /x", ["Connection: x-request-id", "X-Request-Id: theirs"]);
    expect(road.backend.asked[0]?.header("x-request-id")).toBe(road.door.records[0]?.id);
  });

  it("22: Connection cannot list away what the gateway adds (RFC 9110 section 7.6.1)", async () => {
    const road = await open({ credential: { kind: "bearer", token: "backend-token" } });
    const listed = "authorization, host, via, x-forwarded-for, x-request-id, content-type, content-length";
    await road.call("POST /x", [`Connection: ${listed}`, "Content-Type: a/b"], "body");
    const [asked] = road.backend.asked;
    expect(asked?.header("authorization")).toBe("Bearer backend-token");
    expect(asked?.header("host")).toBe(`127.0.0.1:${road.backend.port}`);
    expect(asked?.header("via")).toBe("1.1 gatehouse");
    expect(asked?.header("x-forwarded-for")).toBe("127.0.0.1");
    expect(asked?.header("x-request-id")).toBe(road.door.records[0]?.id);
    expect(asked?.header("content-type")).toBeUndefined();
    expect(asked?.body.toString()).toBe("body");
  });

  it("22: nor can it hide what the gateway looks at: the key, and a second credential", async () => {
    const road = await open();
    expect((await road.call("GET /x", ["Connection: ocp-apim-subscription-key"])).status).toBe(200);
    const two = ["Connection: authorization", "Authorization: a", "Authorization: b"];
    expect((await road.call("GET /x", two)).status).toBe(400);
    expect((await road.call("GET /x", ["Connection: via", "Via: 1.1 gatehouse"])).status).toBe(508);
    expect(road.backend.asked).toHaveLength(1);
  });

  it("23: Via grows by our name, behind those of others (RFC 9110 section 7.6.3)", async () => {
    const road = await open();
    await road.call("GET /x", ["Via: 1.1 cdn, 2 edge (not gatehouse)"]);
    expect(road.backend.asked[0]?.header("via")).toBe("1.1 cdn, 2 edge (not gatehouse)|1.1 gatehouse");
  });

  it.each([
    ["Via: 1.1 gatehouse"],
    ["via: 1.0 a, HTTP/1.1 Gatehouse (x)"],
    ["Via: 1.1 a,1.1\tGATEHOUSE,1.1 b"],
    ["Via: 1.1 a\r\nVia: 1.1 gatehouse"],
  ])(
    "23: a call that has come round (%j): 508 (RFC 9110 section 7.6.3, RFC 5842 section 7.2)",
    async (via) => {
      const road = await open();
      expect((await road.call("GET /x", [via])).status).toBe(508);
      expect(road.backend.received).toEqual([]);
    },
  );

  it("24: what a caller claims of itself is replaced (RFC 7239 section 8.1)", async () => {
    const road = await open();
    const dropped = [
      "X-Forwarded-Port: 1",
      "X-Forwarded-Anything: 1",
      "Forwarded: for=1.2.3.4",
      "X-Real-IP: 1.2.3.4",
    ];
    const own = ["X-Gatehouse-User: admin", "X-Gatehouse-Trace: true"];
    const claims = ["X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil.test", "X-Forwarded-Proto: https"];
    await road.call("GET /x", [...claims, ...dropped, ...own]);
    const [asked] = road.backend.asked;
    expect(asked?.header("x-forwarded-for")).toBe("127.0.0.1");
    expect(asked?.header("x-forwarded-host")).toBe("portal.test");
    expect(asked?.header("x-forwarded-proto")).toBe("http");
    for (const line of [...dropped, ...own]) expect(asked?.header(line.split(":")[0] ?? "")).toBeUndefined();
    expect((await road.door.record(0)).clientAddress).toBe("127.0.0.1");
  });

  it.each([
    ["1.2.3.4", "1.2.3.4", "1.2.3.4, 127.0.0.1"],
    ["6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4", "6.6.6.6, 1.2.3.4, 10.0.0.9, 127.0.0.1"],
    ["1.2.3.4:5678", "1.2.3.4", "1.2.3.4, 127.0.0.1"],
    ["[2001:db9::1]:80", "2001:db9::1", "2001:db9::1, 127.0.0.1"],
    ["nonsense", "127.0.0.1", "127.0.0.1"],
  ])(
    "24: a trusted proxy's X-Forwarded-For: %s makes the caller %s (RFC 7239 section 5.2)",
    async (chain, address, sent) => {
      const road = await open({ door: { trustedProxies: ["loopback", "10.0.0.0/8"] } });
      await road.call("GET /x", [`X-Forwarded-For: ${chain}`, "X-Forwarded-Host: public.test"]);
      expect(road.backend.asked[0]?.header("x-forwarded-for")).toBe(sent);
      expect(road.backend.asked[0]?.header("x-forwarded-host")).toBe("public.test");
      expect((await road.door.record(0)).clientAddress).toBe(address);
    },
  );

  it("25: Host is the backend's, the caller's goes to X-Forwarded-Host (RFC 9110 section 7.2)", async () => {
    const road = await open();
    await road.call("GET /x");
    expect(road.backend.asked[0]?.header("host")).toBe(`127.0.0.1:${road.backend.port}`);
    expect(road.backend.asked[0]?.header("x-forwarded-host")).toBe("portal.test");
  });

  it("26: neither key nor portal cookies reach the backend, other cookies do (RFC 9110 section 17.13)", async () => {
    const road = await open();
    const ours = "next-auth.session-token=secret; __Secure-next-auth.csrf=secret";
    await road.call("GET /x", [`Cookie: a=1; ${ours}; b=2`, "Cookie: __Host-next-auth.x=secret"]);
    expect(road.backend.asked[0]?.header("cookie")).toBe("a=1; b=2");
    expect(road.backend.received[0]?.toString()).not.toMatch(/secret|gate_test/);
  });

  it("26: and no backend sets a cookie of the portal's", async () => {
    const cookies = [
      "Set-Cookie: next-auth.session-token=x",
      "Set-Cookie: __Host-next-auth.a=x",
      "Set-Cookie: a=1",
    ];
    const road = await open({ answer: answering(cookies) });
    expect((await road.call("GET /x")).header("set-cookie")).toBe("a=1");
  });

  it("27: without a stored credential the caller's Authorization passes, in any case (RFC 9110 section 11.7)", async () => {
    const road = await open();
    await road.call("GET /x", ["authorization: bearer their-own"]);
    expect(road.backend.asked[0]?.header("authorization")).toBe("bearer their-own");
  });

  it.each<[BackendCredential, string, string]>([
    [{ kind: "bearer", token: "backend-token" }, "authorization", "Bearer backend-token"],
    [{ kind: "basic", username: "u", password: "pässword" }, "authorization", "Basic dTpww6Rzc3dvcmQ="],
    [{ kind: "header", name: "X-Api-Key", value: "backend-key" }, "x-api-key", "backend-key"],
  ])("27: a stored credential (%o) takes the caller's place", async (credential, name, value) => {
    const road = await open({ credential });
    await road.call("GET /x", [`${name}: their-own`]);
    expect(road.backend.asked[0]?.header(name)).toBe(value);
  });

  it("27: a stored query credential takes the caller's place, and the record does not show it", async () => {
    const road = await open({ credential: { kind: "query", name: "code", value: "s€cret value" } });
    await road.call("GET /x?a=1&CODE=theirs&b=2");
    expect(road.backend.asked[0]?.target).toBe("/x?a=1&b=2&code=s%E2%82%ACcret%20value");
    expect(JSON.stringify(await road.door.record(0))).not.toContain("cret");
  });

  it("27: two Authorization headers: 400 (RFC 9110 section 5.3)", async () => {
    const road = await open();
    expect((await road.call("GET /x", ["Authorization: a", "authorization: a"])).status).toBe(400);
    expect(road.backend.received).toEqual([]);
  });

  it("28, 30, 31: repeated headers keep order and number, names their spelling, bytes their value (RFC 9110 section 5.3)", async () => {
    const road = await open();
    const lines = ["x-A: 1", "X-a: caf\xe9\xff", "x-A: 3", "__proto__: p", "constructor: c", "toString: t"];
    await road.call("GET /x", lines);
    const asked = road.backend.asked[0]?.headers ?? [];
    const own = asked.filter((_, n) =>
      /^(x-a|__proto__|constructor|tostring)$/i.test(asked[n - (n % 2)] ?? ""),
    );
    expect(own).toEqual(lines.flatMap((line) => line.split(": ")));
  });

  it("28, 30: and the answer's: three Set-Cookie stay three, bytes stay bytes (RFC 9110 section 5.3)", async () => {
    const lines = ["Set-Cookie: a=1", "X-A: 1", "Set-Cookie: b=2", "set-cookie: c=3", "x-a: \xff caf\xe9"];
    const road = await open({
      answer: () => `HTTP/1.1 299 Fine\r\n${lines.join("\r\n")}\r\nContent-Length: 0\r\n\r\n`,
    });
    const answer = await road.call("GET /x");
    expect(answer.header("set-cookie")).toBe("a=1|b=2|c=3");
    expect(answer.header("x-a")).toBe("1|\xff caf\xe9");
    expect(answer.bytes.toString("latin1")).toMatch(/^HTTP\/1\.1 299 Fine\r\n/);
    const order = answer.rawHeaders.filter((name, n) => n % 2 === 0 && /cookie|x-a/i.test(name));
    expect(order).toEqual(["Set-Cookie", "X-A", "Set-Cookie", "set-cookie", "x-a"]);
  });

  it.each([
    ["X_Forwarded_For: 1.2.3.4", 400],
    ["X-Forwarded_Proto: https", 400],
    ["Ocp_Apim_Subscription_Key: x", 400],
    ["Ocp-Apim-Subscription_Key: x", 400],
    ["x_gatehouse_user: x", 400],
    ["X_Real_IP: 1.2.3.4", 400],
    ["X_Request_Id: x", 400],
    ["Content_Length: 3", 400],
    ["Transfer_Encoding: chunked", 400],
    ["Proxy_Authorization: x", 400],
    ["Connection: x_forwarded_for\r\nX_Forwarded_For: 1.2.3.4", 400],
    ["AUTHORIZATION_: x", 200],
    ["X_Mine: x", 200],
  ])(
    "29: %s: %i, for servers that read headers as CGI variables (RFC 3875 section 4.1.18)",
    async (line, status) => {
      const road = await open();
      expect((await road.call("GET /x", [line])).status).toBe(status);
      expect(road.backend.asked).toHaveLength(status === 200 ? 1 : 0);
    },
  );

  it("29: a look-alike of the stored credential's header is refused", async () => {
    const road = await open({ credential: { kind: "header", name: "X-Api-Key", value: "backend-key" } });
    expect((await road.call("GET /x", ["X_Api_Key: theirs"])).status).toBe(400);
  });

  it.each([
    [
      "an answer of the backend's",
      (base: string) => `GET ${base}/demo/x HTTP/1.1\r\nHost: a\r\nOcp-Apim-Subscription-Key: ${key}\r\n\r\n`,
    ],
    ["a refusal", (base: string) => `GET ${base}/demo/x HTTP/1.1\r\nHost: a\r\n\r\n`],
    ["an unknown path", (base: string) => `GET ${base}/none HTTP/1.1\r\nHost: a\r\n\r\n`],
    ["a bad path", (base: string) => `GET ${base}/demo/../x HTTP/1.1\r\nHost: a\r\n\r\n`],
    ["no Host", (base: string) => `GET ${base}/demo/x HTTP/1.1\r\n\r\n`],
    ["what the parser refuses", () => "GET / HTTP/1.1\r\nHost : a\r\n\r\n"],
    ["an unknown method", () => "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["CONNECT", () => "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"],
    ["OPTIONS *", () => "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["an expectation", (base: string) => `GET ${base}/demo HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n`],
  ])(
    "32: %s carries a request id, and no Server, version or stack of ours (RFC 9110 section 17.12)",
    async (_, write) => {
      const road = await open();
      const answer = await road.exchange(bytes(write(road.base)));
      expect(answer.header("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.header("date")).toBeDefined();
      for (const name of ["server", "x-powered-by", "via"]) expect(answer.header(name)).toBeUndefined();
      expect(answer.bytes.toString()).not.toMatch(
        /node|undici|llhttp|HPE_|\bat \S+:\d+|\.ts\b|\d+\.\d+\.\d+/i,
      );
    },
  );

  it("32: nor does a call that fails inside the gateway (RFC 9110 section 15.6.1)", async () => {
    const road = await open({
      parts: {
        catalogue: () => {
          throw new Error("at lib/gateway/match.ts:12:3 with s3cret");
        },
      },
    });
    const answer = await road.call("GET /x");
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).not.toMatch(/s3cret|match/);
    expect((await road.door.record(0)).refusalDetail).toContain("s3cret");
  });

  it("33: a backend's missing Content-Type is not invented, nor anything else (RFC 9110 section 8.3)", async () => {
    const road = await open();
    const { rawHeaders } = await road.call("GET /x");
    const names = rawHeaders.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase());
    // What a browser could take for a page of the portal's is kept from running as one.
    const sandbox = road.base === "" ? [] : ["content-security-policy"];
    const ours = ["connection", "content-length", "date", "keep-alive", "x-request-id", ...sandbox];
    expect(names.sort()).toEqual(ours.sort());
  });

  it("34: oddities of real clients pass: a coding called UTF-8, text/json, POST without body and type", async () => {
    const road = await open();
    const odd = ["Content-Encoding: UTF-8", "Content-Type: text/json", "Authorization: bearer x"];
    expect((await road.call("POST /x", odd, "{}")).status).toBe(200);
    expect((await road.call("POST /x")).status).toBe(200);
    expect((await road.call("POST /x", ["Content-Length: 0"])).status).toBe(200);
    const [first, second, third] = road.backend.asked.map(({ headers }) => headers);
    expect(joinedValue(first ?? [], "content-encoding")).toBe("UTF-8");
    expect(joinedValue(first ?? [], "content-type")).toBe("text/json");
    for (const headers of [second ?? [], third ?? []]) {
      expect(joinedValue(headers, "content-type")).toBeUndefined();
      expect(joinedValue(headers, "content-length")).toBe("0");
    }
  });

  it("a request id of the caller's own passes, while the answer carries ours and not the backend's", async () => {
    const road = await open({ answer: answering(["X-Request-Id: backend's", "X-Gatehouse-Trace: forged"]) });
    const answer = await road.call("GET /x", ["X-Request-Id: theirs"]);
    expect(road.backend.asked[0]?.header("x-request-id")).toBe("theirs");
    expect(answer.header("x-request-id")).toBe((await road.door.record(0)).id);
    expect(answer.header("x-gatehouse-trace")).toBeUndefined();
  });

  it("leading empty lines before a request are passed over (RFC 9112 section 2.2)", async () => {
    const road = await open();
    const text = await road.untilClosed(
      Buffer.concat([bytes("\r\n"), road.head("GET /x", ["Connection: close"])]),
    );
    expect(answerIn(text).status).toBe(200);
  });
});
