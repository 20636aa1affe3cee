import { db } from "@/lib/db/client";
import { retryWhileBusy } from "@/lib/db/retry";

/** The most bindings kept in memory; those not yet stored are kept besides. */
const capacity = 10_000;
const retryMs = 1_000;
/** How long a submission's answer waits for its binding to be stored; in this process it counts from the start. */
const patienceMs = 2_000;

export interface JobOwnersOptions {
  /** Told of each failed write; it is tried again. */
  onError(error: unknown): void;
}

interface Binding {
  origin: string;
  jobId: string;
  subscriptionId: string;
}

/**
 * Which subscription submitted a batch job, by the web service's origin and the job's id. The first to submit it keeps
 * it; a binding never changes, so what was read once is remembered.
 */
export function createJobOwners({ onError }: JobOwnersOptions) {
  const known = new Map<string, string>();
  const unstored = new Map<string, Binding>();
  let timer: NodeJS.Timeout | null = null;

  const remember = (key: string, subscriptionId: string): void => {
    known.set(key, subscriptionId);
    const [oldest] = known.keys();
    if (known.size > capacity && oldest !== undefined) known.delete(oldest);
  };

  const store = async (key: string, binding: Binding): Promise<void> => {
    const { origin, jobId, subscriptionId } = binding;
    try {
      const stored = await retryWhileBusy(() =>
        db().jobOwner.upsert({
          where: { origin_jobId: { origin, jobId } },
          create: { origin, jobId, subscriptionId },
          update: {},
        }),
      );
      unstored.delete(key);
      remember(key, stored.subscriptionId);
    } catch (error) {
      onError(error);
      timer ??= setTimeout(() => {
        timer = null;
        void storeAll();
      }, retryMs);
      timer.unref();
    }
  };

  const storeAll = async (): Promise<void> => {
    for (const [key, binding] of [...unstored]) await store(key, binding);
  };

  return {
    async ownerOf(origin: string, jobId: string): Promise<string | null> {
      const key = `${origin} ${jobId}`;
      const owner = unstored.get(key)?.subscriptionId ?? known.get(key);
      if (owner !== undefined) return owner;
      const row = await db().jobOwner.findUnique({ where: { origin_jobId: { origin, jobId } } });
      if (row !== null) remember(key, row.subscriptionId);
      return row?.subscriptionId ?? null;
    },

    /** Settles when the binding is stored, or at the latest after two seconds; never rejects. */
    async bind(origin: string, jobId: string, subscriptionId: string): Promise<void> {
      const key = `${origin} ${jobId}`;
      if (unstored.has(key)) return;
      const binding = { origin, jobId, subscriptionId };
      unstored.set(key, binding);
      let impatient: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        impatient = setTimeout(resolve, patienceMs);
      });
      await Promise.race([store(key, binding), patience]);
      clearTimeout(impatient);
    },

    /** Stores what is not yet stored. */
    async close(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await storeAll();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
