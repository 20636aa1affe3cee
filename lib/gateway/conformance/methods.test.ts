import { expect, it } from "vitest";
import { operation, request } from "../testing";
import { answerIn, throughBothListeners } from "./kit";
import { bytes } from "./recording-backend";

const asks = ["Origin: https://app.test", "Access-Control-Request-Method: GET"];

throughBothListeners((open) => {
  it("14: TRACE and CONNECT: 405 with Allow (RFC 9110 sections 9.3.6 and 9.3.8)", async () => {
    const road = await open();
    const trace = await road.call("TRACE /x");
    const connect = await road.exchange(request(["CONNECT a:1 HTTP/1.1", "Host: a:1"]));
    for (const answer of [trace, connect]) {
      expect(answer.status).toBe(405);
      expect(answer.header("allow")).toContain("GET");
      expect(answer.header("x-request-id")).toBeDefined();
    }
    expect(road.backend.received).toEqual([]);
  });

  it.each(["BREW", "get", "GETS", "X"])(
    "15: %s is no method that is known: 501 (RFC 9110 section 9.1)",
    async (method) => {
      const road = await open();
      const text = await road.untilClosed(road.head(`${method} /x`));
      expect(answerIn(text).status).toBe(501);
      expect(answerIn(text).header("x-request-id")).toBeDefined();
      expect(road.backend.received).toEqual([]);
    },
  );

  it("15: what could begin no method, a TLS greeting in clear, is malformed: 400 (RFC 9112 section 3)", async () => {
    const road = await open();
    expect(answerIn(await road.untilClosed(bytes("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"))).status).toBe(400);
  });

  it("15: a known method that the path does not offer: 405 with those it does (RFC 9110 section 15.5.6)", async () => {
    const operations = [operation("GET", "/x"), operation("PUT", "/x")];
    const road = await open({ api: { operations } });
    for (const method of ["POST", "PROPFIND"]) {
      const answer = await road.call(`${method} /x`);
      expect(answer.status).toBe(405);
      expect(answer.header("allow")).toBe("GET, PUT, HEAD");
    }
  });

  it("16: OPTIONS * is answered by the server itself: 204; no other method may ask so (RFC 9112 section 3.2.4)", async () => {
    const road = await open();
    const answer = await road.exchange(request(["OPTIONS * HTTP/1.1", "Host: a"]));
    expect(answer.status).toBe(204);
    expect(answer.header("x-request-id")).toBeDefined();
    expect((await road.exchange(request(["GET * HTTP/1.1", "Host: a"]))).status).toBe(400);
    expect((await road.exchange(request(["OPTIONS * HTTP/1.1"]))).status).toBe(400);
  });

  it("16: a CORS preflight is answered without a key and never by the backend (Fetch section 4.8)", async () => {
    const operations = [operation("GET", "/x"), operation("OPTIONS", "/y")];
    const road = await open({ api: { operations } });
    const ask = (path: string) =>
      road.exchange(request([`OPTIONS ${road.base}/demo${path} HTTP/1.1`, "Host: a", ...asks]));
    const answers = [await ask("/x"), await ask("/y")];
    expect(answers.map(({ status }) => status)).toEqual([405, 403]);
    for (const answer of answers) expect(answer.header("access-control-allow-origin")).toBeUndefined();
    expect(road.backend.received).toEqual([]);
    expect((await road.call("OPTIONS /y")).status).toBe(200);
    expect(road.backend.asked[0]?.method).toBe("OPTIONS");
  });

  it("17: HEAD goes as HEAD, has no body, and its connection is used on (RFC 9110 section 9.3.2)", async () => {
    const road = await open({
      answer: ({ method }) =>
        `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-M: ${method}\r\n\r\n${method === "HEAD" ? "" : "hello"}`,
    });
    const dialed = await road.dial();
    dialed.socket.write(road.head("HEAD /x"));
    await dialed.until(/Content-Length: 5\r\n.*\r\n\r\n$/s);
    dialed.socket.write(road.head("GET /x"));
    const text = await dialed.until(/hello$/);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(text.match(/hello/g)).toHaveLength(1);
    expect(road.backend.asked.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
    dialed.socket.destroy();
  });

  it("17: a refused HEAD has no body either, and its connection lives on (RFC 9110 section 9.3.2)", async () => {
    const road = await open();
    const sent = [
      request([`HEAD ${road.base}/demo/x HTTP/1.1`, "Host: a"]),
      request([`GET ${road.base}/none HTTP/1.1`, "Host: a", "Connection: close"]),
    ];
    const text = await road.untilClosed(Buffer.concat(sent));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 404"]);
    expect(text).toMatch(/\r\n\r\nHTTP\/1\.1 404/);
  });

  it.each([
    ["204 No Content", "Content-Length: 5\r\n\r\nhello"],
    ["204 No Content", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"],
    ["304 Not Modified", "Content-Length: 5\r\n\r\nhello"],
  ])("18: %s passes no body, whatever the backend sends (RFC 9112 section 6.3)", async (status, rest) => {
    const road = await open({
      answer: ({ target }, socket) => {
        if (target !== "/bad") return "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";
        return void socket.write(`HTTP/1.1 ${status}\r\n${rest}`);
      },
    });
    const dialed = await road.dial();
    dialed.socket.write(road.head("GET /bad"));
    const first = await dialed.until(/\r\n\r\n/);
    expect(first).toContain(`HTTP/1.1 ${status}`);
    if (status.startsWith("204")) expect(first).not.toMatch(/content-length|transfer-encoding/i);
    dialed.socket.write(road.head("GET /good"));
    const text = await dialed.until(/good$/);
    expect(text).not.toContain("hello");
    dialed.socket.destroy();
  });

  it.each(["GET", "DELETE"])(
    "19: %s with a body is forwarded with it (RFC 9110 section 9.3)",
    async (method) => {
      const road = await open();
      expect((await road.call(`${method} /x`, [], "body")).status).toBe(200);
      expect(road.backend.asked[0]).toMatchObject({ method });
      expect(road.backend.asked[0]?.body.toString()).toBe("body");
    },
  );

  it("20: an upgrade to WebSocket: 501, at once (RFC 9110 section 7.8)", async () => {
    const road = await open();
    const answer = await road.call("GET /x", [
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Key: x",
    ]);
    expect(answer.status).toBe(501);
    expect(answer.header("x-request-id")).toBe((await road.door.record(0)).id);
    expect(road.backend.received).toEqual([]);
  });

  it("20: other offers are passed over, as Java's client makes one of h2c (RFC 9110 section 7.8)", async () => {
    const road = await open();
    const h2c = [
      "Connection: Upgrade, HTTP2-Settings",
      "Upgrade: h2c",
      "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
    ];
    expect((await road.call("POST /x", h2c, "body")).status).toBe(200);
    for (const name of ["http2-settings", "upgrade"])
      expect(road.backend.asked[0]?.header(name)).toBeUndefined();
    expect(road.backend.asked[0]?.body.toString()).toBe("body");
  });
});
