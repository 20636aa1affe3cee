import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WireRequest } from "./connection";
import { Connections } from "./connections";

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const slowMs = 10_000;

let server: Server;
let port: number;
let nowMs: number;
let connections: Connections;
/** What each connection brought, as text, in the order in which they were opened. */
let brought: string[];
let sockets: Socket[];
/** Our end of the connection opened last. */
let client: Socket | null;
/** Says what a connection's bytes so far are answered with. */
let onBytes: (text: string, socket: Socket, count: number) => void;

beforeEach(async () => {
  nowMs = 0;
  brought = [];
  sockets = [];
  client = null;
  onBytes = (_, socket) => socket.write(answer);
  server = createServer((socket) => {
    const at = sockets.push(socket) - 1;
    brought[at] = "";
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      brought[at] += chunk.toString("latin1");
      onBytes(brought[at] ?? "", socket, at);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  const clock = { now: () => nowMs, monotonic: () => nowMs };
  connections = new Connections(
    `http://127.0.0.1:${port}`,
    (opened) => {
      const socket = connect(port, "127.0.0.1");
      client = socket;
      const onError = (error: Error): void => opened(error, null);
      socket.once("error", onError).once("connect", () => opened(null, socket.off("error", onError)));
    },
    clock,
  );
});

afterEach(() => {
  connections.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

interface Outcome {
  status: number | null;
  body: string;
  error: Error | null;
}

function request(more: Partial<WireRequest> = {}): WireRequest {
  return {
    method: "GET",
    path: "/x",
    headers: [],
    body: null,
    lengthBytes: null,
    headersTimeoutMs: slowMs,
    ...more,
  };
}

function send(more: Partial<WireRequest> = {}, fresh = false): Promise<Outcome> {
  const outcome: Outcome = { status: null, body: "", error: null };
  return new Promise((resolve) => {
    connections.send(
      request(more),
      {
        onAnswerBegun() {},
        onHead(status) {
          outcome.status = status;
        },
        onData(chunk) {
          outcome.body += chunk.toString();
          return true;
        },
        onEnd: () => resolve(outcome),
        onError: (error) => resolve({ ...outcome, error }),
      },
      fresh,
    );
  });
}

const good = { status: 200, body: "ok", error: null };

describe("a connection", () => {
  it("carries one request after another", async () => {
    expect([await send(), await send(), await send()]).toEqual([good, good, good]);
    expect(sockets).toHaveLength(1);
  });

  it("carries one request at a time", async () => {
    expect(await Promise.all([send(), send(), send()])).toEqual([good, good, good]);
    expect(sockets).toHaveLength(3);
    await send();
    expect(sockets).toHaveLength(3);
  });

  it("is not used again where a fresh one is asked for", async () => {
    await send();
    expect(await send({}, true)).toEqual(good);
    expect(sockets).toHaveLength(2);
  });

  it.each([
    ["after it lay idle for 4 s", answer, 4_000],
    [
      "when the backend's own time for it is near",
      answer.replace("OK\r\n", "OK\r\nKeep-Alive: timeout=3\r\n"),
      2_000,
    ],
    ["when the backend says that it closes", answer.replace("OK\r\n", "OK\r\nConnection: close\r\n"), 0],
    ["when bytes came behind the answer", `${answer}more`, 0],
  ])("is not used again %s", async (_, text, laterMs) => {
    onBytes = (_bytes, socket) => socket.write(text);
    await send();
    nowMs += laterMs;
    expect(await send()).toEqual(good);
    expect(sockets).toHaveLength(2);
  });

  it("is let go of when the backend speaks unasked", async () => {
    await send();
    const closed = once(sockets[0] as Socket, "close");
    sockets[0]?.write(answer.replace("ok", "no"));
    await closed;
    expect(await send()).toEqual(good);
    expect(sockets).toHaveLength(2);
  });

  it("is let go of when the backend closes it while it is idle", async () => {
    await send();
    const closed = once(sockets[0] as Socket, "close");
    sockets[0]?.end();
    await closed;
    expect(await send()).toEqual(good);
  });

  it("is not used again after an answer that came before the whole request", async () => {
    const body = new PassThrough();
    body.write("a");
    expect(await send({ method: "POST", body, lengthBytes: 10 })).toEqual(good);
    expect(body.destroyed).toBe(true);
    expect(await send()).toEqual(good);
    expect(sockets).toHaveLength(2);
  });
});

describe("a request", () => {
  it("that could not be sent as it is fails, and the connection serves the next", async () => {
    await send();
    expect((await send({ headers: ["X", "1\r\nY: 2"] })).error).toBeInstanceOf(TypeError);
    expect(await send()).toEqual(good);
    expect(sockets).toHaveLength(1);
    expect(brought[0]).not.toContain("Y: 2");
  });

  it.each([
    ["small", 10],
    ["large", 100_000],
  ])("with a %s whole body arrives byte for byte", async (_, bytes) => {
    const body = Buffer.alloc(bytes, "é");
    const text = body.toString("latin1");
    onBytes = (sofar, socket) => sofar.endsWith(text) && socket.write(answer);
    expect(await send({ method: "POST", body })).toEqual(good);
    expect(brought[0]).toContain(`\r\nContent-Length: ${bytes}\r\n`);
  });

  it("with a body that streams arrives in chunks where nobody knows its length", async () => {
    onBytes = (sofar, socket) => sofar.endsWith("0\r\n\r\n") && socket.write(answer);
    const body = new PassThrough();
    const sent = send({ method: "POST", body });
    body.write("hello ");
    body.end("there");
    expect(await sent).toEqual(good);
    expect(brought[0]).toMatch(/\r\n\r\n6\r\nhello \r\n5\r\nthere\r\n0\r\n\r\n$/);
  });

  it.each([
    ["shorter", "abc"],
    ["longer", "abcdefgh"],
  ])("whose body is %s than was said fails", async (_, text) => {
    onBytes = () => {};
    const body = new PassThrough();
    const sent = send({ method: "POST", body, lengthBytes: 5 });
    body.end(text);
    expect((await sent).error).toMatchObject({ code: "GATEHOUSE_BODY_LENGTH" });
    expect(brought[0]).not.toContain("fgh");
  });

  it("fails with its body, before and after there is a connection", async () => {
    onBytes = () => {};
    for (const wait of [false, true]) {
      const body = new PassThrough();
      const sent = send({ method: "POST", body });
      if (wait) await once(server, "connection");
      body.destroy(new Error("the caller left"));
      expect((await sent).error).toMatchObject({ message: "the caller left" });
    }
  });

  it("fails when the backend hangs up, and tells that nothing had begun", async () => {
    onBytes = (_, socket) => socket.destroy();
    expect(await send()).toMatchObject({ status: null, error: { code: "GATEHOUSE_CONNECTION_LOST" } });
  });

  it("fails when an answer that would end with its connection is reset", async () => {
    const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    onBytes = (_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\nhalf");
      // As Node tells of a reset.
      client?.once("data", () => client?.destroy(reset));
    };
    expect(await send()).toMatchObject({ status: 200, error: { code: "ECONNRESET" } });
  });

  it("fails when no answer begins in time", async () => {
    onBytes = () => {
      nowMs += 50;
    };
    expect(await send({ headersTimeoutMs: 50 })).toMatchObject({ error: { code: "GATEHOUSE_NO_ANSWER" } });
  });

  it("waits on while it is the caller who is late with the rest of the body", async () => {
    onBytes = (sofar, socket) => {
      nowMs += 60;
      if (sofar.endsWith("ab")) setTimeout(() => body.end("c"), 120);
      if (sofar.endsWith("abc")) socket.write(answer);
    };
    const body = new PassThrough();
    body.write("ab");
    expect(await send({ method: "POST", body, lengthBytes: 3, headersTimeoutMs: 50 })).toEqual(good);
  });

  it("whose connection fails once it stands is lost, whatever the failure is called", async () => {
    const error = Object.assign(new Error("read ETIMEDOUT"), { code: "ETIMEDOUT" });
    onBytes = () => client?.destroy(error);
    const lost = { code: "GATEHOUSE_CONNECTION_LOST", message: "read ETIMEDOUT" };
    expect((await send()).error).toMatchObject(lost);
  });

  it("whose body was lost before it could be sent fails, and opens no connection", async () => {
    const body = new PassThrough();
    body.on("error", () => {});
    body.destroy(new Error("the caller left"));
    await new Promise((resolve) => setImmediate(resolve));
    expect((await send({ method: "POST", body })).error).toMatchObject({ message: "the caller left" });
    expect(sockets).toHaveLength(0);
  });

  it("that nobody wants any more closes its connection and tells nothing", async () => {
    onBytes = () => {};
    const told: string[] = [];
    const listener = {
      onAnswerBegun: () => told.push("begun"),
      onHead: () => told.push("head"),
      onData: () => told.push("data") > 0,
      onEnd: () => told.push("end"),
      onError: () => told.push("error"),
    };
    const sending = connections.send(request(), listener);
    await once(server, "connection");
    await once(sockets[0] as Socket, "data");
    const closed = once(sockets[0] as Socket, "close");
    sending.abort();
    await closed;
    expect(told).toEqual([]);
  });

  it("keeps the backend waiting while its answer is not taken", async () => {
    const large = 8 * 1024 * 1024;
    onBytes = (_, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${large}\r\n\r\n`);
      socket.write(Buffer.alloc(large));
    };
    let bytes = 0;
    let goOn = (): void => {};
    await new Promise<void>((resolve, reject) => {
      connections.send(request(), {
        onAnswerBegun() {},
        onHead() {},
        onData(chunk, resume) {
          bytes += chunk.length;
          if (bytes === chunk.length) {
            goOn = resume;
            // What was read already may still come; the rest stays where it is.
            setImmediate(() =>
              setImmediate(() => {
                expect(bytes).toBeLessThan(large / 4);
                goOn();
              }),
            );
            return false;
          }
          return true;
        },
        onEnd: resolve,
        onError: reject,
      });
    });
    expect(bytes).toBe(large);
  });
});
