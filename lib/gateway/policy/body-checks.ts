import { Worker } from "node:worker_threads";
import { refuse } from "../refusal";
import type { Question, Reply } from "./body-worker.mjs";
import type { CheckedSchema } from "./document";

/**
 * Bodies are checked in a thread of their own, with a deadline: what a schema makes of a body can take hours (patterns
 * that backtrack, lists whose items must differ, references that branch), and no other call may wait for it.
 */

/** A body has this long, and as long again for each 2 MiB of it: what is honest takes a quarter of that at most. */
const patienceMs = 1_000;
const patienceBytes = 2 * 1024 * 1024;
/** For the thread to start and to compile a schema, which an administrator wrote. */
const compileMs = 10_000;
const mostWaiting = 500;
const mostWaitingBytes = 64 * 1024 * 1024;
const mostSchemas = 1_000;
const idleMs = 60_000;
const threadMemoryMb = 128;

interface Job {
  schema: CheckedSchema;
  body: Buffer;
  resolve(fault: string | null): void;
  reject(thrown: unknown): void;
}

/** What a body is refused with that could not be checked to its end. */
const unbearable = refuse("invalid-body", {
  message: "The body does not fit this operation: it takes too long to check.",
});

function patienceOf({ body }: Job): number {
  return patienceMs * (1 + body.length / patienceBytes);
}

/** All of a gateway's checks. Callers whose body took too long are kept apart for a while, and wait for each other alone. */
export class BodyChecks {
  readonly #thread = new CheckThread();
  readonly #threadApart = new CheckThread();
  readonly #apart = new Map<string, number>();

  /** What is wrong with a body; null when it fits. @throws a refusal */
  async check(caller: string, schema: CheckedSchema, body: Buffer): Promise<string | null> {
    const isApart = (this.#apart.get(caller) ?? 0) > performance.now();
    try {
      return await (isApart ? this.#threadApart : this.#thread).check(schema, body);
    } catch (thrown) {
      if (thrown === unbearable) this.#keepApart(caller);
      throw thrown;
    }
  }

  #keepApart(caller: string): void {
    if (this.#apart.size >= 10_000) this.#apart.clear();
    this.#apart.set(caller, performance.now() + 60_000);
  }
}

/** One thread and what waits for it; started when it is needed, ended when it has long been idle. */
class CheckThread {
  readonly #waiting: Job[] = [];
  #waitingBytes = 0;
  #worker: Worker | null = null;
  #job: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #known = new Set<string>();

  check(schema: CheckedSchema, body: Buffer): Promise<string | null> {
    if (this.#waiting.length >= mostWaiting || this.#waitingBytes + body.length > mostWaitingBytes)
      throw refuse("checks-busy", { retryAfterSeconds: 1 });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ schema, body, resolve, reject });
      this.#waitingBytes += body.length;
      if (this.#job === null) this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    const job = this.#waiting.shift() ?? null;
    this.#job = job;
    if (job === null) {
      this.#timer = setTimeout(() => this.#end(), idleMs).unref();
      return;
    }
    this.#waitingBytes -= job.body.length;
    this.#worker ??= this.#start();
    const { key, text } = job.schema;
    const forget = this.#known.size >= mostSchemas;
    if (forget) this.#known.clear();
    const isKnown = this.#known.has(key);
    this.#known.add(key);
    const question: Question = { key, schema: isKnown ? null : text, forget, body: new Uint8Array(job.body) };
    this.#worker.postMessage(question, [question.body.buffer as ArrayBuffer]);
    this.#allow(job, isKnown ? patienceOf(job) : compileMs);
  }

  #allow(job: Job, ms: number): void {
    clearTimeout(this.#timer);
    // A reply that has come meanwhile is heard first.
    const timer = setTimeout(() => {
      setImmediate(() => {
        if (timer === this.#timer) this.#giveUp(job, unbearable);
      });
    }, ms);
    this.#timer = timer;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./body-worker.mjs", import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
    });
    worker.unref();
    worker.on("message", (reply: Reply) => {
      const job = this.#job;
      if (worker !== this.#worker || job === null) return;
      if (reply === "compiled") return this.#allow(job, patienceOf(job));
      job.resolve(reply.fault);
      this.#next();
    });
    worker.on("error", (error) => {
      if (worker !== this.#worker) return;
      const outOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (this.#job === null) this.#end();
      else this.#giveUp(this.#job, outOfMemory ? unbearable : refuse("internal", { detail: String(error) }));
    });
    return worker;
  }

  /** A body, and its thread with it. */
  #giveUp(job: Job, thrown: unknown): void {
    this.#end();
    job.reject(thrown);
    this.#next();
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
    this.#known.clear();
  }
}
