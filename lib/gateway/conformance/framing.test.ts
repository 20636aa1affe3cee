import { describe, expect, it } from "vitest";
import { key, request } from "../testing";
import { answerIn, type Road, throughBothListeners } from "./kit";
import { bytes } from "./recording-backend";

/** Answered with this status by a problem with a request id, the connection closed, the backend never asked. */
async function expectRefusedAndClosed(road: Road, sent: Buffer, status: number): Promise<void> {
  const text = await road.untilClosed(sent);
  const answer = answerIn(text);
  expect(answer.status).toBe(status);
  expect(answer.header("connection")).toBe("close");
  expect(answer.header("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.problem()).toMatchObject({ status, requestId: answer.header("x-request-id") });
  // Nothing behind it is taken for a request of its own.
  expect(text.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  expect(road.backend.received).toEqual([]);
}

/** A body's end, and behind it what a smuggler would have read as the next request. */
function smuggled(road: Road): Buffer {
  return Buffer.concat([bytes("0\r\n\r\n"), road.head("GET /smuggled")]);
}

throughBothListeners((open) => {
  describe("framing that two servers could read in two ways is refused", () => {
    it.each([
      [["Content-Length: 3", "Transfer-Encoding: chunked"]],
      [["Transfer-Encoding: chunked", "Content-Length: 3"]],
    ])("1: a length beside a transfer coding (RFC 9112 section 6.3): %j", async (headers) => {
      const road = await open();
      const sent = Buffer.concat([road.head("POST /x", headers), smuggled(road)]);
      await expectRefusedAndClosed(road, sent, 400);
    });

    it.each([
      [["Content-Length: 3", "Content-Length: 4"]],
      [["Content-Length: 3", "Content-Length: 3"]],
      [["Content-Length: 3, 3"]],
      [["Content-Length: +3"]],
      [["Content-Length: -3"]],
      [["Content-Length: 0x3"]],
      [["Content-Length: 3 3"]],
      [["Content-Length: "]],
      [["Content-Length: 99999999999999999999999"]],
    ])("2: a length that is not one number (RFC 9110 section 8.6): %j", async (headers) => {
      const road = await open();
      const sent = Buffer.concat([road.head("POST /x", headers), smuggled(road)]);
      await expectRefusedAndClosed(road, sent, 400);
    });

    it.each([
      ["gzip, chunked", 501],
      ["identity, chunked", 501],
      ["chunked, chunked", 400],
      ["chunked, gzip", 400],
      ["gzip", 400],
      ["identity", 400],
      ["xchunked", 400],
      ["chunked;q=1", 400],
      ['"chunked"', 400],
      ["\x0bchunked", 400],
      ["", 501],
    ])(
      "3: a transfer coding other than exactly chunked (RFC 9112 section 6.1): %j gives %i",
      async (coding, status) => {
        const road = await open();
        const head = road.head("POST /x", [`Transfer-Encoding: ${coding}`]);
        await expectRefusedAndClosed(road, Buffer.concat([head, smuggled(road)]), status);
      },
    );

    it("3: a second Transfer-Encoding header (RFC 9112 section 6.1)", async () => {
      const road = await open();
      const head = road.head("POST /x", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]);
      await expectRefusedAndClosed(road, Buffer.concat([head, smuggled(road)]), 400);
    });

    it("4: Transfer-Encoding in HTTP/1.0, kept alive or not (RFC 9112 section 6.1)", async () => {
      const road = await open();
      const head = road.head("POST /x", ["Transfer-Encoding: chunked", "Connection: keep-alive"]);
      const old = bytes(head.toString("latin1").replace("HTTP/1.1", "HTTP/1.0"));
      await expectRefusedAndClosed(road, Buffer.concat([old, smuggled(road)]), 400);
    });

    it.each([
      ["a space before the colon", "X-A : 1\r\n"],
      ["a folded line", "X-A: 1\r\n 2\r\n"],
      ["a line that begins with a space", " X-A: 1\r\n"],
      ["a bare CR in a value", "X-A: 1\r2\r\n"],
      ["a bare CR for an end", "X-A: 1\rX-B: 2\r\n"],
      ["a bare LF for an end", "X-A: 1\nX-B: 2\r\n"],
      ["NUL in a value", "X-A: 1\0\r\n"],
      ["NUL in a name", "X\0A: 1\r\n"],
      ["a control character in a name", "X\x01A: 1\r\n"],
      ["a name of no characters", ": 1\r\n"],
      ["a line without a colon", "X-A\r\n"],
    ])("5: %s in the headers (RFC 9112 section 5)", async (_, line) => {
      const road = await open();
      const lines = `POST ${road.base}/demo/x HTTP/1.1\r\nHost: a\r\n${line}`;
      const sent = bytes(`${lines}Ocp-Apim-Subscription-Key: ${key}\r\nContent-Length: 0\r\n\r\n`);
      await expectRefusedAndClosed(road, sent, 400);
    });

    it.each([
      ["a size that is no number", "ZZ\r\nhello\r\n0\r\n\r\n"],
      ["a size too large to count", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"],
      ["more than its size says", "3\r\nhello\r\n0\r\n\r\n"],
      ["a bare LF behind the size", "5\nhello\r\n0\r\n\r\n"],
    ])("5: a chunk with %s ends the call and the connection (RFC 9112 section 7.1)", async (_, body) => {
      const road = await open();
      const head = road.head("POST /x", ["Transfer-Encoding: chunked"]);
      const text = await road.untilClosed(Buffer.concat([head, bytes(body)]));
      expect(answerIn(text).status).toBe(400);
      expect(road.backend.asked).toEqual([]);
      expect(road.backend.strays).toEqual([]);
    });

    it.each([
      ["none", []],
      ["an empty one", ["Host: "]],
      ["userinfo in it", ["Host: user@a.test"]],
      ["a path in it", ["Host: a.test/x"]],
      ["a space in it", ["Host: a b"]],
      ["a list in it", ["Host: a.test, b.test"]],
    ])("6: Host: %s (RFC 9112 section 3.2)", async (_, hosts) => {
      const road = await open();
      const lines = [`GET ${road.base}/demo/x HTTP/1.1`, ...hosts, `Ocp-Apim-Subscription-Key: ${key}`];
      await expectRefusedAndClosed(road, request(lines), 400);
    });

    it.each([[["Host: a.test", "Host: b.test"]], [["Host: a.test", "Host: a.test"]]])(
      "6: two Hosts (RFC 9112 section 3.2): %j",
      async (hosts) => {
        const road = await open();
        const lines = [`GET ${road.base}/demo/x HTTP/1.1`, ...hosts, `Ocp-Apim-Subscription-Key: ${key}`];
        await expectRefusedAndClosed(road, request(lines), 400);
      },
    );

    it.each(["GET /unknown", "OPTIONS /gateway/demo/x", "GET /page", "OPTIONS *"])(
      "6: two Hosts, whatever is asked for (RFC 9112 section 3.2): %s",
      async (line) => {
        const road = await open();
        const asked = ["Access-Control-Request-Method: GET", "Origin: https://app.test"];
        const lines = [`${line} HTTP/1.1`, "Host: a.test", "Host: b.test", ...asked];
        await expectRefusedAndClosed(road, request(lines), 400);
      },
    );

    it.each(["a.test", "a.test:80", "[::1]:80", "127.0.0.1"])("6: Host: %s passes", async (host) => {
      const road = await open();
      const lines = [
        `GET ${road.base}/demo/x HTTP/1.1`,
        `Host: ${host}`,
        `Ocp-Apim-Subscription-Key: ${key}`,
      ];
      expect((await road.exchange(request(lines))).status).toBe(200);
      expect(road.backend.asked[0]?.header("x-forwarded-host")).toBe(host);
    });

    it("6: HTTP/1.0 may leave Host out (RFC 9112 section 3.2)", async () => {
      const road = await open();
      const sent = request([`GET ${road.base}/demo/x HTTP/1.0`, `Ocp-Apim-Subscription-Key: ${key}`]);
      expect(await road.untilClosed(sent)).toMatch(/^HTTP\/1\.1 200 .*ok$/s);
    });

    it.each(["HTTP/2.0", "HTTP/0.9", "HTTP/3.7"])(
      "6: %s is another version: 505 (RFC 9110 section 15.6.6)",
      async (version) => {
        const road = await open();
        const head = road.head("GET /x").toString("latin1").replace("HTTP/1.1", version);
        await expectRefusedAndClosed(road, bytes(head), 505);
      },
    );
  });

  describe("7: a target in absolute form (RFC 9112 section 3.2.2)", () => {
    const from = (road: Road, authority: string, host: string): Buffer =>
      request([
        `GET http://${authority}${road.base}/demo/x?y HTTP/1.1`,
        `Host: ${host}`,
        `Ocp-Apim-Subscription-Key: ${key}`,
      ]);
    const door = { ownHosts: ["portal.test"] };

    it.each([
      ["portal.test", "portal.test"],
      ["PORTAL.test:80", "portal.test"],
      ["portal.test", "evil.test"],
    ])("passes where it names us (%s, Host: %s), and counts before Host", async (authority, host) => {
      const road = await open({ door });
      expect((await road.exchange(from(road, authority, host))).status).toBe(200);
      expect(road.backend.asked[0]?.target).toBe("/x?y");
      expect(road.backend.asked[0]?.header("x-forwarded-host")).toBe(authority);
    });

    it("passes where it names the address that was connected to", async () => {
      const road = await open();
      for (const host of ["127.0.0.1", "localhost"]) {
        expect((await road.exchange(from(road, `${host}:${road.port}`, "a"))).status).toBe(200);
      }
    });

    it.each([
      ["evil.test", "portal.test"],
      ["evil.test", "evil.test"],
      ["portal.test:81", "portal.test"],
      ["a@portal.test", "portal.test"],
      ["", "portal.test"],
    ])("is misdirected where it does not (%s, Host: %s): 421", async (authority, host) => {
      const road = await open({ door });
      expect((await road.exchange(from(road, authority, host))).status).toBe(421);
      expect(road.backend.received).toEqual([]);
    });
  });

  describe("what is too long, or not all there", () => {
    it.each(["/x#y", "/x?a#y", "#y"])(
      "8: a fragment in the target (%s): 400 (RFC 9112 section 3.2)",
      async (target) => {
        const road = await open();
        expect((await road.call(`GET ${target}`)).status).toBe(400);
        const absolute = `GET http://localhost:${road.port}${road.base}/demo${target} HTTP/1.1`;
        expect((await road.exchange(request([absolute, "Host: a"]))).status).toBe(400);
        expect(road.backend.received).toEqual([]);
      },
    );

    it("9: headers over 16 KiB: 431; up to there they pass (RFC 6585 section 5)", async () => {
      const road = await open();
      const half = "a".repeat(8_100);
      expect((await road.call("GET /x", [`X-A: ${half}`, `X-B: ${half}`])).status).toBe(200);
      expect((await road.call("GET /x", [`X-A: ${half}`, `X-B: ${half}bcd`, `X-C: ${half}`])).status).toBe(
        431,
      );
      const far = await road.call("GET /x", [`X-A: ${half.repeat(5)}`]);
      expect(far.status).toBe(431);
      expect(far.header("x-request-id")).toBeDefined();
    });

    it("9: a target over 8 KiB: 414, however far over; up to there it passes (RFC 9110 section 15.5.15)", async () => {
      const road = await open();
      const room = 8 * 1024 - `${road.base}/demo/`.length;
      expect((await road.call(`GET /${"a".repeat(room)}`)).status).toBe(200);
      expect((await road.call(`GET /${"a".repeat(room + 1)}`)).status).toBe(414);
      const far = await road.call(`GET /${"a".repeat(50_000)}`);
      expect(far.status).toBe(414);
      expect(far.header("x-request-id")).toBeDefined();
      expect(road.backend.asked).toHaveLength(1);
    });

    it("9: of thousands of small headers none is left out unseen, framing included", async () => {
      const road = await open();
      const many = Array.from({ length: 2_500 }, () => "a:");
      const answer = await road.call("POST /x", many, "body");
      expect(answer.status).toBe(200);
      expect(road.backend.asked[0]?.body.toString()).toBe("body");
    });
  });

  describe("bodies", () => {
    it("10: a chunked upload arrives with the same bytes under one framing (RFC 9112 section 7.1)", async () => {
      const road = await open();
      const body = "6;ext=1\r\nhello \r\n5\r\nwide \r\nB\r\nworld\r\n0\r\n\r\r\n0\r\nX-Trailer: 1\r\n\r\n";
      const answer = await road.exchange(
        Buffer.concat([road.head("POST /x", ["Transfer-Encoding: Chunked"]), bytes(body)]),
      );
      expect(answer.status).toBe(200);
      const [asked] = road.backend.asked;
      expect(asked?.body.toString()).toBe("hello wide world\r\n0\r\n\r");
      const framing = [asked?.header("content-length"), asked?.header("transfer-encoding")];
      expect(framing.filter((value) => value !== undefined)).toHaveLength(1);
      expect(asked?.header("x-trailer")).toBeUndefined();
      expect((await road.door.record(0)).requestBytes).toBe(22);
    });

    it("11: a caller who closes in the middle of a body: the backend's connection is closed, its request unfinished (RFC 9112 section 8)", async () => {
      const road = await open();
      const dialed = await road.dial();
      dialed.socket.write(road.head("POST /x", ["Content-Length: 1000"]));
      dialed.socket.write("part");
      while (road.backend.received[0]?.includes("part") !== true) {
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      dialed.socket.destroy();
      expect(await road.door.record(0)).toMatchObject({ status: 499, refusal: null });
      const [socket] = road.backend.sockets;
      if (socket?.closed === false) await new Promise<void>((resolve) => socket.on("close", () => resolve()));
      expect(road.backend.asked).toEqual([]);
    });

    it("12: 100 Continue is said only once the key is good, and never passed on (RFC 9110 section 10.1.1)", async () => {
      const road = await open();
      const head = road.head("POST /x", ["Content-Length: 2", "Expect: 100-Continue"]);
      const good = await road.dial();
      good.socket.write(head);
      await good.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
      good.socket.write("hi");
      await good.until(/HTTP\/1\.1 200/);
      expect(road.backend.asked[0]?.body.toString()).toBe("hi");
      expect(road.backend.asked[0]?.header("expect")).toBeUndefined();
      good.socket.destroy();

      const text = await road.untilClosed(bytes(head.toString("latin1").replace(key, "wrong")));
      expect(answerIn(text).status).toBe(401);
      expect(answerIn(text).header("connection")).toBe("close");
      expect(text).not.toContain("100 Continue");
      expect(road.backend.asked).toHaveLength(1);
    });

    it("12: HTTP/1.0 is never told to continue, and its expectation is passed over (RFC 9110 section 10.1.1)", async () => {
      const road = await open();
      const head = road.head("POST /x", ["Content-Length: 2", "Expect: anything"]);
      const text = await road.untilClosed(
        bytes(`${head.toString("latin1").replace("HTTP/1.1", "HTTP/1.0")}hi`),
      );
      expect(text).toMatch(/^HTTP\/1\.1 200 /);
      expect(road.backend.asked[0]?.body.toString()).toBe("hi");
      expect(road.backend.asked[0]?.header("expect")).toBeUndefined();
    });

    it.each(["the-best", "100-continue, the-best", "100-continue;q=1"])(
      "12: another expectation (%s): 417, recorded (RFC 9110 section 10.1.1)",
      async (expectation) => {
        const road = await open();
        const head = road.head("POST /x", ["Content-Length: 2", `Expect: ${expectation}`]);
        await expectRefusedAndClosed(road, head, 417);
        expect(await road.door.record(0)).toMatchObject({ status: 417, refusal: "unsupported-expectation" });
      },
    );

    it("13: a backend's interim answers stay on their hop (RFC 9110 section 15.2)", async () => {
      const early =
        "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
      const answer = (): string =>
        `${early}HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`;
      const road = await open({ answer });
      const got = await road.call("GET /x");
      expect(got.bytes.toString()).toMatch(/^HTTP\/1\.1 200 /);
      expect(got.bytes.toString()).not.toMatch(/HTTP\/1\.1 1|Link/);
    });

    it("13: a backend that switches protocols unasked: 502 (RFC 9110 section 15.2.2)", async () => {
      const answer = (): string => "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n";
      const road = await open({ answer });
      const got = await road.call("GET /x", ["Connection: Upgrade", "Upgrade: x"]);
      expect(got.status).toBe(502);
      expect(got.problem().type).toBe("urn:gatehouse:refusal:backend-answer");
    });
  });

  it("what is malformed behind a whole request does not take that one's answer away (RFC 9112 section 9.3)", async () => {
    const road = await open();
    const text = await road.untilClosed(Buffer.concat([road.head("POST /x"), bytes("GARBAGE\r\n\r\n")]));
    // It may be answered too, behind that one.
    expect(text).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nok(?:$|HTTP\/1\.1 501 .*\r\nConnection: close\r\n)/s);
  });

  it("what comes behind a call on its connection is sent on once that has its answer (RFC 9112 section 9.3.2)", async () => {
    const asked: (() => void)[] = [];
    const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const road = await open({ answer: (_, socket) => void asked.push(() => socket.write(ok)) });
    const { socket, until } = await road.dial();
    const chunked = bytes("2\r\nhi\r\n0\r\n\r\n");
    socket.write(
      Buffer.concat([road.head("POST /1", ["Transfer-Encoding: chunked"]), chunked, road.head("GET /2")]),
    );
    for (let turn = 0; turn < 500 || asked.length === 0; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    expect(road.backend.asked.map(({ method }) => method)).toEqual(["POST"]);
    asked[0]?.();
    await until(/ok$/);
    while (asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    asked[1]?.();
    await until(/ok.*ok$/s);
  });

  it("what waits behind a call whose caller leaves is not sent on", async () => {
    const road = await open({ answer: () => undefined });
    const { socket } = await road.dial();
    const chunked = bytes("0\r\n\r\n");
    socket.write(
      Buffer.concat([road.head("POST /1", ["Transfer-Encoding: chunked"]), chunked, road.head("GET /2")]),
    );
    while (road.backend.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    expect((await road.door.record(0)).status).toBe(499);
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(road.backend.asked).toHaveLength(1);
    expect(road.door.gateway.inFlight).toBe(0);
  });

  it("several calls on one connection are answered in order (RFC 9112 section 9.3.2)", async () => {
    const road = await open({
      answer: ({ target }) => `HTTP/1.1 200 OK\r\nContent-Length: ${target.length}\r\n\r\n${target}`,
    });
    const dialed = await road.dial();
    dialed.socket.write(Buffer.concat([1, 2, 3].map((n) => road.head(`GET /${n}`))));
    const text = await dialed.until(/\/3$/);
    expect(text.indexOf("\r\n\r\n/1")).toBeLessThan(text.indexOf("\r\n\r\n/2"));
    expect(road.backend.asked.map(({ target }) => target)).toEqual(["/1", "/2", "/3"]);
    dialed.socket.destroy();
  });
});
