import { Worker } from "node:worker_threads";
import { closeWithDatabase, db, openTarget } from "./client";
import { sqliteSetUp } from "./connection";
import { retryWhileBusy } from "./retry";
import type { WriterData, Written } from "./writer-thread.mjs";

/** How long a write waits for another process' lock: its thread may, nobody else stands behind it. */
const waitMs = 3_000;
const threadMemoryMb = 64;

interface Waiting {
  resolve(): void;
  reject(thrown: Error): void;
}

/**
 * Runs one statement beside the calls, all or nothing, with one text as its parameter. SQLite's has a connection and a thread
 * of its own: a commit waits for the disk, and on the event loop all calls would wait with it
 * (docs/decisions/054-records-are-written-in-a-thread.md).
 */
export async function writeBeside(
  statement: { sqlite: string; postgresql: string },
  json: string,
): Promise<void> {
  const target = openTarget();
  if (target.kind === "sqlite") await threadFor(target.path).execute(statement.sqlite, json);
  else await retryWhileBusy(() => db().$executeRawUnsafe(statement.postgresql, json));
}

let current: ThreadWriter | null = null;

function threadFor(path: string): ThreadWriter {
  if (current?.path === path) return current;
  const thread = new ThreadWriter(path);
  current = thread;
  closeWithDatabase(async () => {
    if (current === thread) current = null;
    await thread.close();
  });
  return thread;
}

class ThreadWriter {
  readonly path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws what SQLite says, with its code */
  execute(sql: string, json: string): Promise<void> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      // The process lives until what it was given is written.
      this.#worker.ref();
      this.#worker.postMessage({ id, sql, json });
    });
  }

  /** Ends the thread once what it was given is written. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.ref();
    worker.postMessage("close");
    await ended;
  }

  #start(): Worker {
    const workerData: WriterData = { path: this.path, setUp: sqliteSetUp, waitMs };
    const worker = new Worker(new URL("./writer-thread.mjs", import.meta.url), {
      execArgv: [],
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
    });
    worker.on("message", ({ id, fault }: Written) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) worker.unref();
      if (fault === null) waiting?.resolve();
      else waiting?.reject(Object.assign(new Error(fault.message), { code: fault.code }));
    });
    const end = (error: Error) => {
      // Its exit follows its error, when the next thread may be at work.
      if (this.#worker === worker) this.#end(error);
    };
    worker.on("error", end);
    worker.on("exit", () => end(new Error("The thread that writes to the database has ended.")));
    return worker;
  }

  /** What waits is refused; the next write begins a new thread. */
  #end(error: Error): void {
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
