/** What the conformance suite stands on: both listeners, a backend that records bytes, callers that speak in bytes. */
import { connect, type Socket } from "node:net";
import { afterEach, describe } from "vitest";
import type { ApiEntry, BackendCredential } from "../entries";
import type { GatewaySettings } from "../parts";
import {
  api,
  exchange,
  key,
  parseAnswer,
  product,
  type RawAnswer,
  request,
  startDoor,
  type TestDoor,
} from "../testing";
import { type Answering, type RecordingBackend, startRecordingBackend } from "./recording-backend";

/** A connection under the test's own hand. */
export interface Dialed {
  socket: Socket;
  text(): string;
  /** What has come, once it looks like this; rejects when the connection closes before. */
  until(pattern: RegExp): Promise<string>;
  /** All that has come, once the gateway has closed the connection. */
  closed(): Promise<string>;
}

export async function dial(port: number): Promise<Dialed> {
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
  const wait = (isDone: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (isDone()) resolve(got);
        else if (socket.closed) reject(new Error(`closed after ${JSON.stringify(got)}`));
        else return;
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });
  return {
    socket,
    text: () => got,
    until: (pattern) => wait(() => pattern.test(got)),
    closed: () => wait(() => socket.closed),
  };
}

interface RoadOptions extends Partial<Omit<Parameters<typeof startDoor>[0], "catalogue">> {
  credential?: BackendCredential;
  answer?: Answering;
  api?: Partial<ApiEntry>;
  settings?: Partial<GatewaySettings>;
  headersTimeoutMs?: number;
}

/** A gateway before a recording backend, asked through one of its listeners. */
export interface Road {
  port: number;
  /** "/gateway" or "". */
  base: string;
  door: TestDoor;
  backend: RecordingBackend;
  /** A request's head with the test key: `GET /x` asks for /x of the API. */
  head(line: string, headers?: string[]): Buffer;
  call(line: string, headers?: string[], body?: string | Buffer): Promise<RawAnswer>;
  /** Sends bytes, and answers all that came once the gateway has closed the connection by itself. */
  untilClosed(sent: Buffer): Promise<string>;
  exchange(sent: Buffer): Promise<RawAnswer>;
  dial(): Promise<Dialed>;
}

const ownPort = (door: TestDoor): number => door.ownPort;

/** `opening` is what each connection begins with: an empty line is passed over (RFC 9112 section 2.2), but not by the fast lane. */
const listeners = [
  {
    name: "/gateway on the portal's port",
    base: "/gateway",
    portOf: (door: TestDoor) => door.port,
    opening: "",
  },
  { name: "a port of the gateway's own", base: "", portOf: ownPort, opening: "" },
  { name: "a port of the gateway's own, not on the fast lane", base: "", portOf: ownPort, opening: "\r\n" },
];

/** Runs its tests through both listeners, on the fast lane and beside it; what they open is closed behind each. */
export function throughBothListeners(tests: (open: (options?: RoadOptions) => Promise<Road>) => void): void {
  describe.each(listeners)("through $name", ({ base, portOf, opening }) => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closing.splice(0)) await close();
    });
    tests(async ({ credential, answer, api: more, headersTimeoutMs = 30_000, ...options } = {}) => {
      const backend = await startRecordingBackend(answer);
      const entry = api(backend.url, more);
      const apis = [
        { ...entry, backend: { ...entry.backend, credential: credential ?? null, headersTimeoutMs } },
      ];
      const door = await startDoor({ ...options, catalogue: { apis, products: [product("starter")] } });
      closing.push(door.close, backend.close);
      return roadTo(portOf(door), base, door, backend, opening);
    });
  });
}

function roadTo(
  port: number,
  base: string,
  door: TestDoor,
  backend: RecordingBackend,
  opening: string,
): Road {
  const opened = (sent: Buffer): Buffer => Buffer.concat([Buffer.from(opening), sent]);
  const head = (line: string, headers: string[] = []): Buffer => {
    const [method = "", path = ""] = line.split(" ");
    const first = `${method} ${base}/demo${path} HTTP/1.1`;
    return request([first, "Host: portal.test", `Ocp-Apim-Subscription-Key: ${key}`, ...headers]);
  };
  return {
    port,
    base,
    door,
    backend,
    head,
    call(line, headers = [], body = "") {
      const length = body.length > 0 ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
      return exchange(port, opened(Buffer.concat([head(line, [...headers, ...length]), Buffer.from(body)])));
    },
    async untilClosed(sent) {
      const dialed = await dial(port);
      dialed.socket.write(opened(sent));
      return dialed.closed();
    },
    exchange: (sent) => exchange(port, opened(sent)),
    async dial() {
      const dialed = await dial(port);
      if (opening !== "") dialed.socket.write(opening);
      return dialed;
    },
  };
}

/** The first answer among what came, latin1. */
export function answerIn(text: string): RawAnswer {
  return parseAnswer(Buffer.from(text, "latin1"));
}
