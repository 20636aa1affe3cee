import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, Server as NetServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Dialed, dial } from "../conformance/kit";
import type { Surroundings } from "../node-server";
import { api, type Backend, key, product, startBackend, startDoor, type TestDoor } from "../testing";

let door: TestDoor;
let backend: Backend;
let dialed: Dialed[];
/** How many requests node:http has read. */
let byNode: number;

/** The server's ends of the connections. */
let taken: Socket[];

async function open(respond?: Parameters<typeof startBackend>[0], surroundings: Surroundings = {}) {
  backend = await startBackend(respond);
  const catalogue = { apis: [api(backend.url)], products: [product("starter")] };
  door = await startDoor({ catalogue, door: surroundings });
  door.portal.on("connection", (socket: Socket) => taken.push(socket));
  door.portal.on("request", () => {
    byNode++;
  });
}

/** Once the server has read so many bytes of the first connection. */
async function hasRead(bytes: number): Promise<void> {
  while ((taken[0]?.bytesRead ?? 0) < bytes) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  byNode = 0;
  dialed = [];
  taken = [];
});

afterEach(async () => {
  for (const { socket } of dialed) socket.destroy();
  await door.close();
  await backend.close();
});

async function connected(): Promise<Dialed> {
  const one = await dial(door.port);
  dialed.push(one);
  return one;
}

/** More than any system keeps for a caller who reads nothing. */
const aheadBytes = 32 * 1024 * 1024;

/** A caller who reads nothing, whose answer is given and waits behind what was written before it. */
async function answeredUnread(onConnected = () => {}): Promise<Socket> {
  await open();
  const socket = connect(door.port, "127.0.0.1");
  await once(door.portal, "connection");
  onConnected();
  taken[0]?.write(Buffer.alloc(aheadBytes));
  socket.write(plain("GET /1"));
  await door.record(0);
  return socket;
}

function plain(line: string, headers: string[] = []): string {
  const first = `${line.replace(" ", " /gateway/demo")} HTTP/1.1`;
  return [first, "Host: portal.test", `Ocp-Apim-Subscription-Key: ${key}`, ...headers, "", ""].join("\r\n");
}

const answered = /HTTP\/1\.1 200 .*\r\n\r\nok$/s;

describe("a plain call", () => {
  it("is answered without node:http, one after another on one connection", async () => {
    await open();
    const { socket, until } = await connected();
    for (const n of [1, 2, 3]) {
      socket.write(plain("GET /x"));
      await until(new RegExp(`(?:HTTP.*?\r\n\r\nok){${n}}$`, "s"));
    }
    expect(backend.seen).toHaveLength(3);
    expect(byNode).toBe(0);
  });

  it("may bring its body later, in pieces", async () => {
    await open();
    const { socket, until } = await connected();
    const head = plain("POST /x", ["Content-Length: 6"]);
    socket.write(`${head}ab`);
    await hasRead(head.length + 2);
    socket.write("cd");
    await hasRead(head.length + 4);
    socket.write("ef");
    await until(answered);
    expect(backend.seen[0]?.body.toString()).toBe("abcdef");
    expect(byNode).toBe(0);
  });

  it("says close and closes once the server takes no more connections", async () => {
    await open();
    const { socket, until, closed } = await connected();
    socket.write(plain("GET /x"));
    await until(answered);
    NetServer.prototype.close.call(door.portal);
    socket.write(plain("GET /y"));
    expect(await closed()).toMatch(/\r\nConnection: close\r\n.*ok$/s);
    expect(backend.seen).toHaveLength(2);
  });

  it("is the last where the connection closes: what comes behind it is not sent on", async () => {
    const socket = await answeredUnread(() => NetServer.prototype.close.call(door.portal));
    socket.write(plain("GET /2"));
    for await (const _ of socket);
    expect(backend.seen.map(({ url }) => url)).toEqual(["/1"]);
  });

  it("whose answer is still being taken is not closed as idle", async () => {
    const socket = await answeredUnread();
    door.portal.closeIdleConnections();
    let bytes = 0;
    for await (const chunk of socket) {
      bytes += chunk.length;
      if (bytes > aheadBytes) break;
    }
    expect(bytes).toBeGreaterThan(aheadBytes);
  });

  it("of a caller who leaves closes the connection to the backend", async () => {
    const asked = new EventEmitter();
    await open((req) => asked.emit("call", req.socket));
    const { socket } = await connected();
    socket.write(plain("GET /x"));
    const [toBackend] = await once(asked, "call");
    const closed = once(toBackend, "close");
    socket.destroy();
    await closed;
    expect(await door.record(0)).toMatchObject({ status: 499 });
  });
});

describe("a connection is handed to node:http", () => {
  it.each([
    ["for a page", "GET /page HTTP/1.1\r\nHost: portal.test\r\n\r\n", /portal$/],
    [
      "for a body in chunks",
      `${plain("POST /x", ["Transfer-Encoding: chunked"])}2\r\nhi\r\n0\r\n\r\n`,
      answered,
    ],
    ["for a large body", plain("POST /x", ["Content-Length: 70000"]) + "x".repeat(70_000), answered],
    ["for a last call", plain("GET /x", ["Connection: close"]), answered],
    ["for what is malformed", "GET /gateway/demo/x HTTP/1.1\r\nHost : a\r\n\r\n", /400/],
  ])("%s, with every byte", async (_, text, pattern) => {
    await open();
    const { socket, until } = await connected();
    socket.write(text);
    await until(pattern);
  });

  it("after a plain call, byte by byte, and stays there", async () => {
    await open();
    const { socket, until } = await connected();
    socket.write(plain("GET /1"));
    await until(answered);
    const next = plain("GET /2");
    socket.write(next.slice(0, 10));
    await hasRead(plain("GET /1").length + 10);
    socket.write(next.slice(10));
    await until(/ok.*ok$/s);
    socket.write(plain("GET /3"));
    await until(/ok.*ok.*ok$/s);
    expect(backend.seen.map(({ url }) => url)).toEqual(["/1", "/2", "/3"]);
    expect(byNode).toBe(2);
  });

  it("for what comes behind a plain call at once", async () => {
    await open();
    const { socket, until } = await connected();
    socket.write(plain("GET /1") + plain("GET /2", ["Upgrade: h2c"]) + plain("GET /3"));
    await until(/ok.*ok.*ok$/s);
    expect(backend.seen.map(({ url }) => url)).toEqual(["/1", "/2", "/3"]);
  });
});

it("idle connections close with the server's", async () => {
  await open();
  const { socket, until, closed } = await connected();
  socket.write(plain("GET /x"));
  await until(answered);
  door.portal.closeIdleConnections();
  await closed();
});

it("a trusted proxy's callers are told by its headers, others' are not believed", async () => {
  await open(undefined, { trustedProxies: ["loopback"] });
  const { socket, until } = await connected();
  const forwarded = ["X-Forwarded-For: 203.0.113.9", "X-Forwarded-Host: api.test"];
  socket.write(plain("GET /x", forwarded));
  await until(answered);
  expect(backend.seen[0]?.header("x-forwarded-for")).toBe("203.0.113.9, 127.0.0.1");
  expect(backend.seen[0]?.header("x-forwarded-host")).toBe("api.test");
  expect(await door.record(0)).toMatchObject({ clientAddress: "203.0.113.9" });
  expect(byNode).toBe(0);
});

describe("an answer", () => {
  it.each([
    ["to HEAD has no body, and the next one is whole", "HEAD /x", (res: ServerResponse) => res.end("ok")],
    ["of status 204 has none either", "GET /x", (res: ServerResponse) => res.writeHead(204).end()],
  ])("%s", async (_, line, respond) => {
    await open((req, res) => (req.url === "/x" ? respond(res) : res.end("ok")));
    const { socket, until } = await connected();
    socket.write(plain(line) + plain("GET /y"));
    const text = await until(/ok$/);
    expect(text).toMatch(/^HTTP\/1\.1 20[04] [^\0]*?\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect(byNode).toBe(0);
  });

  it("of unknown length goes out in chunks, each as it comes", async () => {
    let end: () => void = () => {};
    await open((_req, res) => {
      res.write("first");
      end = () => res.end("last");
    });
    const { socket, until } = await connected();
    socket.write(plain("GET /x"));
    await until(/\r\n\r\n5\r\nfirst\r\n$/);
    end();
    expect(await until(/4\r\nlast\r\n0\r\n\r\n$/)).toMatch(/\r\nTransfer-Encoding: chunked\r\n/);
  });
});
