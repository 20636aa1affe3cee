import { randomBytes } from "node:crypto";
import { type Refusal, refuse, refuseInOwnWords } from "../errors";
import type { EmulatedService } from "../services";
import type { BlobPlace, StorageAccount } from "./blob-place";
import { JobFailure, readToken } from "./blobs";
import { type Job, JobStore } from "./job-store";
import { readSubmission } from "./read-submission";
import { runJob } from "./run-job";

export interface JobsOptions {
  /** Where the jobs are kept. */
  folder: string;
  storage: StorageAccount;
  services: readonly EmulatedService[];
  /** Jobs at a time per endpoint; the classic limit is 40 [doc]. */
  concurrency: number;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
  now(): number;
  /** Is told of failures that are the emulator's own. */
  reportError(error: unknown): void;
}

/** What a job's status says [doc]: all three members, always. */
export interface JobStatus {
  StatusCode: "NotStarted" | "Running" | "Failed" | "Cancelled" | "Finished";
  Results: Record<string, ResultReference> | null;
  Details: string | null;
}

interface ResultReference {
  ConnectionString: null;
  RelativeLocation: string;
  BaseLocation: string;
  SasBlobToken: string;
}

const tokenMs = 24 * 3_600_000;
/** Where results go that the request named no place for; the original's container had this name [seen]. */
const ownContainer = "experimentoutput";

/** The batch jobs of all web services: what they shall do, how far they are, and which of them run. */
export class Jobs {
  private readonly store: JobStore;
  private readonly running = new Map<
    string,
    { serviceId: string; abort: AbortController; done: Promise<void> }
  >();
  private closing = false;

  constructor(private readonly options: JobsOptions) {
    this.store = new JobStore(options.folder, options.now());
  }

  /** Goes on with what an earlier process left: first what ran, then what waited. */
  resume(): void {
    for (const job of this.store.list("Running")) this.run(job, true);
    for (const { id } of this.options.services) this.startWaiting(id);
  }

  /** The new job's id. It is kept before it is answered. */
  submit(service: EmulatedService, body: string): string {
    const { input, output, parameters } = readSubmission(body, service, this.options.storage);
    const id = randomBytes(16).toString("hex");
    this.store.save({
      id,
      serviceId: service.id,
      state: "NotStarted",
      input,
      output: output ?? this.ownPlace(`${id}/${service.output.name}.csv`),
      parameters,
      holdMs: 0,
      details: null,
      changedAt: this.options.now(),
    });
    return id;
  }

  private ownPlace(blob: string): BlobPlace {
    const { account, key, blobEndpoint } = this.options.storage;
    return { base: `${blobEndpoint}/`, container: ownContainer, blob, access: { account, key } };
  }

  start(service: EmulatedService, id: string, holdMs: number): void {
    const job = this.get(service, id);
    if (job.state !== "NotStarted") throw refuse({ code: "CannotStartJob", values: [job.state] });
    this.store.save({ ...job, state: "Queued", holdMs, changedAt: this.options.now() });
    this.startWaiting(service.id);
  }

  /** A job that waits for its turn is NotStarted still. [ours] */
  async status(service: EmulatedService, id: string): Promise<JobStatus> {
    const job = this.get(service, id);
    const finished = job.state === "Finished";
    return {
      StatusCode: job.state === "Queued" ? "NotStarted" : job.state,
      Results: finished ? { [service.output.name]: await this.describeResult(job.output) } : null,
      Details: job.details,
    };
  }

  /** With a token that is made now, lasts a day and only reads; the caller's own token where no key is known. [ours] */
  private async describeResult(place: BlobPlace): Promise<ResultReference> {
    const { account, key, blobEndpoint } = this.options.storage;
    const own = place.base === `${blobEndpoint}/` ? { ...place, access: { account, key } } : place;
    const now = new Date(this.options.now());
    const token = await readToken("key" in place.access ? place : own, { now, validMs: tokenMs });
    return {
      ConnectionString: null,
      RelativeLocation: `${place.container}/${place.blob.split("/").map(encodeURIComponent).join("/")}`,
      BaseLocation: place.base,
      SasBlobToken: `?${token ?? ("sas" in place.access ? place.access.sas : "")}`,
    };
  }

  /** Cancels a job that waits or runs; forgets one that has not been started or has ended. */
  remove(service: EmulatedService, id: string): void {
    const job = this.get(service, id);
    if (job.state !== "Queued" && job.state !== "Running") {
      this.store.remove(id);
      return;
    }
    this.store.save({ ...job, state: "Cancelled", changedAt: this.options.now() });
    this.running.get(id)?.abort.abort();
  }

  /** Stops working and leaves every job as it is, for the next process. */
  async close(): Promise<void> {
    this.closing = true;
    const all = [...this.running.values()];
    for (const { abort } of all) abort.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  private get(service: EmulatedService, id: string): Job {
    const job = this.store.find(id);
    if (job?.serviceId !== service.id) throw noSuchJob();
    return job;
  }

  private startWaiting(serviceId: string): void {
    const running = [...this.running.values()].filter((job) => job.serviceId === serviceId).length;
    const waiting = this.store.list("Queued").filter((job) => job.serviceId === serviceId);
    for (const job of waiting.slice(0, Math.max(0, this.options.concurrency - running))) this.run(job, false);
  }

  private run(job: Job, resumed: boolean): void {
    const service = this.options.services.find(({ id }) => id === job.serviceId);
    // Another emulator's job, in a folder that both used: it stays until its own emulator runs again.
    if (!service) return;
    const running = resumed ? job : { ...job, state: "Running" as const, changedAt: this.options.now() };
    if (!resumed) this.store.save(running);
    const abort = new AbortController();
    const { wait } = this.options;
    const done = runJob(running, { service, resumed, signal: abort.signal, wait })
      .then(() => this.end(job.id, { state: "Finished" }))
      .catch((error: unknown) => this.fail(job.id, error, abort.signal))
      .catch(this.options.reportError)
      .finally(() => {
        this.running.delete(job.id);
        if (!this.closing) this.startWaiting(service.id);
      });
    this.running.set(job.id, { serviceId: service.id, abort, done });
  }

  private fail(id: string, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const known = error instanceof JobFailure;
    if (!known) this.options.reportError(error);
    const details = known ? error.message : "The emulator failed to run this job; its log says why.";
    this.end(id, { state: "Failed", details });
  }

  /** A job that was cancelled meanwhile stays so. */
  private end(id: string, change: Pick<Job, "state"> & Partial<Job>): void {
    const job = this.store.find(id);
    if (job?.state === "Running") this.store.save({ ...job, ...change, changedAt: this.options.now() });
  }
}

/** The words are ours. */
function noSuchJob(): Refusal {
  return refuseInOwnWords({
    status: 404,
    code: "NotFound",
    message: "Resource not found.",
    detail: {
      code: "JobNotFound",
      message: "This web service has no job with this id. It may have been deleted.",
    },
  });
}
