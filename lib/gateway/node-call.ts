import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { nodeCaller } from "./node-caller";
import type { CallBody, GatewayCall, Refusal } from "./parts";
import { refuse } from "./refusal";

/** What the door knows of its place in the network. */
export interface DoorPlace {
  /** Where the gateway begins: "/gateway", or "" for a port of its own. */
  base: string;
  /** Whether an address is a proxy of ours, whose X-Forwarded headers are believed. */
  isTrustedProxy: (address: string) => boolean;
  /** Hosts (with port, lower case) that are ours besides the one in the Host header. */
  ownHosts: readonly string[];
}

const maxTargetBytes = 8 * 1024;
const absoluteForm = /^(https?):\/\/([^/?#]*)([^#]*)$/i;
const fitHost = /^[^\s@/?#\\,]+$/;
const supported = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/** The call that a request from the wire makes; what is wrong with its form travels along as `refused`. */
export function readNodeCall(req: IncomingMessage, body: CallBody | null, place: DoorPlace): GatewayCall {
  const { headers, method = "" } = req;
  const { target, authority } = splitTarget(req.url ?? "/");
  const refused = whatIsWrong(req, method, target, authority, place);
  return {
    source: "gateway",
    method,
    target: belowBase(target, place.base),
    headers: req.rawHeaders,
    body,
    host: authority ?? headers.host ?? "",
    ...nodeCaller(req, place.isTrustedProxy),
    knownCaller: null,
    refused,
  };
}

function belowBase(target: string, base: string): string {
  const below = target.slice(base.length);
  return below.startsWith("/") ? below : `/${below}`;
}

/** A target in absolute form carries its own authority, which counts before Host (RFC 9112 section 3.2.2). */
export function splitTarget(url: string): { target: string; authority: string | null } {
  if (url.startsWith("/")) return { target: url, authority: null };
  const parts = absoluteForm.exec(url);
  if (parts === null) return { target: url, authority: null };
  const [, , authority = "", rest = ""] = parts;
  return { target: rest.startsWith("/") ? rest : `/${rest}`, authority };
}

function whatIsWrong(
  req: IncomingMessage,
  method: string,
  target: string,
  authority: string | null,
  { ownHosts }: DoorPlace,
): Refusal | null {
  const { headers, httpVersion } = req;
  const { host } = headers;
  if (target.length > maxTargetBytes) return refuse("target-too-long");
  if (host !== undefined && !fitHost.test(host))
    return refuse("bad-request", { detail: "an unfit Host header" });
  if (authority !== null) {
    const asked = authority.toLowerCase();
    if (asked !== host?.toLowerCase() && !ownHosts.includes(asked)) return refuse("misdirected");
  }
  if (headers["transfer-encoding"] !== undefined && httpVersion === "1.0") {
    return refuse("bad-request", { detail: "Transfer-Encoding in HTTP/1.0" });
  }
  if (method === "TRACE" || method === "CONNECT") {
    return refuse("method-not-allowed", { headers: ["Allow", supported] });
  }
  if (headers.upgrade !== undefined && /websocket/i.test(headers.upgrade))
    return refuse("upgrade-not-supported");
  return null;
}

/**
 * The request's body: whole, where it came along with its headers, else as a stream. `onOpen` is called before the
 * first byte is asked for.
 */
export function nodeBody(req: IncomingMessage, onOpen: () => void): CallBody | null {
  const length = req.headers["content-length"];
  if (length === undefined && req.headers["transfer-encoding"] === undefined) return null;
  const lengthBytes = length === undefined ? null : Number(length);
  return {
    lengthBytes,
    open(): Buffer | Readable {
      onOpen();
      // What came in one piece with the headers is there already, though the parser has not yet said that it is all.
      if (!req.complete && req.readableLength !== lengthBytes) return req;
      const whole: unknown = req.read();
      return Buffer.isBuffer(whole) ? whole : Buffer.alloc(0);
    },
  };
}
