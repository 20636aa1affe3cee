import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { GatewaySettings } from "./parts";
import {
  api,
  type Backend,
  call,
  exchange,
  key,
  parseAnswer,
  product,
  request,
  startBackend,
  startDoor,
  startRawBackend,
  type TestDoor,
} from "./testing";

let door: TestDoor;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await door.close();
  for (const close of closing.splice(0)) await close();
});

async function open(
  backend: Pick<Backend, "url" | "close">,
  settings: Partial<GatewaySettings> = {},
): Promise<number> {
  closing.push(backend.close);
  door = await startDoor({
    catalogue: { apis: [api(backend.url)], products: [product("starter")] },
    settings,
  });
  return door.port;
}

/** The head of a POST with the test key. */
function post(headers: string[]): Buffer {
  return request([
    "POST /gateway/demo/x HTTP/1.1",
    "Host: portal.test",
    `Ocp-Apim-Subscription-Key: ${key}`,
    ...headers,
  ]);
}

/** A connection under the test's own hand. */
async function dial(
  port: number,
): Promise<{ socket: Socket; text: () => string; until(pattern: RegExp): Promise<string> }> {
  const socket = connect(port, "127.0.0.1");
  let got = "";
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const check of waiting) check();
  };
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
    wake();
  });
  socket.on("error", () => {});
  socket.on("close", wake);
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (pattern.test(got)) resolve(got);
        else if (socket.destroyed) reject(new Error(`closed after ${JSON.stringify(got)}`));
        else return;
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });
  return { socket, text: () => got, until };
}

function chunked(parts: string[]): string {
  return `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join("")}0\r\n\r\n`;
}

describe("request bodies", () => {
  it("a chunked one arrives with the same bytes under one framing", async () => {
    const backend = await startBackend();
    const port = await open(backend);
    const head = post(["Transfer-Encoding: chunked"]);
    const answer = await exchange(
      port,
      Buffer.concat([head, Buffer.from(chunked(["hello ", "wide ", "world"]))]),
    );
    expect(answer.status).toBe(200);
    const [seen] = backend.seen;
    expect(seen?.body.toString()).toBe("hello wide world");
    expect([seen?.header("content-length"), seen?.header("transfer-encoding")].filter(Boolean)).toHaveLength(
      1,
    );
    expect((await door.record(0)).requestBytes).toBe(16);
  });

  it.each(["GET", "DELETE"])("%s with a body is forwarded with it", async (method) => {
    const backend = await startBackend();
    const port = await open(backend);
    expect((await call(port, `${method} /gateway/demo/x`, [], "body")).status).toBe(200);
    expect(backend.seen[0]?.body.toString()).toBe("body");
  });

  it("a large one that trickles in is streamed whole, and its length kept", async () => {
    const backend = await startBackend((_req, res, body) => res.end(String(body.length)));
    const port = await open(backend);
    const size = 3 * 1024 * 1024;
    const { socket, until } = await dial(port);
    socket.write(post([`Content-Length: ${size}`]));
    for (let sent = 0; sent < size; sent += 65_536) {
      const chunk = Buffer.alloc(Math.min(65_536, size - sent), sent % 251);
      if (!socket.write(chunk)) await new Promise<void>((resolve) => socket.once("drain", () => resolve()));
    }
    await until(/\r\n\r\n.*3145728/s);
    expect(backend.seen[0]?.header("content-length")).toBe(String(size));
    expect((await door.record(0)).requestBytes).toBe(size);
    socket.destroy();
  });

  it("100 Continue is said only once the key is good, and never passed on", async () => {
    const backend = await startBackend();
    const port = await open(backend);
    const head = post(["Content-Length: 2", "Expect: 100-continue"]);
    const good = await dial(port);
    good.socket.write(head);
    await good.until(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    good.socket.write("hi");
    await good.until(/HTTP\/1\.1 200/);
    expect(backend.seen[0]?.body.toString()).toBe("hi");
    expect(backend.seen[0]?.header("expect")).toBeUndefined();
    good.socket.destroy();

    const bad = await dial(port);
    bad.socket.write(head.toString().replace(key, "wrong"));
    const answer = parseAnswer(Buffer.from(await bad.until(/"requestId":"[^"]+"}/)));
    expect(answer.status).toBe(401);
    expect(answer.header("connection")).toBe("close");
    expect(answer.bytes.toString()).not.toContain("100 Continue");
  });

  it("one announced over the limit: 413 before the backend hears of it", async () => {
    const backend = await startBackend();
    const port = await open(backend, { maxRequestBytes: 10 });
    expect((await call(port, "POST /gateway/demo/x", [], "12345678901")).status).toBe(413);
    expect((await call(port, "POST /gateway/demo/x", [], "1234567890")).status).toBe(200);
    expect(backend.seen).toHaveLength(1);
  });

  it("one that grows over the limit: 413, and the backend's connection is closed", async () => {
    const raw = await startRawBackend(() => {});
    const port = await open(raw, { maxRequestBytes: 100_000 });
    const { socket, until } = await dial(port);
    socket.write(post(["Transfer-Encoding: chunked"]));
    for (let n = 0; n < 3; n++) socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`);
    await until(/HTTP\/1\.1 413/);
    expect(await door.record(0)).toMatchObject({ status: 413, refusal: "body-too-large" });
    await closed(raw.sockets);
    socket.destroy();
  });

  it("a caller who leaves in the middle: the backend's connection is closed, and the record says so", async () => {
    const raw = await startRawBackend((socket, soFar) => {
      if (soFar.includes("part")) left.socket.destroy();
      socket.resume();
    });
    const port = await open(raw);
    const left = await dial(port);
    left.socket.write(post(["Content-Length: 1000"]));
    left.socket.write("part");
    expect(await door.record(0)).toMatchObject({ status: 499, refusal: null });
    await closed(raw.sockets);
  });

  it("a malformed chunk: 400, and the backend's connection is closed", async () => {
    const raw = await startRawBackend((_socket, soFar) => {
      if (soFar.includes("part")) dialed.socket.write("ZZ\r\n");
    });
    const port = await open(raw);
    const dialed = await dial(port);
    dialed.socket.write(post(["Transfer-Encoding: chunked"]));
    dialed.socket.write("4\r\npart\r\n");
    await dialed.until(/HTTP\/1\.1 400/);
    await closed(raw.sockets);
  });
});

/** Until all of a backend's connections are closed by the gateway. */
async function closed(sockets: Socket[]): Promise<void> {
  expect(sockets.length).toBeGreaterThan(0);
  await Promise.all(
    sockets.map((socket) =>
      socket.closed ? null : new Promise<void>((resolve) => socket.on("close", () => resolve())),
    ),
  );
}

describe("answers", () => {
  it("events arrive one by one as the backend sends them, the head before the first of them", async () => {
    let send: (event: string) => void = () => {};
    const backend = await startBackend((_req, res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      res.flushHeaders();
      send = (event) => (event === "" ? res.end() : res.write(event));
    });
    const port = await open(backend);
    const { socket, until } = await dial(port);
    socket.write(post([]));
    await until(/text\/event-stream.*\r\n\r\n/s);
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      send(event);
      await until(new RegExp(event));
    }
    send("");
    await until(/0\r\n\r\n$/);
    socket.destroy();
  });

  it("an early one during the upload is delivered, and the connection does not hang", async () => {
    const raw = await startRawBackend((socket) => {
      socket.write("HTTP/1.1 403 No\r\nContent-Length: 5\r\n\r\nnever");
    });
    const port = await open(raw);
    const { socket, until } = await dial(port);
    socket.write(post(["Content-Length: 1000000"]));
    socket.write("x");
    await until(/403 No.*never$/s);
    socket.write("x".repeat(999_999));
    socket.write("GET /gateway/demo/none HTTP/1.1\r\nHost: a\r\n\r\n");
    await until(/HTTP\/1\.1 401/);
    socket.destroy();
  });

  it("a refusal of an upload nobody reads ends the connection once too much of it has come", async () => {
    const backend = await startBackend();
    const port = await open(backend);
    const { socket, until } = await dial(port);
    socket.write(
      post([`Content-Length: ${1e9}`])
        .toString()
        .replace(key, "wrong"),
    );
    await until(/HTTP\/1\.1 401.*}$/s);
    const ended = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    const pump = setInterval(() => socket.write(Buffer.alloc(500_000)), 1);
    await ended;
    clearInterval(pump);
    expect(backend.seen).toEqual([]);
  });

  it("HEAD goes as HEAD, has no body, and the connection is used on", async () => {
    const backend = await startBackend((_req, res) => {
      res.writeHead(200, { "Content-Length": "5" });
      res.end("hello");
    });
    const port = await open(backend);
    const { socket, until } = await dial(port);
    const get = post([]).toString();
    socket.write(get.replace("POST", "HEAD"));
    await until(/content-length: 5/i);
    socket.write(get.replace("POST", "GET"));
    const text = await until(/hello/);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(backend.seen.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
    socket.destroy();
  });

  it.each([
    ["204 No Content", "Content-Length: 5\r\n\r\nhello"],
    ["304 Not Modified", "Content-Length: 5\r\n\r\n"],
  ])("%s passes no body, whatever the backend sends", async (status, rest) => {
    const raw = await startRawBackend((socket) => {
      socket.write(`HTTP/1.1 ${status}\r\n${rest}`);
    });
    const port = await open(raw);
    const { socket, until } = await dial(port);
    socket.write(post([]));
    const text = await until(/\r\n\r\n/);
    expect(text).toMatch(/^HTTP\/1\.1 [23]04/);
    expect(text).not.toContain("hello");
    if (status.startsWith("204")) expect(text.toLowerCase()).not.toContain("content-length");
    socket.destroy();
  });

  it("bytes of any coding pass as they are, with ranges and validators", async () => {
    const body = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7) % 256));
    const headers = {
      "Content-Encoding": "br",
      "Content-Range": "bytes 0-69999/*",
      ETag: 'W/"x"',
      Vary: "A, B",
    };
    const backend = await startBackend((_req, res) => {
      res.writeHead(206, headers);
      res.end(body);
    });
    const port = await open(backend);
    const answer = await call(port, "GET /gateway/demo/x", ["Range: bytes=0-69999", 'If-Range: W/"x"']);
    expect(answer.status).toBe(206);
    expect(answer.body.equals(body)).toBe(true);
    for (const [name, value] of Object.entries(headers)) expect(answer.header(name)).toBe(value);
    expect(backend.seen[0]?.header("if-range")).toBe('W/"x"');
    expect((await door.record(0)).responseBytes).toBe(70_000);
  });

  it("trailers are dropped and the body is whole", async () => {
    const raw = await startRawBackend((socket) => {
      socket.write(
        "HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
      );
    });
    const port = await open(raw);
    const answer = await call(port, "GET /gateway/demo/x");
    expect(answer.body.toString()).toBe("hello");
    expect(answer.bytes.toString()).not.toContain("X-T");
  });

  it.each([301, 302, 307, 308])("a redirect (%i) is passed back, never followed", async (status) => {
    const other = await startBackend();
    closing.push(other.close);
    const backend = await startBackend((_req, res) => {
      res.writeHead(status, { Location: `${other.url}/elsewhere` });
      res.end();
    });
    const port = await open(backend);
    const answer = await call(port, "POST /gateway/demo/x", ["Authorization: Bearer x"], "body");
    expect(answer.status).toBe(status);
    expect(answer.header("location")).toBe(`${other.url}/elsewhere`);
    expect(other.seen).toEqual([]);
  });

  it("a slow reader holds the backend back instead of filling memory", async () => {
    const total = 64 * 1024 * 1024;
    let sent = 0;
    const raw = await startRawBackend((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${total}\r\n\r\n`);
      const chunk = Buffer.alloc(1024 * 1024);
      const pump = (): void => {
        while (sent < total) {
          sent += chunk.length;
          if (!socket.write(chunk)) return void socket.once("drain", pump);
        }
      };
      pump();
    });
    const port = await open(raw);
    const { socket, until } = await dial(port);
    socket.write(post([]));
    await until(/200 OK/);
    socket.pause();
    // Nothing is read now, so what has been sent comes to rest at what the buffers on the way hold.
    let before = -1;
    while (before !== sent) {
      before = sent;
      await new Promise<void>((resolve) => setTimeout(resolve, 100));
    }
    expect(sent).toBeLessThan(total / 2);
    socket.resume();
    await door.record(0);
    expect(sent).toBe(total);
    expect(door.records[0]).toMatchObject({ status: 200, responseBytes: total });
    socket.destroy();
  });

  it("a caller who leaves before the answer: the backend's connection is closed at once", async () => {
    const raw = await startRawBackend(() => gone.socket.destroy());
    const port = await open(raw);
    const gone = await dial(port);
    gone.socket.write(post([]));
    expect(await door.record(0)).toMatchObject({ status: 499, responseBytes: 0 });
    await closed(raw.sockets);
    expect(door.gateway.inFlight).toBe(0);
  });

  it("several calls on one connection are answered in order", async () => {
    const backend = await startBackend((req, res) => res.end(req.url));
    const port = await open(backend);
    const { socket, until } = await dial(port);
    const get = (n: number): string =>
      post([]).toString().replace("POST", "GET").replace("/demo/x", `/demo/${n}`);
    socket.write(get(1) + get(2) + get(3));
    const text = await until(/\/3$/);
    expect(text.match(/^\/\d$/gm)).toEqual(["/1", "/2", "/3"].slice(-1));
    expect(text.indexOf("/1")).toBeLessThan(text.indexOf("/2"));
    expect(backend.seen).toHaveLength(3);
    socket.destroy();
  });

  it("what is malformed behind a whole request does not take that one's answer away", async () => {
    const backend = await startBackend();
    const port = await open(backend);
    const { socket, until } = await dial(port);
    socket.write(`${post([])}GARBAGE\r\n\r\n`);
    expect(await until(/ok/)).toMatch(/^HTTP\/1\.1 200/);
    await new Promise<void>((resolve) =>
      socket.destroyed ? resolve() : socket.on("close", () => resolve()),
    );
  });
});
