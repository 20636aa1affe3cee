import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { blobPlaceSchema } from "./blob-place";

export const jobStates = ["NotStarted", "Queued", "Running", "Failed", "Cancelled", "Finished"] as const;

const jobSchema = z.object({
  id: z.string(),
  serviceId: z.string(),
  /** `Queued`: started, and waiting for its turn. */
  state: z.enum(jobStates),
  input: blobPlaceSchema,
  output: blobPlaceSchema,
  parameters: z.record(z.string(), z.number()),
  /** A fault on demand: how long the job does nothing before it works. */
  holdMs: z.number(),
  details: z.string().nullable(),
  /** When it was submitted, then started, then ended. Milliseconds. */
  changedAt: z.number(),
});
export type Job = z.infer<typeof jobSchema>;

const keptMs = 30 * 24 * 3_600_000;

/**
 * The jobs, one file each, so that they outlive the process. A change is on the disk before it is answered: written
 * beside the old file, flushed, and put in its place. The files hold the callers' storage keys: mode 0600.
 */
export class JobStore {
  private readonly jobs = new Map<string, Job>();

  /** Reads what an earlier process left; ended jobs are forgotten after 30 days. [ours] */
  constructor(
    private readonly folder: string,
    now: number,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(folder)) {
      const path = join(folder, file);
      // What is not a whole job is a write that never finished, and was never answered.
      if (!/^[0-9a-f]{32}\.json$/.test(file)) rmSync(path, { force: true });
      else this.load(path, now);
    }
  }

  private load(path: string, now: number): void {
    const job = jobSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    const ended = !["NotStarted", "Queued", "Running"].includes(job.state);
    if (ended && now - job.changedAt > keptMs) rmSync(path, { force: true });
    else this.jobs.set(job.id, job);
  }

  find(id: string): Job | undefined {
    return this.jobs.get(id);
  }

  /** Jobs in one of the states, those first that have been in it longest. */
  list(...states: readonly Job["state"][]): Job[] {
    return [...this.jobs.values()]
      .filter(({ state }) => states.includes(state))
      .sort((a, b) => a.changedAt - b.changedAt);
  }

  save(job: Job): void {
    const path = this.pathOf(job.id);
    const file = openSync(`${path}.new`, "w", 0o600);
    try {
      writeSync(file, JSON.stringify(job));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    this.flushFolder();
    this.jobs.set(job.id, job);
  }

  remove(id: string): void {
    rmSync(this.pathOf(id), { force: true });
    this.flushFolder();
    this.jobs.delete(id);
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  /** The file's place in the folder is on the disk too. Windows has no such call, and needs none. */
  private flushFolder(): void {
    if (process.platform === "win32") return;
    const folder = openSync(this.folder, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}
