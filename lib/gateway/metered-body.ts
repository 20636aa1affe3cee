import { Readable } from "node:stream";
import type { RowCounter } from "./row-counter";

/** The body grew past its limit. Told by its code. */
export class BodyTooLarge extends Error {
  readonly code = "GATEHOUSE_BODY_TOO_LARGE";
}

/** The caller sends, but so little that a place at the backend would be held for hours. Told by its code. */
export class BodyTooSlow extends Error {
  readonly code = "GATEHOUSE_BODY_TOO_SLOW";
}

/** In each stretch of time in which nothing held the caller back, at least so much of the body must come. */
const stretchMs = 10_000;
const leastBytes = 1_024;

/** The caller left before the body was whole. Told by its code. */
export class CallerGone extends Error {
  readonly code = "GATEHOUSE_CALLER_GONE";
}

/**
 * A request body on its way up: counts its bytes and rows, holds their limit, passes back-pressure on, gives up on callers
 * who dribble, and leaves the source open when it is dropped itself, so that an early answer can still go out on the
 * caller's connection.
 */
export class MeteredBody extends Readable {
  bytes = 0;
  readonly #source: Readable;
  readonly #limitBytes: number;
  readonly #rows: RowCounter | null;
  readonly #watch: NodeJS.Timeout;
  #bytesBefore = 0;
  /** Whether the backend kept the caller waiting within this stretch; it does until it asks for the first byte. */
  #heldBack = true;

  constructor(source: Readable, limitBytes: number, rows: RowCounter | null) {
    super();
    this.#source = source;
    // Whoever sends it listens while they do. Before and after that nobody needs to hear, and Node would end the process.
    this.on("error", ignored);
    this.#limitBytes = limitBytes;
    this.#rows = rows;
    source
      .on("data", this.#onData)
      .on("end", this.#onEnd)
      .on("error", this.#onGone)
      .on("close", this.#onGone);
    source.pause();
    this.#watch = setInterval(this.#onStretch, stretchMs);
    this.#watch.unref();
  }

  override _read(): void {
    this.#source.resume();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#detach();
    callback(error);
  }

  #onData = (chunk: Buffer): void => {
    this.bytes += chunk.length;
    this.#rows?.push(chunk);
    if (this.bytes > this.#limitBytes) this.destroy(new BodyTooLarge("the body is over its limit"));
    else if (!this.push(chunk)) {
      this.#heldBack = true;
      this.#source.pause();
    }
  };

  #onStretch = (): void => {
    if (!this.#heldBack && this.bytes - this.#bytesBefore < leastBytes) {
      this.destroy(new BodyTooSlow("the body comes too slowly"));
    }
    this.#bytesBefore = this.bytes;
    this.#heldBack = this.#source.isPaused();
  };

  #onEnd = (): void => {
    this.#detach();
    this.push(null);
  };

  #onGone = (): void => {
    this.destroy(new CallerGone("the caller left before the body was whole"));
  };

  #detach(): void {
    clearInterval(this.#watch);
    this.#source
      .off("data", this.#onData)
      .off("end", this.#onEnd)
      .off("error", this.#onGone)
      .off("close", this.#onGone);
  }
}

function ignored(): void {}
