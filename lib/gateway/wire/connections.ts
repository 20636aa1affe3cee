import type { Socket } from "node:net";
import { type Clock, systemClock } from "@/lib/limits/counter";
import { Connection, type ConnectionOwner, type WireListener, type WireRequest } from "./connection";

/** Opens a socket to the backend, encrypted where its origin asks for that. */
export type Connect = (opened: (error: Error | null, socket: Socket | null) => void) => void;

/** A request under way. */
export interface Sending {
  /** Whether it goes over a connection that was used or kept before: the backend may be closing that one. */
  readonly onKept: boolean;
  /** Nothing more is heard; a connection that it has is closed. */
  abort(): void;
}

/** Backends close idle connections when they like; we let go of them first (RFC 9112 section 9.3). */
const keepAliveMs = 4_000;
/** So much sooner than the backend says. */
const graceMs = 1_000;
const sweepMs = 1_000;

/** The kept-alive connections to one backend: as many as there are requests at a time. */
export class Connections implements ConnectionOwner {
  readonly #connect: Connect;
  readonly #host: string;
  readonly #clock: Clock;
  readonly #all = new Set<Connection>();
  /** The one used last comes first, so that the others may grow idle and go. */
  readonly #free: Connection[] = [];
  #sweep: NodeJS.Timeout | null = null;

  /** `origin`'s host is what the requests' Host says. */
  constructor(origin: string, connect: Connect, clock: Clock = systemClock) {
    this.#host = new URL(origin).host;
    this.#connect = connect;
    this.#clock = clock;
  }

  /** `fresh`: not on a connection that was used before, for the backend may be closing those. */
  send(request: WireRequest, listener: WireListener, fresh = false): Sending {
    const lost = lostBefore(request);
    if (lost !== null) {
      queueMicrotask(() => listener.onError(lost));
      return { onKept: false, abort() {} };
    }
    const free = fresh ? null : this.#takeFree();
    if (free === null) return this.#sendOnNew(request, listener);
    this.#begin(free, request, listener);
    return free;
  }

  close(): void {
    for (const connection of [...this.#all]) connection.close();
  }

  onFree(connection: Connection): void {
    this.#free.push(connection);
    this.#sweep ??= setInterval(() => this.#closeIdle(), sweepMs).unref();
  }

  onClosed(connection: Connection): void {
    this.#all.delete(connection);
    const at = this.#free.indexOf(connection);
    if (at !== -1) this.#free.splice(at, 1);
  }

  #takeFree(): Connection | null {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (!this.#isStale(free)) return free;
      free.close();
    }
    return null;
  }

  #sendOnNew(request: WireRequest, listener: WireListener): Sending {
    let using: Connection | null = null;
    let over = false;
    const { body } = request;
    const streams = body !== null && !Buffer.isBuffer(body);
    const onBodyLost = (error: Error): void => {
      over = true;
      listener.onError(error);
    };
    // Its caller may leave before there is a connection to tell.
    if (streams) body.once("error", onBodyLost);
    this.#connect((error, socket) => {
      if (streams) body.off("error", onBodyLost);
      if (error !== null || socket === null) {
        if (!over) listener.onError(error ?? new Error("no socket"));
        return;
      }
      const connection = new Connection(socket, this.#host, this.#clock, this);
      this.#all.add(connection);
      if (over) {
        connection.freeSinceMs = this.#clock.monotonic();
        this.onFree(connection);
      } else {
        using = connection;
        this.#begin(connection, request, listener);
      }
    });
    return {
      onKept: false,
      abort() {
        over = true;
        using?.abort();
      },
    };
  }

  #begin(connection: Connection, request: WireRequest, listener: WireListener): void {
    try {
      connection.send(request, listener);
    } catch (error) {
      this.onFree(connection);
      listener.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #closeIdle(): void {
    for (const connection of this.#free.filter((free) => this.#isStale(free))) connection.close();
    if (this.#free.length > 0 || this.#sweep === null) return;
    clearInterval(this.#sweep);
    this.#sweep = null;
  }

  #isStale({ idleMs, freeSinceMs }: Connection): boolean {
    const keptMs = idleMs === null ? keepAliveMs : Math.min(keepAliveMs, idleMs - graceMs);
    return this.#clock.monotonic() - freeSinceMs >= keptMs;
  }
}

/** Why a body can no longer be sent: it came to an end before anybody asked for it. */
function lostBefore({ body }: WireRequest): Error | null {
  if (body === null || Buffer.isBuffer(body) || !body.destroyed) return null;
  return body.errored ?? new Error("the body is gone");
}
