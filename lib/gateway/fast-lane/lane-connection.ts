import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { plainAddress } from "../addresses";
import type { CallBody, GatewayCall, RunningCall } from "../call";
import { belowBase } from "../node-call";
import { type NodeCaller, nodeCaller } from "../node-caller";
import type { Gateway } from "../parts";
import { type AnswerPlace, PlainAnswer } from "./plain-answer";
import { type PlainRequest, readPlainRequest } from "./plain-request";

/** What a connection knows of where it stands. */
export interface LanePlace {
  /** Where the gateway begins; see `DoorPlace`. */
  base: string;
  isTrustedProxy: (address: string) => boolean;
  sandbox: boolean;
  /** Whether a request target is the gateway's. */
  owns(target: string): boolean;
  /** Whether a connection ends with its next answer. */
  isLast(): boolean;
  /** The lane is done with a connection: it is closed (null), or is somebody else's from here on. */
  onOver(connection: LaneConnection, socket: Socket | null): void;
}

/** Larger requests stream, and that is not done here. */
const maxRequestBytes = 64 * 1024;

/** A connection of which the lane reads one plain call after another. */
export class LaneConnection {
  readonly socket: Socket;
  /** How many calls it brought. */
  served = 0;
  /** Since when nothing of a request has come. */
  sinceMs = performance.now();
  readonly #gateway: Gateway;
  readonly #place: LanePlace;
  /** The caller, where nobody forwards for others: the same for all of the connection's calls. */
  readonly #caller: NodeCaller | null;
  #running: RunningCall | null = null;
  /** What has come and is not read yet. */
  #bytes: Buffer | null = null;
  /** The request whose body is awaited. */
  #begun: PlainRequest | null = null;

  constructor(socket: Socket, gateway: Gateway, place: LanePlace) {
    this.socket = socket;
    this.#gateway = gateway;
    this.#place = place;
    const isProxy = place.isTrustedProxy(plainAddress(socket.remoteAddress ?? ""));
    this.#caller = isProxy ? null : nodeCaller({ headers: {}, socket }, () => false);
    socket
      .on("data", this.#onData)
      .on("end", this.#onGone)
      .on("error", this.#onGone)
      .on("close", this.#onClose);
  }

  /** Whether nothing is under way: no call, and no answer that its caller has still to take. */
  get isIdle(): boolean {
    return this.#running === null && this.#bytes === null && this.socket.writableLength === 0;
  }

  get isWaitingForBody(): boolean {
    return this.#running === null && this.#begun !== null;
  }

  /** Gives the connection away, with every byte that it brought and that was not read. */
  handOver(): void {
    const { socket } = this;
    socket
      .off("data", this.#onData)
      .off("end", this.#onGone)
      .off("error", this.#onGone)
      .off("close", this.#onClose);
    socket.pause();
    if (this.#bytes !== null) socket.unshift(this.#bytes);
    this.#bytes = null;
    this.#begun = null;
    this.#place.onOver(this, socket);
    socket.resume();
  }

  #onData = (chunk: Buffer): void => {
    this.#bytes = this.#bytes === null ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (this.#running === null) this.#readNext();
    // Who sends on before the answer is kept waiting.
    else if (this.#bytes.length > maxRequestBytes) this.socket.pause();
  };

  /** The caller has left, or says that nothing more comes: as with node:http, there is then nobody to answer. */
  #onGone = (): void => {
    this.socket.destroy();
  };

  #onClose = (): void => {
    this.#place.onOver(this, null);
    this.#running?.abort();
    this.#running = null;
  };

  #readNext(): void {
    const bytes = this.#bytes;
    if (bytes === null) return;
    const request = this.#begun ?? readPlainRequest(bytes);
    const wholeBytes = request === null ? 0 : request.headBytes + (request.bodyBytes ?? 0);
    if (request === null || wholeBytes > maxRequestBytes || !this.#place.owns(request.target)) {
      this.handOver();
    } else if (bytes.length < wholeBytes) {
      if (this.#begun === null) this.sinceMs = performance.now();
      this.#begun = request;
    } else {
      this.#begun = null;
      this.#bytes = bytes.length === wholeBytes ? null : bytes.subarray(wholeBytes);
      this.#start(request, bytes.subarray(request.headBytes, wholeBytes));
    }
  }

  #start(request: PlainRequest, body: Buffer): void {
    this.served++;
    const { socket } = this;
    const { sandbox, isLast } = this.#place;
    const place: AnswerPlace = {
      socket,
      method: request.method,
      sandbox,
      isLast,
      onAnswered: this.#onAnswered,
    };
    this.#running = this.#gateway.handle(this.#callOf(request, body), new PlainAnswer(place));
  }

  #callOf({ method, target, headers, host, bodyBytes }: PlainRequest, bytes: Buffer): GatewayCall {
    const { base, isTrustedProxy } = this.#place;
    const caller =
      this.#caller ?? nodeCaller({ headers: forwardedHeaders(headers), socket: this.socket }, isTrustedProxy);
    const body: CallBody | null = bodyBytes === null ? null : { lengthBytes: bodyBytes, open: () => bytes };
    return {
      source: "gateway",
      method,
      target: belowBase(target, base),
      headers,
      body,
      scheme: caller.scheme,
      host: caller.forwardedHost ?? host,
      clientAddress: caller.clientAddress,
      forwardedFor: caller.forwardedFor,
      knownCaller: null,
      refused: null,
    };
  }

  #onAnswered = (goesOn: boolean): void => {
    this.#running = null;
    if (!goesOn) {
      // What came behind the last call is nobody's: it is neither read nor sent on.
      this.socket.off("data", this.#onData).resume();
      this.socket.destroySoon();
      return;
    }
    this.sinceMs = performance.now();
    if (this.socket.isPaused()) this.socket.resume();
    this.#readNext();
  };
}

/** What a trusted proxy says of the caller, as node:http would give it. */
function forwardedHeaders(headers: readonly string[]): IncomingHttpHeaders {
  const forwarded: Record<string, string> = {};
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n]?.toLowerCase() ?? "";
    if (!name.startsWith("x-forwarded-")) continue;
    const value = headers[n + 1] ?? "";
    forwarded[name] = Object.hasOwn(forwarded, name) ? `${forwarded[name]}, ${value}` : value;
  }
  return forwarded;
}
