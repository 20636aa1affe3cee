import { randomBytes } from "node:crypto";
import type { BlobSASPermissions, BlockBlobClient, ContainerClient } from "@azure/storage-blob";
import { type BlobPlace, locationOf } from "./blob-place";

/** Why a job failed, in words for its `Details`. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";
}

/** Loaded when it is first needed: an emulator that runs no job stays small. */
const library = () => import("@azure/storage-blob");

/** A storage that is gone is noticed within seconds; what is slow may take a minute per piece. */
const patience = { maxTries: 3, retryDelayInMs: 300, maxRetryDelayInMs: 2_000, tryTimeoutInMs: 60_000 };

async function containerOf({ base, container, access }: BlobPlace): Promise<ContainerClient> {
  const { AnonymousCredential, ContainerClient, StorageSharedKeyCredential } = await library();
  const options = { retryOptions: patience };
  const address = base + container;
  if ("sas" in access) {
    return new ContainerClient(`${address}?${access.sas}`, new AnonymousCredential(), options);
  }
  const credential = new StorageSharedKeyCredential(access.account, access.key);
  return new ContainerClient(address, credential, options);
}

async function clientOf(place: BlobPlace): Promise<BlockBlobClient> {
  return (await containerOf(place)).getBlockBlobClient(place.blob);
}

/** The blob's bytes as they arrive; nothing is kept. Throws a `JobFailure` that says why it cannot be read. */
export async function* readBlob(place: BlobPlace, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    const client = await clientOf(place);
    const { readableStreamBody } = await client.download(0, undefined, {
      abortSignal: signal,
      maxRetryRequests: 3,
    });
    for await (const chunk of readableStreamBody ?? [])
      yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  } catch (error) {
    signal.throwIfAborted();
    throw new JobFailure(unreadable(place, error), { cause: error });
  }
}

/** BlobNotFound's documented words stand for every blob that cannot be read. */
function unreadable(place: BlobPlace, error: unknown): string {
  return `BlobNotFound: Unable to access the provided Azure blob - ${locationOf(place)}.  Azure error message: ${storageMessage(place, error)}.`;
}

function storageMessage({ base }: BlobPlace, error: unknown): string {
  const { message, code } =
    error instanceof Error ? { code: undefined, ...error, message: error.message } : {};
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "REQUEST_SEND_ERROR") {
    return `The blob storage at ${new URL(base).origin} does not answer`;
  }
  const [firstLine = "unknown"] = (message ?? String(error)).split("\n");
  return firstLine.replace(/\.+$/, "");
}

/** Which job wrote the blob: kept with it, so that a job that is resumed after its last step is not done twice. */
const jobMark = "azuremljob";

/** Whether the blob is this job's finished result already. */
export async function isResultOf(place: BlobPlace, jobId: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { metadata } = await (await clientOf(place)).getProperties({ abortSignal: signal });
    return metadata?.[jobMark] === jobId;
  } catch {
    // It cannot be told (missing, or a token that may only write): then the job is done again, to the same result.
    signal.throwIfAborted();
    return false;
  }
}

/** One block of a result. Small, because forty jobs hold one each. */
const blockLength = 1024 * 1024;

interface WriterOptions {
  place: BlobPlace;
  contentType: string;
  jobId: string;
  signal: AbortSignal;
}

/**
 * Writes a blob in blocks that nobody sees until `commit` puts them in its place all at once. Blocks of an attempt that
 * died have other names, and are dropped by the storage.
 */
export class BlobWriter {
  private readonly attempt = randomBytes(4).toString("hex");
  private readonly blockIds: string[] = [];
  private pieces: string[] = [];
  private length = 0;
  private client: BlockBlobClient | undefined;

  constructor(private readonly options: WriterOptions) {}

  /** Takes text; true when so much has come together that `flush` is due. */
  add(text: string): boolean {
    this.pieces.push(text);
    this.length += text.length;
    return this.length >= blockLength;
  }

  async flush(): Promise<void> {
    if (this.length === 0) return;
    const bytes = Buffer.from(this.pieces.join(""));
    this.pieces = [];
    this.length = 0;
    const name = `${this.attempt}-${String(this.blockIds.length).padStart(6, "0")}`;
    const id = Buffer.from(name).toString("base64");
    this.blockIds.push(id);
    await this.attemptWrite(async (client, abortSignal) => {
      await client.stageBlock(id, bytes, bytes.length, { abortSignal });
    });
  }

  async commit(): Promise<void> {
    await this.flush();
    const { contentType, jobId } = this.options;
    await this.attemptWrite(async (client, abortSignal) => {
      await client.commitBlockList(this.blockIds, {
        abortSignal,
        blobHTTPHeaders: { blobContentType: contentType },
        metadata: { [jobMark]: jobId },
      });
    });
  }

  private async attemptWrite(write: (client: BlockBlobClient, signal: AbortSignal) => Promise<void>) {
    const { place, signal } = this.options;
    try {
      this.client ??= await openForWriting(place, signal);
      await write(this.client, signal);
    } catch (error) {
      signal.throwIfAborted();
      const why = storageMessage(place, error);
      throw new JobFailure(`The result cannot be written to ${locationOf(place)}: ${why}.`, { cause: error });
    }
  }
}

/** With an account's key, a missing container is made. [ours] */
async function openForWriting(place: BlobPlace, signal: AbortSignal): Promise<BlockBlobClient> {
  const container = await containerOf(place);
  if ("key" in place.access) await container.createIfNotExists({ abortSignal: signal });
  return container.getBlockBlobClient(place.blob);
}

/** Stores a small blob whole; one that is there already is replaced. */
export async function putBlob(place: BlobPlace, text: string, contentType: string): Promise<void> {
  const client = await openForWriting(place, AbortSignal.timeout(10_000));
  const bytes = Buffer.from(text);
  await client.upload(bytes, bytes.length, { blobHTTPHeaders: { blobContentType: contentType } });
}

interface TokenOptions {
  now: Date;
  validMs: number;
}

/** A token that reads this blob and nothing else, without a question mark. Null when the place's key is not known. */
export async function readToken(place: BlobPlace, { now, validMs }: TokenOptions): Promise<string | null> {
  if (!("key" in place.access)) return null;
  const { BlobSASPermissions, generateBlobSASQueryParameters, StorageSharedKeyCredential } = await library();
  const permissions: BlobSASPermissions = BlobSASPermissions.parse("r");
  const { account, key } = place.access;
  const values = {
    containerName: place.container,
    blobName: place.blob,
    permissions,
    // Clocks differ: it is valid from a little before now.
    startsOn: new Date(now.getTime() - 5 * 60_000),
    expiresOn: new Date(now.getTime() + validMs),
  };
  return generateBlobSASQueryParameters(values, new StorageSharedKeyCredential(account, key)).toString();
}
