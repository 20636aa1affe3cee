/** More than this is not kept in a page. */
export const longestAnswerBytes = 50 * 1024 * 1024;

/** An answer's content as it arrives: kept in the pieces in which it came, and read no further than it is shown. */
export class ReceivedBody {
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  append(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  get size(): number {
    return this.#size;
  }

  /** At most so many bytes from the start. */
  first(limit: number): Uint8Array {
    return this.#slice(0, Math.min(limit, this.#size));
  }

  /** The text of at most `limitBytes` from the start, and whether that is all. A character at the cut is left out. */
  text(charset: string, limitBytes: number): { text: string; whole: boolean } {
    const whole = this.#size <= limitBytes;
    return { text: decode(this.first(limitBytes), charset, !whole), whole };
  }

  /** The text of the last bytes, from the first whole line on: what a stream has told lately. */
  tail(charset: string, limitBytes: number): string {
    if (this.#size <= limitBytes) return decode(this.first(limitBytes), charset, true);
    const text = decode(this.#slice(this.#size - limitBytes, this.#size), charset, true);
    return text.slice(text.indexOf("\n") + 1);
  }

  blob(type: string): Blob {
    // Each chunk was cut from a plain buffer by fetch.
    return new Blob(this.#chunks as Uint8Array<ArrayBuffer>[], { type });
  }

  #slice(from: number, to: number): Uint8Array {
    const joined = new Uint8Array(Math.max(0, to - from));
    let at = 0;
    for (const chunk of this.#chunks) {
      const start = Math.max(from - at, 0);
      const end = Math.min(to - at, chunk.length);
      if (start < end) joined.set(chunk.subarray(start, end), at + start - from);
      at += chunk.length;
      if (at >= to) break;
    }
    return joined;
  }
}

function decode(bytes: Uint8Array, charset: string, cut: boolean): string {
  return decoderFor(charset).decode(bytes, { stream: cut });
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset that the browser does not know: UTF-8 is the likeliest truth.
    return new TextDecoder();
  }
}
