import type { IncomingHttpHeaders } from "node:http";
import { isIP, type Socket } from "node:net";
import { plainAddress } from "./addresses";

/** Who asks, and how: as the connection says, or the trusted proxies before it. */
export interface NodeCaller {
  scheme: "http" | "https";
  clientAddress: string;
  /** The X-Forwarded-For to send on. */
  forwardedFor: string;
  /** The Host that a trusted proxy was asked for, where it says so. */
  forwardedHost: string | null;
}

/** As much of a request as tells who asks. */
export interface Asking {
  headers: IncomingHttpHeaders;
  socket: Socket;
}

/** What may stand in Host: no user, no path, no list. */
export const fitHost = /^[^\s@/?#\\,]+$/;

/** The caller of a request from the wire. X-Forwarded headers count only when a trusted proxy sent them. */
export function nodeCaller(req: Asking, isTrustedProxy: (address: string) => boolean): NodeCaller {
  const peer = plainAddress(req.socket.remoteAddress ?? "");
  return isTrustedProxy(peer) ? behindProxy(req, peer, isTrustedProxy) : direct(req, peer);
}

function direct({ socket }: Pick<Asking, "socket">, peer: string): NodeCaller {
  const scheme = "encrypted" in socket ? "https" : "http";
  return { scheme, clientAddress: peer, forwardedFor: peer, forwardedHost: null };
}

/** The caller is the last address of the chain that is not a proxy of ours. */
function behindProxy(req: Asking, peer: string, isTrustedProxy: (address: string) => boolean): NodeCaller {
  const chain = headerText(req, "x-forwarded-for");
  const addresses = chain.split(",").map(withoutPort).filter(isIP);
  const caller = addresses.findLast((address) => !isTrustedProxy(address)) ?? addresses[0] ?? peer;
  const proto = headerText(req, "x-forwarded-proto").split(",").at(-1)?.trim().toLowerCase();
  const scheme = proto === "https" || proto === "http" ? proto : direct(req, peer).scheme;
  const host = headerText(req, "x-forwarded-host").split(",").at(-1)?.trim() ?? "";
  return {
    scheme,
    clientAddress: caller,
    forwardedFor: [...addresses, peer].join(", "),
    forwardedHost: fitHost.test(host) ? host : null,
  };
}

function headerText({ headers }: Asking, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/** Some proxies write the caller's port behind its address. */
function withoutPort(entry: string): string {
  const text = entry.trim();
  return plainAddress(/^\[.*\]:\d+$|^[\d.]+:\d+$/.test(text) ? text.slice(0, text.lastIndexOf(":")) : text);
}
