/** What waits to be checked. */
interface Waiting {
  caller: string;
  body: Buffer;
  isOver(): boolean;
  resolve(fault: null): void;
}

interface Room {
  count: number;
  bytes: number;
}

const room: Room = { count: 500, bytes: 64 * 1024 * 1024 };
const roomOfOne: Room = { count: room.count / 4, bytes: room.bytes / 4 };

/** Bounded, and fair: callers take turns, however much each of them has waiting. What nobody waits for is left out. */
export class FairQueue<Job extends Waiting> {
  /** The first is the next whose turn it is. */
  readonly #byCaller = new Map<string, Job[]>();

  /** Whether there was room for it. */
  add(job: Job): boolean {
    if (!this.#hasRoom(job)) {
      for (const caller of [...this.#byCaller.keys()]) this.#keep(caller, this.takeAll(caller));
      if (!this.#hasRoom(job)) return false;
    }
    this.#keep(job.caller, [...(this.#byCaller.get(job.caller) ?? []), job]);
    return true;
  }

  take(): Job | null {
    for (const caller of this.#byCaller.keys()) {
      const [job, ...others] = this.takeAll(caller);
      this.#keep(caller, others);
      if (job !== undefined) return job;
    }
    return null;
  }

  takeAll(caller: string): Job[] {
    const jobs = this.#byCaller.get(caller) ?? [];
    this.#byCaller.delete(caller);
    for (const job of jobs) if (job.isOver()) job.resolve(null);
    return jobs.filter((job) => !job.isOver());
  }

  /** A caller who has none waiting comes last. */
  #keep(caller: string, jobs: Job[]): void {
    if (jobs.length > 0) this.#byCaller.set(caller, jobs);
  }

  #hasRoom({ caller, body }: Job): boolean {
    const own = this.#byCaller.get(caller) ?? [];
    return fits(own, body, roomOfOne) && fits([...this.#byCaller.values()].flat(), body, room);
  }
}

function fits(waiting: readonly Waiting[], body: Buffer, { count, bytes }: Room): boolean {
  return waiting.length < count && waiting.reduce((sum, one) => sum + one.body.length, body.length) <= bytes;
}
