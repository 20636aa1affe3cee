import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { AnswerSink } from "./call";

/** A job's id as a JSON string is far shorter; a longer answer is none. */
const longestBytes = 4 * 1024;
/** What can be written into a path in one way only. */
const jobId = /^[\w.~-]{1,128}$/;

const decoders: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Holds the small answer of a job's submission until the job is bound, so that nobody learns an id that is not yet
 * somebody's. Everything else passes as it comes.
 */
export class SubmitAnswer implements AnswerSink {
  readonly #answer: AnswerSink;
  readonly #bind: (jobId: string) => Promise<void>;
  #head: { status: number; reason: string; headers: string[] } | null = null;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(answer: AnswerSink, bind: (jobId: string) => Promise<void>) {
    this.#answer = answer;
    this.#bind = bind;
  }

  head(status: number, reason: string, headers: string[]): void {
    if (status === 200) this.#head = { status, reason, headers };
    else this.#answer.head(status, reason, headers);
  }

  data(chunk: Buffer, resume: () => void): boolean {
    if (this.#head === null) return this.#answer.data(chunk, resume);
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    return this.#heldBytes <= longestBytes || this.#release(resume);
  }

  end(): void {
    const id = this.#head === null ? null : readJobId(Buffer.concat(this.#held), this.#head.headers);
    if (id === null) {
      this.#release(() => {});
      this.#answer.end();
    } else {
      void this.#bind(id).then(() => {
        this.#release(() => {});
        this.#answer.end();
      });
    }
  }

  fail(error: Error): void {
    this.#release(() => {});
    this.#answer.fail(error);
  }

  /** Lets go of what was held; false when the caller wants no more for now. */
  #release(resume: () => void): boolean {
    if (this.#head === null) return true;
    const { status, reason, headers } = this.#head;
    this.#head = null;
    this.#answer.head(status, reason, headers);
    const held = Buffer.concat(this.#held);
    this.#held = [];
    return held.length === 0 || this.#answer.data(held, resume);
  }
}

/** The id in a body that is one JSON string, compressed or not; null when it is anything else. */
function readJobId(body: Buffer, headers: readonly string[]): string | null {
  const at = headers.findIndex((name, n) => n % 2 === 0 && name.toLowerCase() === "content-encoding");
  const coding = at === -1 ? "identity" : (headers[at + 1] ?? "").trim().toLowerCase();
  try {
    const text = decoders[coding]?.(body, { maxOutputLength: longestBytes }) ?? body;
    const value: unknown = JSON.parse(text.toString("utf8").replace(/^\uFEFF/, ""));
    return typeof value === "string" && jobId.test(value) ? value : null;
  } catch {
    // Not compressed as it says, or not JSON: no job's id.
    return null;
  }
}
