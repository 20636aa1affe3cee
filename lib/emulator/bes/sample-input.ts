import { setTimeout as waitFor } from "node:timers/promises";
import { featureHashingService } from "@/lib/azureml/web-service";
import { type BlobPlace, locationOf, type StorageAccount } from "./blob-place";
import { putBlob, readToken } from "./blobs";

const texts = ["This is a good day", "I loved this book", "This book was great"];
const content = [...featureHashingService.input.columns.map(({ name }) => name), ...texts].join("\r\n");

function samplePlace({ account, key, blobEndpoint }: StorageAccount): BlobPlace {
  return { base: `${blobEndpoint}/`, container: "samples", blob: "texts.csv", access: { account, key } };
}

const tenYearsMs = 10 * 365 * 24 * 3_600_000;

/**
 * The sample input as a batch request names it, with a token that reads this one blob and nothing else. It stands in
 * the demo's documentation, for everybody: it is no secret.
 */
export async function sampleInputReference(storage: StorageAccount, now: Date) {
  const place = samplePlace(storage);
  const token = await readToken(place, { now, validMs: tenYearsMs });
  return { BaseLocation: place.base, RelativeLocation: locationOf(place), SasBlobToken: `?${token}` };
}

/** Puts the sample input into the storage as soon as it answers, or says that batch jobs cannot run. */
export async function offerSampleInput(storage: StorageAccount): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await putBlob(samplePlace(storage), `${content}\r\n`, "text/csv; charset=utf-8");
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
        console.error(
          `Batch jobs cannot run, everything else works: no blob storage at ${storage.blobEndpoint} (${reason}).`,
        );
        return;
      }
    }
    await waitFor(500);
  }
}
