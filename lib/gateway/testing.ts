/** What the gateway's tests share: plain parts, a backend that records, callers that speak in bytes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from "node:net";
import { systemClock } from "@/lib/limits/counter";
import { createMemoryCounter } from "@/lib/limits/memory";
import { createAddressGuard } from "./address-guard";
import type { CallRecord } from "./call";
import { createDispatchers } from "./dispatchers";
import type { ApiEntry, CatalogueData, OperationEntry, ProductEntry, SubscriptionEntry } from "./entries";
import { createGateway } from "./gateway";
import { compileCatalogue } from "./match";
import { createGatewayServer, createPortalServer, type Surroundings } from "./node-server";
import type { Gateway, GatewayParts, GatewaySettings, JobOwners } from "./parts";

export const settings: GatewaySettings = {
  plainHttp: "allow",
  realm: "http://portal.test",
  maxRequestBytes: 64 * 1024 * 1024,
  maxInFlightPerBackend: 100,
  whenCountersFail: "refuse",
  privateCookies: ["next-auth."],
};

export function operation(
  method: string,
  urlTemplate: string,
  more: Partial<OperationEntry> = {},
): OperationEntry {
  const name = `${method} ${urlTemplate}`;
  return { id: name, name, method, urlTemplate, queryDefaults: {}, ...more };
}

export function product(id: string, more: Partial<ProductEntry> = {}): ProductEntry {
  return { id, name: id, requiresSubscription: true, published: true, limits: [], ...more };
}

/** An API `demo` with one operation that takes anything, in the product `starter`. */
export function api(url: string, more: Partial<ApiEntry> = {}): ApiEntry {
  return {
    id: "demo",
    name: "Demo",
    suffix: "demo",
    schemes: "both",
    requiresSubscription: true,
    published: true,
    keyHeader: "Ocp-Apim-Subscription-Key",
    keyQuery: "subscription-key",
    acceptsForeignJobs: true,
    backend: { id: "backend", url, credential: null, connectTimeoutMs: 5_000, headersTimeoutMs: 30_000 },
    productIds: ["starter"],
    operations: ["GET", "POST", "PUT", "DELETE", "PATCH"].map((method) => operation(method, "/*")),
    ...more,
  };
}

export function subscription(more: Partial<SubscriptionEntry> = {}): SubscriptionEntry {
  return {
    id: "sub",
    name: "Subscription",
    state: "active",
    productId: "starter",
    userId: "user",
    userState: "active",
    startsAtMs: 0,
    expiresAtMs: null,
    keyExpiresAtMs: null,
    mayTrace: false,
    ...more,
  };
}

/** The key of the subscription that every test door knows. */
export const key = "gate_test_key";

export interface Seen {
  method: string;
  url: string;
  rawHeaders: string[];
  body: Buffer;
  /** The value of a header, or undefined; several joined by a bar. */
  header(name: string): string | undefined;
}

export interface Backend {
  url: string;
  port: number;
  seen: Seen[];
  close(): Promise<void>;
}

type Responder = (req: IncomingMessage, res: ServerResponse, body: Buffer) => void;

/** A node:http backend that keeps what it was asked and answers `ok`, or as told. */
export async function startBackend(respond: Responder = (_req, res) => res.end("ok")): Promise<Backend> {
  const seen: Seen[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("error", () => {});
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body = Buffer.concat(chunks);
      const { method = "", url = "", rawHeaders } = req;
      seen.push({ method, url, rawHeaders, body, header: (name) => headerIn(rawHeaders, name) });
      respond(req, res, body);
    });
  });
  const port = await listenOn(server);
  return { url: `http://127.0.0.1:${port}`, port, seen, close: () => closeServer(server) };
}

export function headerIn(rawHeaders: readonly string[], name: string): string | undefined {
  const values = rawHeaders.filter(
    (_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === name.toLowerCase(),
  );
  return values.length === 0 ? undefined : values.join("|");
}

export interface RawBackend {
  url: string;
  port: number;
  sockets: Socket[];
  /** All bytes received, per connection. */
  received: Buffer[];
  close(): Promise<void>;
}

/** A backend of bytes: `onData` is called with each connection's bytes so far. */
export async function startRawBackend(onData: (socket: Socket, soFar: Buffer) => void): Promise<RawBackend> {
  const sockets: Socket[] = [];
  const received: Buffer[] = [];
  const server = createTcpServer((socket) => {
    const index = sockets.push(socket) - 1;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received[index] = Buffer.concat([received[index] ?? Buffer.alloc(0), chunk]);
      onData(socket, received[index]);
    });
  });
  const port = await listenOn(server);
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return closeServer(server);
  };
  return { url: `http://127.0.0.1:${port}`, port, sockets, received, close };
}

function listenOn(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server)));
  });
}

function portOf(server: Server | TcpServer): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function closeServer(server: Server | TcpServer): Promise<void> {
  if ("closeAllConnections" in server) server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

export interface TestDoor {
  /** The portal's port, with the gateway at /gateway. */
  port: number;
  /** The gateway's own port. */
  ownPort: number;
  /** The portal's server. */
  portal: Server;
  gateway: Gateway;
  records: CallRecord[];
  parts: GatewayParts;
  /** The next record to come, or the one at this place. */
  record(index: number): Promise<CallRecord>;
  publish(catalogue: CatalogueData): void;
  close(): Promise<void>;
}

interface TestDoorOptions {
  catalogue: CatalogueData;
  settings?: Partial<GatewaySettings>;
  parts?: Partial<GatewayParts>;
  door?: Surroundings;
  subscription?: SubscriptionEntry;
}

/** Owners of jobs, kept in memory. */
function memoryJobOwners(): JobOwners {
  const owners = new Map<string, string>();
  return {
    ownerOf: (origin, jobId) => owners.get(`${origin} ${jobId}`) ?? null,
    async bind(origin, jobId, subscriptionId) {
      const place = `${origin} ${jobId}`;
      if (!owners.has(place)) owners.set(place, subscriptionId);
    },
  };
}

/** A whole gateway behind both of its listeners; at the portal's, everything outside /gateway answers `portal`. */
export async function startDoor(options: TestDoorOptions): Promise<TestDoor> {
  const records: CallRecord[] = [];
  const waiting: (() => void)[] = [];
  let snapshot = compileCatalogue(options.catalogue);
  const known = options.subscription ?? subscription();
  const parts: GatewayParts = {
    catalogue: () => snapshot,
    subscriptions: {
      findByKey: (asked) => (asked === key ? known : null),
      findById: (id) => (id === known.id ? known : null),
    },
    counter: createMemoryCounter({
      clock: systemClock,
      store: { load: async () => 0, add: async () => {} },
      onError: () => {},
    }),
    jobs: memoryJobOwners(),
    recorder: {
      record(call) {
        records.push(call);
        for (const wake of waiting.splice(0)) wake();
      },
    },
    dispatchers: createDispatchers(createAddressGuard(["loopback"])),
    clock: systemClock,
    settings: { ...settings, ...options.settings },
    ...options.parts,
  };
  const gateway = createGateway(parts);
  const portal = createPortalServer(gateway, options.door ?? {}, (_req, res) => {
    res.setHeader("X-Request-Id", "portal");
    res.end("portal");
  });
  const own = createGatewayServer(gateway, options.door ?? {});
  return {
    port: await listenOn(portal),
    ownPort: await listenOn(own),
    portal,
    gateway,
    records,
    parts,
    async record(index) {
      while (records[index] === undefined) await new Promise<void>((resolve) => waiting.push(resolve));
      return records[index];
    },
    publish(catalogue) {
      snapshot = compileCatalogue(catalogue);
    },
    async close() {
      await parts.dispatchers.close();
      await parts.counter.close();
      await Promise.all([closeServer(portal), closeServer(own)]);
    },
  };
}

export interface RawAnswer {
  status: number;
  reason: string;
  rawHeaders: string[];
  header(name: string): string | undefined;
  body: Buffer;
  /** The problem's members. */
  problem(): Record<string, unknown>;
  /** Whether the message ended as its framing says; a connection that broke off leaves this false. */
  whole: boolean;
  bytes: Buffer;
}

/** Lines of a request's head, joined as they go over the wire; a body may follow. */
export function request(lines: string[], body: string | Buffer = ""): Buffer {
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return Buffer.concat([head, Buffer.from(body)]);
}

/** Sends bytes on a connection of its own and reads one answer. */
export function exchange(port: number, bytes: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let got = Buffer.alloc(0);
    const isHead = bytes.subarray(0, 5).toString() === "HEAD ";
    const finish = (): void => {
      socket.destroy();
      resolve(parseAnswer(got, isHead));
    };
    socket.on("data", (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (parseAnswer(got, isHead).whole) finish();
    });
    socket.on("close", finish);
    socket.on("error", (error) => (got.length > 0 ? finish() : reject(error)));
  });
}

/** One call with the test key; further header lines and a body as wanted. */
export function call(
  port: number,
  line: string,
  headers: string[] = [],
  body: string | Buffer = "",
): Promise<RawAnswer> {
  const lines = [`${line} HTTP/1.1`, "Host: portal.test", `Ocp-Apim-Subscription-Key: ${key}`, ...headers];
  if (body.length > 0) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return exchange(port, request(lines, body));
}

export function parseAnswer(bytes: Buffer, isHead = false): RawAnswer {
  let start = 0;
  let split = bytes.indexOf("\r\n\r\n");
  // Interim answers come before the one that counts.
  while (split !== -1 && /^HTTP\/1\.1 1\d\d/.test(bytes.toString("latin1", start, start + 12))) {
    start = split + 4;
    split = bytes.indexOf("\r\n\r\n", start);
  }
  const head = bytes.toString("latin1", start, split === -1 ? bytes.length : split).split("\r\n");
  const rawHeaders = head.slice(1).flatMap((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const [, status = "0", reason = ""] = /^HTTP\/1\.1 (\d+) ?(.*)$/.exec(head[0] ?? "") ?? [];
  const rest = split === -1 ? Buffer.alloc(0) : bytes.subarray(split + 4);
  const header = (name: string): string | undefined => headerIn(rawHeaders, name);
  const { body, whole } = readBody(rest, header, isHead || status === "204" || status === "304");
  return {
    status: Number(status),
    reason,
    rawHeaders,
    header,
    body,
    problem: () => JSON.parse(body.toString()),
    whole: split !== -1 && whole,
    bytes,
  };
}

function readBody(
  rest: Buffer,
  header: (name: string) => string | undefined,
  none: boolean,
): { body: Buffer; whole: boolean } {
  if (none) return { body: Buffer.alloc(0), whole: true };
  if (header("transfer-encoding") === "chunked") return readChunks(rest);
  const length = Number(header("content-length") ?? 0);
  return { body: rest.subarray(0, length), whole: rest.length >= length };
}

function readChunks(rest: Buffer): { body: Buffer; whole: boolean } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd === -1) return { body: Buffer.concat(chunks), whole: false };
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    if (size === 0) return { body: Buffer.concat(chunks), whole: true };
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
