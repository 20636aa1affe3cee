import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createAddressGuard } from "./address-guard";
import { createDispatchers } from "./dispatchers";
import type { BackendEntry } from "./entries";
import type { GatewayParts, GatewaySettings } from "./parts";
import {
  api,
  call,
  product,
  type RawAnswer,
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

interface OpenOptions {
  backend?: Partial<BackendEntry>;
  settings?: Partial<GatewaySettings>;
  parts?: Partial<GatewayParts>;
}

async function open(url: string, { backend, settings = {}, parts = {} }: OpenOptions = {}): Promise<number> {
  const entry = api(url);
  const other = await startBackend();
  closing.push(other.close);
  const otherBackend = { ...api(other.url).backend, id: "other" };
  const apis = [
    { ...entry, backend: { ...entry.backend, ...backend } },
    api(other.url, { id: "other", suffix: "other", backend: otherBackend }),
  ];
  door = await startDoor({ catalogue: { apis, products: [product("starter")] }, settings, parts });
  return door.port;
}

/** A backend of bytes that says this to every request. */
async function saying(text: string, then: (socket: Socket) => void = () => {}): Promise<string> {
  const raw = await startRawBackend((socket) => {
    socket.write(Buffer.from(text, "latin1"), () => then(socket));
  });
  closing.push(raw.close);
  return raw.url;
}

function kind(answer: RawAnswer): string {
  return `${answer.status} ${answer.problem().type}`;
}

describe("a backend that cannot be reached", () => {
  it("refuses the connection: 502", async () => {
    const gone = await startBackend();
    await gone.close();
    const port = await open(gone.url);
    expect(kind(await call(port, "GET /gateway/demo/x"))).toBe("502 urn:gatehouse:refusal:backend-refused");
    expect(await door.record(0)).toMatchObject({ status: 502, refusal: "backend-refused", requestBytes: 0 });
  });

  it("has a name that does not resolve: 502", async () => {
    const guard = createAddressGuard(["loopback"], (hostname, callback) => {
      callback(Object.assign(new Error(`no ${hostname}`), { code: "ENOTFOUND" }), []);
    });
    const port = await open("http://nowhere.test", { parts: { dispatchers: createDispatchers(guard) } });
    const answer = await call(port, "GET /gateway/demo/x");
    expect(kind(answer)).toBe("502 urn:gatehouse:refusal:backend-name");
    expect(answer.body.toString()).not.toContain("nowhere.test");
  });

  it("does not speak TLS where it should: 502", async () => {
    const port = await open((await saying("no TLS here\r\n\r\n")).replace("http:", "https:"));
    expect(kind(await call(port, "GET /gateway/demo/x"))).toBe("502 urn:gatehouse:refusal:backend-tls");
  });

  it("does not take the connection in time: 504", async () => {
    const guard = createAddressGuard([], () => {});
    const options = { backend: { connectTimeoutMs: 50 }, parts: { dispatchers: createDispatchers(guard) } };
    const port = await open("http://blackhole.test", options);
    expect(kind(await call(port, "GET /gateway/demo/x"))).toBe(
      "504 urn:gatehouse:refusal:backend-connect-timeout",
    );
  });

  it.each(["127.0.0.1", "2130706433", "[::1]", "localhost", "rebound.test"])(
    "is at an address that is not allowed (%s): 502, and nothing connects",
    async (host) => {
      const canary = await startBackend();
      closing.push(canary.close);
      const guard = createAddressGuard([], (_, callback) =>
        callback(null, [{ address: "127.0.0.1", family: 4 }]),
      );
      const options = { parts: { dispatchers: createDispatchers(guard) } };
      const port = await open(`http://${host}:${canary.port}`, options);
      expect(kind(await call(port, "GET /gateway/demo/x"))).toBe("502 urn:gatehouse:refusal:backend-address");
      expect(canary.seen).toEqual([]);
    },
  );
});

describe("a backend that answers badly", () => {
  it("closes before it answers: 502", async () => {
    const raw = await startRawBackend((socket) => socket.destroy());
    closing.push(raw.close);
    const port = await open(raw.url);
    expect(kind(await call(port, "POST /gateway/demo/x", [], "{}"))).toBe(
      "502 urn:gatehouse:refusal:backend-reset",
    );
    expect(raw.sockets).toHaveLength(1);
  });

  it("does not answer in time: 504, and its connection is closed", async () => {
    const raw = await startRawBackend(() => {});
    closing.push(raw.close);
    const port = await open(raw.url, { backend: { headersTimeoutMs: 100 } });
    expect(kind(await call(port, "GET /gateway/demo/x"))).toBe(
      "504 urn:gatehouse:refusal:backend-headers-timeout",
    );
    const [socket] = raw.sockets;
    if (socket?.closed === false) await new Promise<void>((resolve) => socket.on("close", () => resolve()));
  });
});

describe("a backend that hangs", () => {
  it("fills its own share, 503 with Retry-After, and no other's; places are given back", async () => {
    const waiting: (() => void)[] = [];
    let wake: () => void = () => {};
    const hung = await startBackend((_req, res) => {
      waiting.push(() => res.end("late"));
      wake();
    });
    closing.push(hung.close);
    const port = await open(hung.url, { settings: { maxInFlightPerBackend: 2 } });
    const stuck = [call(port, "GET /gateway/demo/1"), call(port, "GET /gateway/demo/2")];
    while (waiting.length < 2) await new Promise<void>((resolve) => (wake = resolve));
    const full = await call(port, "GET /gateway/demo/3");
    expect(kind(full)).toBe("503 urn:gatehouse:refusal:backend-busy");
    expect(full.header("retry-after")).toBe("1");
    expect((await call(port, "GET /gateway/other/x")).status).toBe(200);
    for (const release of waiting.splice(0)) release();
    expect((await Promise.all(stuck)).map(({ status }) => status)).toEqual([200, 200]);
    const later = call(port, "GET /gateway/demo/4");
    while (waiting.length < 1) await new Promise<void>((resolve) => (wake = resolve));
    waiting[0]?.();
    expect((await later).status).toBe(200);
  });
});

describe("a catalogue", () => {
  it("published while calls run counts for the next one", async () => {
    const first = await startBackend((_req, res) => res.end("first"));
    const second = await startBackend((_req, res) => res.end("second"));
    closing.push(first.close, second.close);
    const port = await open(first.url);
    expect((await call(port, "GET /gateway/demo/x")).body.toString()).toBe("first");
    door.publish({ apis: [api(second.url)], products: [product("starter")] });
    expect((await call(port, "GET /gateway/demo/x")).body.toString()).toBe("second");
    door.publish({ apis: [], products: [] });
    expect((await call(port, "GET /gateway/demo/x")).status).toBe(404);
  });
});
