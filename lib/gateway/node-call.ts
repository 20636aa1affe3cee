import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { plainAddress } from "./addresses";
import type { CallBody, GatewayCall, Refusal } from "./call";
import { fitHost, nodeCaller } from "./node-caller";
import { refuse } from "./refusal";

/** What the door knows of its place in the network. */
export interface DoorPlace {
  /** Where the gateway begins: "/gateway", or "" for a port of its own. */
  base: string;
  /** Whether an address is a proxy of ours, whose X-Forwarded headers are believed. */
  isTrustedProxy: (address: string) => boolean;
  /** Hosts (with port, lower case) that are ours besides the address that a call was sent to. */
  ownHosts: readonly string[];
}

const maxTargetBytes = 8 * 1024;
const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/is;
const defaultPort = /:(?:80|443)$/;
export const supportedMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/** The call that a request from the wire makes; what is wrong with it travels along as `refused`. */
export function readNodeCall(
  req: IncomingMessage,
  body: CallBody | null,
  place: DoorPlace,
  unfit: Refusal | null,
): GatewayCall {
  const { headers, method = "" } = req;
  const { target, authority } = splitTarget(req.url ?? "/");
  const refused = unfit ?? whatIsWrong(req, method, target, authority, place);
  const { scheme, clientAddress, forwardedFor, forwardedHost } = nodeCaller(req, place.isTrustedProxy);
  return {
    source: "gateway",
    method,
    target: belowBase(target, place.base),
    headers: req.rawHeaders,
    body,
    scheme,
    host: forwardedHost ?? authority ?? headers.host ?? "",
    clientAddress,
    forwardedFor,
    knownCaller: null,
    refused,
  };
}

/** A target less the base that it begins with. */
export function belowBase(target: string, base: string): string {
  const below = target.slice(base.length);
  return below.startsWith("/") ? below : `/${below}`;
}

/** A target in absolute form carries its own authority, which counts before Host (RFC 9112 section 3.2.2). */
export function splitTarget(url: string): { target: string; authority: string | null } {
  if (url.startsWith("/")) return { target: url, authority: null };
  const parts = absoluteForm.exec(url);
  if (parts === null) return { target: url, authority: null };
  const [, authority = "", rest = ""] = parts;
  return { target: rest.startsWith("/") ? rest : `/${rest}`, authority };
}

function whatIsWrong(
  { headers, socket }: IncomingMessage,
  method: string,
  target: string,
  authority: string | null,
  { ownHosts }: DoorPlace,
): Refusal | null {
  if (target.length > maxTargetBytes) return refuse("target-too-long");
  if (authority !== null && !isOurs(authority, socket, ownHosts)) return refuse("misdirected");
  if (method === "TRACE" || method === "CONNECT") {
    return refuse("method-not-allowed", { headers: ["Allow", supportedMethods] });
  }
  if (headers.upgrade !== undefined && /websocket/i.test(headers.upgrade))
    return refuse("upgrade-not-supported");
  return null;
}

const closing = ["Connection", "close"];

/**
 * What no HTTP server may take, whoever is asked: an unfit version, Host, framing or expectation. Nothing behind it
 * on its connection can be trusted to begin where it seems to.
 */
export function formRefusal({ headers, rawHeaders, httpVersion }: IncomingMessage): Refusal | null {
  const { host, expect } = headers;
  if (host !== undefined && !fitHost.test(host)) return malformed("an unfit Host header");
  if (countHosts(rawHeaders) > 1) return malformed("two Host headers");
  const coding = headers["transfer-encoding"];
  if (httpVersion === "1.1") {
    if (host === undefined) return malformed("no Host header");
    if (coding !== undefined && coding.toLowerCase() !== "chunked")
      return refuse("unsupported-coding", { headers: closing });
    if (expect !== undefined && expect.toLowerCase() !== "100-continue")
      return refuse("unsupported-expectation", { headers: closing });
    return null;
  }
  if (httpVersion !== "1.0") return refuse("unsupported-version", { headers: closing });
  return coding === undefined ? null : malformed("Transfer-Encoding in HTTP/1.0");
}

/** Node keeps the first and says nothing of others. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  return hosts;
}

function malformed(detail: string): Refusal {
  return refuse("bad-request", { detail, headers: closing });
}

/** Whether an authority is the portal's, or the very address that the call was sent to. */
function isOurs(
  authority: string,
  { localAddress = "", localPort = 0 }: Socket,
  ownHosts: readonly string[],
): boolean {
  const asked = authority.toLowerCase();
  const address = plainAddress(localAddress);
  const written = address.includes(":") ? `[${address}]` : address;
  const ours = [...ownHosts, `${written}:${localPort}`, `localhost:${localPort}`];
  return ours.some(
    (host) => host === asked || host.replace(defaultPort, "") === asked.replace(defaultPort, ""),
  );
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
