import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { addressMatcher } from "./addresses";
import type { Refusal } from "./call";
import { openFastLane } from "./fast-lane/fast-lane";
import { NodeAnswer } from "./node-answer";
import { type DoorPlace, nodeBody, readNodeCall, splitTarget } from "./node-call";
import type { Gateway } from "./parts";

export interface DoorOptions {
  /** "/gateway", or "" where the port is the gateway's alone. */
  base: string;
  /** Proxies whose X-Forwarded headers are believed: range names, addresses, or `address/prefix`. */
  trustedProxies?: readonly string[];
  /** Hosts that a request may name in its first line, besides the address it was sent to. */
  ownHosts?: readonly string[];
  /** Whether the portal answers at the same origin: then no backend's page may run as one of the portal's. */
  sharedOrigin?: boolean;
}

/** The gateway's door on a node:http server. */
export interface Door {
  /** Whether a raw request target is the gateway's. */
  owns(rawTarget: string | undefined): boolean;
  /** `unfit` is what the server found wrong with the request's form already. */
  handle(req: IncomingMessage, res: ServerResponse, unfit: Refusal | null): void;
  /** Takes plain calls off a server's connections before node:http reads them. */
  openFastLane(server: Server): void;
}

export function createDoor(gateway: Gateway, options: DoorOptions): Door {
  const { base, trustedProxies = [], ownHosts = [], sharedOrigin = false } = options;
  const place: DoorPlace = {
    base,
    isTrustedProxy: addressMatcher(trustedProxies),
    ownHosts: ownHosts.map((host) => host.toLowerCase()),
  };
  const owns = (target: string): boolean => {
    if (!target.startsWith(base)) return false;
    const next = target.charAt(base.length);
    return base === "" || next === "" || next === "/" || next === "?" || next === "#";
  };
  return {
    owns: (rawTarget = "") => owns(splitTarget(rawTarget).target),
    openFastLane(server) {
      openFastLane(server, gateway, { ...place, sandbox: sharedOrigin, owns });
    },
    handle(req, res, unfit) {
      const answer = new NodeAnswer(req, res, sharedOrigin);
      const body = nodeBody(req, () => {
        answer.bodyOpened = true;
        if (awaitsContinue(req)) res.writeContinue();
      });
      const running = gateway.handle(readNodeCall(req, body, place, unfit), answer);
      res.on("close", () => {
        if (!res.writableFinished) running.abort();
      });
    },
  };
}

/** An expectation in HTTP/1.0 is passed over (RFC 9110 section 10.1.1). */
function awaitsContinue({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.expect !== undefined && httpVersion === "1.1";
}
