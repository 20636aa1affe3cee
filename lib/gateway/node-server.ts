import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Refusal } from "./call";
import { callId } from "./call-id";
import { createDoor, type Door, type DoorOptions } from "./door";
import { answerMalformed, answerRefused, writeRaw } from "./malformed";
import { formRefusal, supportedMethods } from "./node-call";
import type { Gateway } from "./parts";
import { refuse } from "./refusal";

/** What both listeners are told of their surroundings. */
export type Surroundings = Pick<DoorOptions, "trustedProxies" | "ownHosts">;

/** Connections that one port holds open at a time; what comes beyond is closed at once and costs nobody else. */
const maxConnections = 10_000;

type UpgradeListener = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * The portal's port: calls at /gateway, told by the target as it came, and pages elsewhere.
 *
 * Give `pagesUpgrade` only where the pages need protocol upgrades (a development server): Node then takes every
 * request with an Upgrade header out of HTTP, the harmless offer of HTTP/2 that Java's client makes included. Without
 * it such an offer is passed over (RFC 9110 section 7.8), and let no one else listen for "upgrade" on this server.
 */
export function createPortalServer(
  gateway: Gateway,
  surroundings: Surroundings,
  pages: RequestListener,
  pagesUpgrade?: UpgradeListener,
): Server {
  const door = createDoor(gateway, { ...surroundings, base: "/gateway", sharedOrigin: true });
  const server = createStrictServer((req, res, unfit) => {
    if (door.owns(req.url)) door.handle(req, res, unfit);
    else if (unfit !== null) answerRefused(res, unfit);
    else answerPages(pages, req, res);
  });
  door.openFastLane(server);
  if (pagesUpgrade !== undefined) {
    server.on("upgrade", (req, socket, head) => {
      if (door.owns(req.url)) writeRaw(socket, refuse("upgrade-not-supported"));
      else pagesUpgrade(req, socket, head);
    });
  }
  return server;
}

/** A port of the gateway's own, where paths begin at the URL suffix. */
export function createGatewayServer(gateway: Gateway, surroundings: Surroundings): Server {
  const door: Door = createDoor(gateway, { ...surroundings, base: "" });
  const server = createStrictServer((req, res, unfit) => door.handle(req, res, unfit));
  door.openFastLane(server);
  return server;
}

/** Hears of each request, and of what is wrong with its form. */
type StrictListener = (req: IncomingMessage, res: ServerResponse, unfit: Refusal | null) => void;

/** Strict in parsing, patient with long transfers, short with those who dawdle over their headers. */
function createStrictServer(handle: StrictListener): Server {
  const server = createServer({
    insecureHTTPParser: false,
    // A missing Host is answered in our words, with a request id.
    requireHostHeader: false,
    // Both limits are held by the door, which can say which was passed; the parser's stands behind them.
    maxHeaderSize: 32 * 1024,
    headersTimeout: 20_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  });
  // Node would leave out what comes behind the 2,000th header without a word, framing headers included.
  server.maxHeadersCount = 0;
  server.maxConnections = maxConnections;
  /** Connections that end with the answer now due: what came behind an unfit request is nobody's request. */
  const condemned = new WeakSet<Socket>();
  const route: RequestListener = (req, res) => {
    if (condemned.has(req.socket)) return;
    const unfit = formRefusal(req);
    if (unfit !== null) condemned.add(req.socket);
    const start = (): void => {
      if (req.url === "*") answerServerOptions(req, res, unfit);
      else handle(req, res, unfit);
    };
    // Behind another on its connection it waits for its turn, and goes with its caller: Node would have both done at once
    // (RFC 9112 section 9.3.2), and not tell this one that nobody hears its answer any more.
    if (res.socket !== null) start();
    else res.once("socket", start);
  };
  server.on("request", route);
  // A caller who waits for `100 Continue` is told once the key is good; what else is expected, the door refuses.
  server.on("checkContinue", route);
  server.on("checkExpectation", route);
  server.on("connect", (_req, socket) => {
    writeRaw(socket, refuse("method-not-allowed", { headers: ["Allow", supportedMethods] }));
  });
  server.on("clientError", answerMalformed);
  return server;
}

function answerPages(pages: RequestListener, req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.expect !== undefined && req.httpVersion === "1.1") res.writeContinue();
  pages(req, res);
}

/** `OPTIONS *` asks of the server as a whole; no other method may (RFC 9112 section 3.2.4). */
function answerServerOptions(req: IncomingMessage, res: ServerResponse, unfit: Refusal | null): void {
  if (unfit !== null) answerRefused(res, unfit);
  else if (req.method !== "OPTIONS") answerRefused(res, refuse("bad-request"));
  else {
    res.writeHead(204, ["X-Request-Id", callId(Date.now())]);
    res.end();
  }
}
