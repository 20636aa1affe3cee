import { Readable } from "node:stream";
import type { RowCounter } from "./row-counter";

/** The body grew past its limit. Told by its code. */
export class BodyTooLarge extends Error {
  readonly code = "GATEHOUSE_BODY_TOO_LARGE";
}

/** The caller left before the body was whole. Told by its code. */
export class CallerGone extends Error {
  readonly code = "GATEHOUSE_CALLER_GONE";
}

/**
 * A request body on its way up: counts its bytes and rows, holds their limit, passes back-pressure on, and leaves the source
 * open when it is dropped itself, so that an early answer can still go out on the caller's connection.
 */
export class MeteredBody extends Readable {
  bytes = 0;
  readonly #source: Readable;
  readonly #limitBytes: number;
  readonly #rows: RowCounter | null;

  constructor(source: Readable, limitBytes: number, rows: RowCounter | null) {
    super();
    this.#source = source;
    this.#limitBytes = limitBytes;
    this.#rows = rows;
    source
      .on("data", this.#onData)
      .on("end", this.#onEnd)
      .on("error", this.#onGone)
      .on("close", this.#onGone);
    source.pause();
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
    else if (!this.push(chunk)) this.#source.pause();
  };

  #onEnd = (): void => {
    this.#detach();
    this.push(null);
  };

  #onGone = (): void => {
    this.destroy(new CallerGone("the caller left before the body was whole"));
  };

  #detach(): void {
    this.#source
      .off("data", this.#onData)
      .off("end", this.#onEnd)
      .off("error", this.#onGone)
      .off("close", this.#onGone);
  }
}
