import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { WireError } from "./wire-error";

/** A body that came out shorter or longer than was said. */
export const lengthCode = "GATEHOUSE_BODY_LENGTH";

export interface UploadListener {
  /** Some of the body went out: the backend is being kept busy. */
  onUploadProgress(): void;
  onUploaded(): void;
  onUploadFailed(error: Error): void;
}

/** A body that streams on to a backend's connection, as fast as it takes it. */
export class Upload {
  readonly #body: Readable;
  readonly #socket: Socket;
  readonly #lengthBytes: number | null;
  readonly #listener: UploadListener;
  #bytes = 0;

  /** Begins at once; `lengthBytes` null means chunked (RFC 9112 section 7.1). */
  constructor(body: Readable, socket: Socket, lengthBytes: number | null, listener: UploadListener) {
    this.#body = body;
    this.#socket = socket;
    this.#lengthBytes = lengthBytes;
    this.#listener = listener;
    socket.on("drain", this.#onDrain);
    body.on("data", this.#onData).on("end", this.#onEnd).on("error", this.#onError);
  }

  /** Leaves the body where it is; whoever reads its source may go on with it. */
  stop(): void {
    this.#detach();
    this.#body.on("error", ignored);
    this.#body.destroy();
  }

  #onData = (chunk: Buffer): void => {
    this.#bytes += chunk.length;
    if (this.#lengthBytes !== null && this.#bytes > this.#lengthBytes) {
      this.#fail(new WireError(lengthCode, "the body is longer than was said"));
      return;
    }
    this.#listener.onUploadProgress();
    if (!this.#write(chunk)) this.#body.pause();
  };

  #write(chunk: Buffer): boolean {
    const socket = this.#socket;
    if (this.#lengthBytes !== null) return socket.write(chunk);
    socket.cork();
    socket.write(`${chunk.length.toString(16)}\r\n`, "latin1");
    socket.write(chunk);
    const goOn = socket.write("\r\n", "latin1");
    socket.uncork();
    return goOn;
  }

  #onDrain = (): void => {
    this.#body.resume();
  };

  #onEnd = (): void => {
    if (this.#lengthBytes !== null && this.#bytes < this.#lengthBytes) {
      this.#fail(new WireError(lengthCode, "the body is shorter than was said"));
      return;
    }
    this.#detach();
    if (this.#lengthBytes === null) this.#socket.write("0\r\n\r\n", "latin1");
    this.#listener.onUploaded();
  };

  #onError = (error: Error): void => {
    this.#fail(error);
  };

  #fail(error: Error): void {
    this.stop();
    this.#listener.onUploadFailed(error);
  }

  #detach(): void {
    this.#socket.off("drain", this.#onDrain);
    this.#body.off("data", this.#onData).off("end", this.#onEnd).off("error", this.#onError);
  }
}

/** What becomes of a body that nobody wants is nobody's concern. */
function ignored(): void {}
