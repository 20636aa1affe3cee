import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import { addressMatcher } from "./addresses";
import { callId } from "./call-id";
import { codeOf } from "./failure";
import { NodeAnswer } from "./node-answer";
import { type DoorPlace, nodeBody, readNodeCall, splitTarget } from "./node-call";
import type { Gateway, Refusal, RefusalCode } from "./parts";
import { problemBody, problemHeaders, refuse } from "./refusal";

export interface DoorOptions {
  /** "/gateway", or "" where the port is the gateway's alone. */
  base: string;
  /** Proxies whose X-Forwarded headers are believed: range names, addresses, or `address/prefix`. */
  trustedProxies?: readonly string[];
  /** Hosts that a request may name in its first line, besides the one in its Host header. */
  ownHosts?: readonly string[];
  /** Whether the portal answers at the same origin: then no backend's page may run as one of the portal's. */
  sharedOrigin?: boolean;
}

/** The gateway's door on a node:http server. */
export interface Door {
  /** Whether a raw request target is the gateway's. */
  owns(rawTarget: string | undefined): boolean;
  handle(req: IncomingMessage, res: ServerResponse): void;
}

export function createDoor(gateway: Gateway, options: DoorOptions): Door {
  const { base, trustedProxies = [], ownHosts = [], sharedOrigin = false } = options;
  const place: DoorPlace = {
    base,
    isTrustedProxy: addressMatcher(trustedProxies),
    ownHosts: ownHosts.map((host) => host.toLowerCase()),
  };
  return {
    owns(rawTarget = "") {
      const { target } = splitTarget(rawTarget);
      if (!target.startsWith(base)) return false;
      const next = target.charAt(base.length);
      return base === "" || next === "" || next === "/" || next === "?" || next === "#";
    },
    handle(req, res) {
      if (req.url === "*") return answerServerOptions(res);
      const answer = new NodeAnswer(req, res, sharedOrigin);
      const body = nodeBody(req, () => {
        answer.bodyOpened = true;
        if (req.headers.expect !== undefined) res.writeContinue();
      });
      const running = gateway.handle(readNodeCall(req, body, place), answer);
      res.on("close", () => {
        if (!res.writableFinished) running.abort();
      });
    },
  };
}

/** `OPTIONS *` asks of the server as a whole (RFC 9110 section 9.3.7). */
function answerServerOptions(res: ServerResponse): void {
  res.writeHead(204, ["X-Request-Id", callId(Date.now())]);
  res.end();
}

/**
 * An HTTP server that hands the gateway's targets to its door, by the target as it came, and the rest to `otherwise`.
 * Strict in parsing, patient with long transfers, short with those who dawdle over their headers.
 *
 * Give `otherwiseUpgrade` only where the rest needs protocol upgrades (a development server): Node then takes every
 * request with an Upgrade header out of HTTP, the harmless offer of HTTP/2 that Java's client makes included. Without
 * it such an offer is passed over (RFC 9110 section 7.8), and let no one else listen for "upgrade" on this server.
 */
export function createGatewayServer(
  door: Door,
  otherwise: RequestListener,
  otherwiseUpgrade?: (req: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Server {
  const server = createServer({
    insecureHTTPParser: false,
    requireHostHeader: true,
    // Both limits are held by the door, which can say which was passed; the parser's stands behind them.
    maxHeaderSize: 32 * 1024,
    headersTimeout: 20_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  });
  const route: RequestListener = (req, res) => {
    if (door.owns(req.url)) door.handle(req, res);
    else otherwise(req, res);
  };
  server.on("request", route);
  // A caller who waits for `100 Continue` is told by the gateway, once the key is good.
  server.on("checkContinue", (req, res) => {
    if (door.owns(req.url)) return door.handle(req, res);
    res.writeContinue();
    otherwise(req, res);
  });
  server.on("checkExpectation", (_req, res) => {
    const refusal = refuse("unsupported-expectation");
    const { body, headers } = rawProblem(refusal);
    res.writeHead(refusal.status, [...headers, "Connection", "close"]);
    res.end(body);
  });
  server.on("connect", (_req, socket) => {
    writeRaw(
      socket,
      refuse("method-not-allowed", { headers: ["Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"] }),
    );
  });
  if (otherwiseUpgrade !== undefined) {
    server.on("upgrade", (req, socket, head) => {
      if (door.owns(req.url)) writeRaw(socket, refuse("upgrade-not-supported"));
      else otherwiseUpgrade(req, socket, head);
    });
  }
  server.on("clientError", (error, socket) => {
    answerMalformed(error, socket);
  });
  return server;
}

/** What Node's parser found, in our words. */
const byParserCode: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: "headers-too-long",
  HPE_INVALID_METHOD: "unsupported-method",
  HPE_INVALID_TRANSFER_ENCODING: "bad-request",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

function answerMalformed(error: Error, socket: Duplex): void {
  const code = codeOf(error);
  const pending = pendingAnswer(socket);
  if (code === "ECONNRESET" || !socket.writable) socket.destroy();
  else if (pending === null) writeRaw(socket, refuse(byParserCode[code] ?? "bad-request"));
  // What is malformed came behind a whole request: that one is answered first, and then no more is read.
  else if (pending.req.complete) pending.once("finish", () => socket.end());
  else if (pending.headersSent) socket.destroy();
  else writeRaw(socket, refuse(byParserCode[code] ?? "bad-request"));
}

/** The answer that a connection is about to carry or carries now. */
function pendingAnswer(socket: Duplex): ServerResponse | null {
  const current: unknown = Reflect.get(socket, "_httpMessage");
  return current instanceof ServerResponse ? current : null;
}

/** Answers where there is no response object to answer with, and closes. */
function writeRaw(socket: Duplex, refusal: Refusal): void {
  const { body, headers } = rawProblem(refusal);
  const lines = [`HTTP/1.1 ${refusal.status} ${refusal.title}`];
  for (let n = 0; n < headers.length; n += 2) lines.push(`${headers[n]}: ${headers[n + 1]}`);
  lines.push("Connection: close", "", "");
  socket.end(Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), body]));
}

function rawProblem(refusal: Refusal): { body: Buffer; headers: string[] } {
  const requestId = callId(Date.now());
  const body = problemBody(refusal, requestId, false);
  return { body, headers: problemHeaders(refusal, requestId, body.length) };
}
