import type { CallRecord } from "./call";
import type { Recorder } from "./parts";

export interface RecorderOptions {
  /** Stores a batch, all or nothing. */
  write(batch: CallRecord[]): Promise<void>;
  /** Told of each failed write; the batch is kept and tried again. */
  onError(error: unknown, queued: number): void;
  /** The most records in one write: the larger, the less each one costs. */
  batchSize?: number;
  /** How long a record waits at most before its write begins, when writes keep up. */
  flushMs?: number;
  /** The most records that wait; what comes beyond is dropped and counted. */
  capacity?: number;
}

/** Queues calls and writes them in batches beside the traffic, which never waits for the database. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { write, onError, batchSize = 1_000, flushMs = 1_000, capacity = 50_000 } = options;
  let queue: CallRecord[] = [];
  let dropped = 0;
  let writing: Promise<boolean> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void flush();
    }, flushMs);
    timer.unref();
  };

  /** One write at a time; false when it failed. */
  const flush = async (): Promise<boolean> => {
    if (writing !== null) return writing;
    if (queue.length === 0) return true;
    writing = writeFirst();
    const written = await writing;
    writing = null;
    // Calls have their turn between two batches.
    if (written && queue.length >= batchSize) setImmediate(() => void flush());
    else if (queue.length > 0) schedule();
    return written;
  };

  const writeFirst = async (): Promise<boolean> => {
    const batch = queue.length <= batchSize ? queue : queue.slice(0, batchSize);
    queue = queue.length <= batchSize ? [] : queue.slice(batchSize);
    try {
      await write(batch);
      return true;
    } catch (error) {
      queue = batch.concat(queue);
      onError(error, queue.length);
      return false;
    }
  };

  return {
    record(call) {
      if (queue.length >= capacity) {
        dropped++;
        return;
      }
      queue.push(call);
      if (queue.length === 1) schedule();
      else if (queue.length === batchSize) void flush();
    },
    get dropped() {
      return dropped;
    },
    get queued() {
      return queue.length;
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      while (queue.length > 0 || writing !== null) {
        if (!(await flush())) break;
      }
      if (timer !== null) clearTimeout(timer);
      dropped += queue.length;
      queue = [];
    },
  };
}
