import { type Answer, longestKeptBytes } from "./answer-cache";

/** Gathers an answer while it passes; gives up where it is too large. */
export class Keeper {
  readonly #keep: (answer: Answer) => void;
  #status = 0;
  #reason = "";
  #headers: readonly string[] = [];
  #chunks: Buffer[] | null = [];
  #bytes = 0;

  constructor(keep: (answer: Answer) => void) {
    this.#keep = keep;
  }

  /** @param headers as they may be sent; what is to be said of the cache is added */
  head(status: number, reason: string, headers: string[]): void {
    this.#status = status;
    this.#reason = reason;
    // The first is the call's own id.
    this.#headers = headers.slice(2);
    headers.push("Cache-Status", "gatehouse; fwd=miss");
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > longestKeptBytes) this.#chunks = null;
    this.#chunks?.push(Buffer.from(chunk));
  }

  end(): void {
    if (this.#chunks === null) return;
    const body = Buffer.concat(this.#chunks);
    this.#keep({ status: this.#status, reason: this.#reason, headers: this.#headers, body });
  }
}
