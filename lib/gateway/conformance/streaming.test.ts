import type { Socket } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerIn, type Road, throughBothListeners } from "./kit";
import { bytes, startRecordingBackend } from "./recording-backend";

const chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

/** Waits for what another party does, looking on each turn of the loop. */
async function turnsUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => setImmediate(resolve));
}

function gone(socket: Socket | undefined): Promise<void> {
  if (socket === undefined) throw new Error("the backend was never connected to");
  return socket.closed ? Promise.resolve() : new Promise((resolve) => socket.on("close", () => resolve()));
}

/** A backend that says this to a request and then closes. */
function breaking(said: string) {
  return (_: unknown, socket: Socket): undefined => {
    socket.write(bytes(said), () => setImmediate(() => socket.end()));
  };
}

throughBothListeners((open) => {
  it("43: server-sent events: each within 50 ms of the backend's sending it, the head before the first (HTML section 9.2)", async () => {
    let backend: Socket | null = null;
    const road = await open({
      answer: (_, socket) => {
        backend = socket;
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
      },
    });
    const dialed = await road.dial();
    dialed.socket.write(road.head("GET /x"));
    await dialed.until(/text\/event-stream.*\r\n\r\n$/s);
    const delays: number[] = [];
    for (let n = 10; n < 30; n++) {
      const sent = performance.now();
      (backend as Socket | null)?.write(`a\r\ndata: ${n}\n\n\r\n`);
      await dialed.until(new RegExp(`data: ${n}\n\n`));
      delays.push(performance.now() - sent);
    }
    const middle = delays.sort((a, b) => a - b)[delays.length / 2];
    expect(middle).toBeLessThan(50);
    (backend as Socket | null)?.write("0\r\n\r\n");
    await dialed.until(/0\r\n\r\n$/);
    dialed.socket.destroy();
  });

  describe("44: a slow side holds the other back instead of filling memory (RFC 9293 section 3.8.6)", () => {
    const total = 64 * 1024 * 1024;
    const chunk = Buffer.alloc(1024 * 1024);

    it("a slow reader holds back the backend, and gets all of it in the end", async () => {
      let sent = 0;
      const road = await open({
        answer: (_, socket) => {
          socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${total}\r\n\r\n`);
          const pump = (): void => {
            while (sent < total) {
              sent += chunk.length;
              if (!socket.write(chunk)) return void socket.once("drain", pump);
            }
          };
          pump();
        },
      });
      const dialed = await road.dial();
      dialed.socket.removeAllListeners("data");
      dialed.socket.write(road.head("GET /x"));
      dialed.socket.pause();
      await settled(() => sent);
      expect(sent).toBeLessThan(total / 2);
      dialed.socket.resume();
      expect(await road.door.record(0)).toMatchObject({ status: 200, responseBytes: total });
      expect(sent).toBe(total);
      dialed.socket.destroy();
    });

    it("a slow backend holds back the caller, and gets all of it in the end", async () => {
      const road = await open();
      const dialed = await road.dial();
      dialed.socket.write(road.head("POST /x", [`Content-Length: ${total}`]));
      await turnsUntil(() => road.backend.sockets.length === 1);
      const [socket] = road.backend.sockets;
      let received = 0;
      socket?.removeAllListeners("data").on("data", (part: Buffer) => {
        received += part.length;
      });
      socket?.pause();
      let sent = 0;
      const pump = (): void => {
        while (sent < total) {
          sent += chunk.length;
          if (!dialed.socket.write(chunk)) return void dialed.socket.once("drain", pump);
        }
      };
      pump();
      await settled(() => sent);
      expect(sent).toBeLessThan(total / 2);
      socket?.resume();
      await turnsUntil(() => received >= total);
      socket?.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      await dialed.until(/ok$/);
      expect(await road.door.record(0)).toMatchObject({ status: 200, requestBytes: total });
      dialed.socket.destroy();
    });

    /** Nothing is read meanwhile, so what is sent comes to rest at what the buffers on the way hold. */
    async function settled(sent: () => number): Promise<void> {
      for (let before = -1; before !== sent(); ) {
        before = sent();
        await new Promise<void>((resolve) => setTimeout(resolve, 150));
      }
    }
  });

  it("45: bytes of any coding pass as they are, with ranges and validators (RFC 9110 section 7.7)", async () => {
    const body = gzipSync(Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * n) % 256)));
    const lines = [
      "Content-Encoding: gzip",
      `Content-Range: bytes 0-${body.length - 1}/*`,
      'ETag: W/"x"',
      "Vary: A, B",
    ];
    const head = `HTTP/1.1 206 Partial Content\r\n${lines.join("\r\n")}\r\nContent-Length: ${body.length}\r\n\r\n`;
    const road = await open({ answer: () => Buffer.concat([bytes(head), body]) });
    const asks = ["Range: bytes=0-", 'If-Range: W/"x"', 'If-None-Match: "y"', "Accept-Encoding: gzip, br"];
    const answer = await road.call("GET /x", asks);
    expect(answer.status).toBe(206);
    expect(answer.body.equals(body)).toBe(true);
    expect(gunzipSync(answer.body)).toHaveLength(70_000);
    for (const line of lines) {
      const [name = "", value] = line.split(": ");
      expect(answer.header(name)).toBe(value);
    }
    for (const line of asks) {
      const [name = "", value] = line.split(": ");
      expect(road.backend.asked[0]?.header(name)).toBe(value);
    }
  });

  it("45: a conditional request's 304 keeps its validators and length (RFC 9110 section 15.4.5)", async () => {
    const road = await open({
      answer: () => 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 99\r\n\r\n',
    });
    const answer = await road.call("GET /x", ['If-None-Match: "x"']);
    expect([answer.status, answer.header("etag"), answer.header("content-length")]).toEqual([
      304,
      '"x"',
      "99",
    ]);
  });

  describe("46: an early answer during an upload is delivered (RFC 9112 section 9.5)", () => {
    /** Answers as soon as a request's head has come. */
    async function early(road: Road, head: Buffer): Promise<string> {
      const dialed = await road.dial();
      dialed.socket.write(head);
      dialed.socket.write("x");
      await turnsUntil(() => road.backend.sockets.length === 1);
      road.backend.sockets[0]?.write("HTTP/1.1 403 No\r\nContent-Length: 5\r\n\r\nnever");
      await dialed.until(/403 No.*never$/s);
      dialed.socket.write(Buffer.alloc(999_999));
      dialed.socket.write(road.head("GET /y", ["Connection: close"]));
      return dialed.closed();
    }

    it("and a short rest is read, so that the connection is used on", async () => {
      const road = await open({ answer: () => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" });
      const text = await early(road, road.head("POST /x", ["Content-Length: 1000000"]));
      expect(text).toMatch(/403 No.*never.*200 OK.*ok$/s);
      expect(road.backend.asked.map(({ target }) => target)).toEqual(["/y"]);
    });

    it("and a long one is not waited for: the connection is closed in stages, the answer not lost (RFC 9112 section 9.6)", async () => {
      const road = await open();
      const dialed = await road.dial();
      let answered = 0;
      dialed.socket.write(road.head("POST /x", ["Content-Length: 50000000"]));
      const pump = (): void => {
        // A caller that listens only between pieces, as many do.
        while (!dialed.socket.destroyed && answered === 0 && dialed.socket.write(Buffer.alloc(65_536)));
      };
      dialed.socket.on("drain", pump);
      pump();
      await turnsUntil(() => road.backend.sockets.length === 1);
      road.backend.sockets[0]?.write("HTTP/1.1 413 Too Much\r\nContent-Length: 5\r\n\r\nnever");
      const answer = answerIn(await dialed.until(/413 Too Much.*never$/s));
      answered = answer.status;
      expect(answer.header("connection")).toBe("close");
      await dialed.closed();
    });

    it("and so is our own, before the backend is asked", async () => {
      const road = await open();
      const head = road.head("POST /none", [`Content-Length: ${1e9}`]).toString("latin1");
      const dialed = await road.dial();
      dialed.socket.write(head.replace("gate_test_key", "wrong"));
      const pump = (): void => {
        while (!dialed.socket.destroyed && dialed.socket.write(Buffer.alloc(65_536)));
      };
      dialed.socket.on("drain", pump);
      pump();
      const answer = answerIn(await dialed.closed());
      expect(answer.status).toBe(401);
      expect(answer.whole).toBe(true);
      expect(road.backend.received).toEqual([]);
    });
  });

  it("47: a caller who leaves: the backend's connection is closed within a second (RFC 9112 section 9.6)", async () => {
    const road = await open({ answer: () => `${chunkedHead}5\r\nhello\r\n` });
    const dialed = await road.dial();
    dialed.socket.write(road.head("GET /x"));
    await dialed.until(/hello/);
    const left = performance.now();
    dialed.socket.destroy();
    await gone(road.backend.sockets[0]);
    expect(performance.now() - left).toBeLessThan(1_000);
    expect(await road.door.record(0)).toMatchObject({ status: 200 });
    expect(road.door.gateway.inFlight).toBe(0);
  });

  it("47: and so where no answer had begun; recorded as 499", async () => {
    const road = await open({ answer: () => undefined });
    const dialed = await road.dial();
    dialed.socket.write(road.head("GET /x"));
    await turnsUntil(() => road.backend.asked.length === 1);
    dialed.socket.destroy();
    await gone(road.backend.sockets[0]);
    expect(await road.door.record(0)).toMatchObject({ status: 499, responseBytes: 0 });
  });

  describe("48: what breaks off at the backend is broken for the caller, never a clean end (RFC 9112 section 8)", () => {
    it.each([
      ["with a length", "Content-Length: 10\r\n\r\npart"],
      ["in chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"],
      [
        "in chunks, on a connection that ends",
        "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n",
      ],
      ["in the middle of a chunk", "Transfer-Encoding: chunked\r\n\r\n8\r\npart"],
      ["in a chunk that is none", "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\nZZ\r\n"],
      ["before the last chunk's end", "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n0\r\n"],
    ])("closed %s", async (_, rest) => {
      const road = await open({ answer: breaking(`HTTP/1.1 200 OK\r\n${rest}`) });
      const answer = answerIn(await road.untilClosed(road.head("GET /x")));
      expect(answer.whole).toBe(false);
      expect((await road.door.record(0)).refusalDetail).toMatch(/^the answer broke off: /);
    });

    /** The backend's part of an answer, read by the caller, then the reset: together they could look like an end. */
    async function reset(road: Road, head: Buffer) {
      const dialed = await road.dial();
      const failed = new Promise<Error>((resolve) => dialed.socket.on("error", resolve));
      dialed.socket.write(head);
      await dialed.until(/part/);
      road.backend.sockets[0]?.resetAndDestroy();
      return { dialed, failed };
    }

    it.each([
      ["with a length", "Content-Length: 10\r\n\r\npart"],
      ["in chunks", "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"],
      ["of an answer that ends with its connection", "\r\npart"],
    ])("reset %s", async (_, rest) => {
      const road = await open({ answer: () => `HTTP/1.1 200 OK\r\n${rest}` });
      const { dialed } = await reset(road, road.head("GET /x"));
      expect(answerIn(await dialed.closed())).toMatchObject({ status: 200, whole: false });
      expect((await road.door.record(0)).refusalDetail).toMatch(/^the answer broke off: /);
    });

    it("to a caller of HTTP/1.0, whose answers end with the connection, by a reset", async () => {
      const road = await open({ answer: () => `${chunkedHead}4\r\npart\r\n` });
      const old = road.head("GET /x").toString("latin1").replace("HTTP/1.1", "HTTP/1.0");
      const { failed } = await reset(road, bytes(old));
      expect(await failed).toMatchObject({ code: "ECONNRESET" });
    });

    it("an answer that ends with the backend's connection, as it may, is whole", async () => {
      const road = await open({ answer: breaking("HTTP/1.1 200 OK\r\n\r\nall") });
      const answer = await road.call("GET /x");
      expect(answer.body.toString()).toBe("all");
      expect(answer.whole).toBe(true);
    });
  });

  describe("49: a backend's wrong Content-Length (RFC 9112 section 6.3)", () => {
    it.each([
      ["two that differ", "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
      ["a list", "Content-Length: 2, 2\r\n\r\nab"],
      ["no number", "Content-Length: two\r\n\r\nab"],
      ["a sign", "Content-Length: +2\r\n\r\nab"],
      [
        "one beside a transfer coding",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
      ],
    ])("%s: 502", async (_, rest) => {
      const road = await open({ answer: () => `HTTP/1.1 200 OK\r\n${rest}` });
      const answer = await road.call("GET /x");
      expect(answer.status).toBe(502);
      expect(answer.problem().type).toBe("urn:gatehouse:refusal:backend-answer");
    });

    it("too long: the message is broken", async () => {
      const road = await open({
        answer: breaking("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nshort"),
      });
      expect(answerIn(await road.untilClosed(road.head("GET /x"))).whole).toBe(false);
    });

    it("too short: what is beyond it reaches nobody, this caller or the next on the backend's connection", async () => {
      const stray = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
      const road = await open({
        answer: ({ target }) => {
          if (target === "/first") return `HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok${stray}`;
          return "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";
        },
      });
      const first = await road.exchange(road.head("GET /first"));
      // Whether the first is whole or broken depends on how its bytes arrive; the next one must be its own.
      expect(first.bytes.toString()).not.toContain("poison");
      for (let n = 0; n < 3; n++) expect((await road.call("GET /next")).body.toString()).toBe("good");
    });
  });

  it.each([
    ["no HTTP at all", "HELLO\r\n\r\n"],
    ["another version's", "HTTP/3.0 200 OK\r\n\r\n"],
    ["a header with a space before its colon", "HTTP/1.1 200 OK\r\nX : 1\r\n\r\n"],
    ["a folded header", "HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\nContent-Length: 0\r\n\r\n"],
    ["NUL in a header", "HTTP/1.1 200 OK\r\nX: \0\r\nContent-Length: 0\r\n\r\n"],
  ])("49: an answer that is %s: 502 (RFC 9110 section 15.6.3)", async (_, said) => {
    const road = await open({ answer: () => said });
    const answer = await road.call("GET /x");
    expect(answer.status).toBe(502);
    expect(answer.problem().type).toBe("urn:gatehouse:refusal:backend-answer");
  });

  describe("50: a kept-alive connection that the backend closed under a request (RFC 9112 section 9.3.1)", () => {
    /** Answers the first request of so many connections, and at all others says this and closes. */
    function fickle(said: string, connections = Number.POSITIVE_INFINITY) {
      const seen = new Set<Socket>();
      return (_: unknown, socket: Socket): string | undefined => {
        if (seen.has(socket) || seen.size === connections) return breaking(said)(_, socket);
        seen.add(socket);
        return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
      };
    }

    it("is tried once more for a method that may be repeated", async () => {
      const road = await open({ answer: fickle("") });
      expect((await road.call("GET /x")).status).toBe(200);
      expect((await road.call("PUT /x", [], "body")).status).toBe(200);
      expect(road.backend.sockets).toHaveLength(2);
      expect(road.backend.asked.map(({ method }) => method)).toEqual(["GET", "PUT", "PUT"]);
      expect(road.backend.asked[2]?.body.toString()).toBe("body");
    });

    it.each(["POST", "PATCH"])("is not for %s, which may not: 502", async (method) => {
      const road = await open({ answer: fickle("") });
      await road.call("GET /x");
      expect((await road.call(`${method} /x`, [], "body")).status).toBe(502);
      expect(road.backend.asked.map(({ method: asked }) => asked)).toEqual(["GET", method]);
    });

    it.each(["HTTP/1.1 2", "HTTP/1.1 200 OK\r\nX: "])(
      "is not once a part of an answer has come (%j): 502",
      async (part) => {
        const road = await open({ answer: fickle(part) });
        await road.call("GET /x");
        expect((await road.call("GET /x")).status).toBe(502);
        expect(road.backend.asked).toHaveLength(2);
      },
    );

    it("is tried no more than once", async () => {
      const road = await open({ answer: fickle("", 1) });
      expect((await road.call("GET /x")).status).toBe(200);
      expect((await road.call("GET /x")).status).toBe(502);
      expect(road.backend.asked).toHaveLength(3);
    });

    it("is not where the connection was new: then it is the web service that fails", async () => {
      const road = await open({ answer: breaking("") });
      expect((await road.call("GET /x")).status).toBe(502);
      expect(road.backend.asked).toHaveLength(1);
    });
  });

  it.each([301, 302, 303, 307, 308])(
    "51: a redirect (%i) is passed back, never followed (RFC 9110 section 15.4)",
    async (status) => {
      const other = await startRecordingBackend();
      const location = `${other.url}/elsewhere`;
      const road = await open({
        answer: () => `HTTP/1.1 ${status} Go\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`,
      });
      const answer = await road.call("POST /x", ["Authorization: Bearer x"], "body");
      expect([answer.status, answer.header("location")]).toEqual([status, location]);
      expect(other.sockets).toEqual([]);
      await other.close();
    },
  );

  it("52: trailers are dropped and the body is whole (RFC 9110 section 6.5.1)", async () => {
    const head = "HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n";
    const road = await open({ answer: () => `${head}5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n` });
    const answer = await road.call("GET /x");
    expect(answer.body.toString()).toBe("hello");
    expect(answer.whole).toBe(true);
    expect(answer.bytes.toString()).not.toContain("X-T");
  });
});
