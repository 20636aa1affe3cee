import { Worker } from "node:worker_threads";
import { refuse } from "../refusal";
import type { Question, Reply } from "./body-worker.mjs";
import type { CheckedSchema } from "./document";
import { FairQueue } from "./fair-queue";

/**
 * Bodies are checked in a thread of their own, with a deadline: what a schema makes of a body can take hours (patterns
 * that backtrack, lists whose items must differ, references that branch), and no other call may wait for it.
 */

/** A body has this long, and as long again for each 2 MiB of it: what is honest takes a quarter of that at most. */
const patienceMs = 1_000;
const patienceBytes = 2 * 1024 * 1024;
/** For the thread to start and to compile a schema, which an administrator wrote. */
const compileMs = 10_000;
const mostSchemas = 1_000;
const idleMs = 60_000;
const threadMemoryMb = 128;

/** A body to check. */
interface BodyToCheck {
  caller: string;
  schema: CheckedSchema;
  body: Buffer;
  /** Whether nobody waits for the verdict any more. */
  isOver(): boolean;
}

interface Job extends BodyToCheck {
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

/**
 * All of a gateway's checks. Callers whose body took too long are kept apart for a while, with all of theirs that
 * waits, and wait for each other alone.
 */
export class BodyChecks {
  readonly #threadApart = new CheckThread(({ caller }) => this.#keepApart(caller));
  readonly #thread = new CheckThread(({ caller }) => {
    this.#keepApart(caller);
    for (const job of this.#thread.takeBack(caller)) this.#threadApart.add(job);
  });
  readonly #apart = new Map<string, number>();

  /** What is wrong with a body; null when it fits, or nobody waits for it. @throws a refusal */
  check(body: BodyToCheck): Promise<string | null> {
    const isApart = (this.#apart.get(body.caller) ?? 0) > performance.now();
    return new Promise((resolve, reject) => {
      (isApart ? this.#threadApart : this.#thread).add({ ...body, resolve, reject });
    });
  }

  #keepApart(caller: string): void {
    if (this.#apart.size >= 10_000) this.#apart.clear();
    this.#apart.set(caller, performance.now() + 60_000);
  }
}

/** One thread and what waits for it; started when it is needed, ended when it has long been idle. */
class CheckThread {
  readonly #waiting = new FairQueue<Job>();
  readonly #onUnbearable: (job: Job) => void;
  #worker: Worker | null = null;
  #job: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #known = new Set<string>();

  constructor(onUnbearable: (job: Job) => void) {
    this.#onUnbearable = onUnbearable;
  }

  add(job: Job): void {
    if (!this.#waiting.add(job)) job.reject(refuse("checks-busy", { retryAfterSeconds: 1 }));
    else if (this.#job === null) this.#next();
  }

  /** What waits of a caller. */
  takeBack(caller: string): Job[] {
    return this.#waiting.takeAll(caller);
  }

  #next(): void {
    clearTimeout(this.#timer);
    const job = this.#waiting.take();
    this.#job = job;
    if (job === null) {
      this.#timer = setTimeout(() => this.#end(), idleMs).unref();
      return;
    }
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
    if (thrown === unbearable) this.#onUnbearable(job);
    job.reject(thrown);
    this.#next();
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
    this.#known.clear();
  }
}
