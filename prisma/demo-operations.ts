import { z } from "zod";
import { classicOperations } from "@/lib/azureml/templates";
import type { OperationInput } from "@/lib/catalogue/schema";
import { db, type Transaction, transact } from "@/lib/db/client";
import { raiseRevision } from "@/lib/db/revision";
import { sampleInputReference } from "@/lib/emulator/bes/sample-input";
import type { DemoState } from "@/lib/runtime/demo-state";

interface BlobOptions {
  state: DemoState;
  /** Where the demo's blobs are. */
  blobEndpoint: string;
}

const blobsSetting = "demo.blobs";
const blobsSchema = z.object({ blobEndpoint: z.string(), sample: z.string() });

/** BES Submit's sample names a blob: it follows the blob storage to another port, unless an admin rewrote the sample. */
export async function followBlobs(options: BlobOptions): Promise<void> {
  const { blobEndpoint } = options;
  const setting = await db().setting.findUnique({ where: { key: blobsSetting } });
  const { workspace, service } = options.state.webService;
  const known = blobsSchema.safeParse(setting?.value).data ?? {
    // A demo from before there were blobs.
    blobEndpoint: null,
    sample: submitSample(classicOperations({ workspace, service })),
  };
  if (known.blobEndpoint === blobEndpoint) return;
  const operations = await demoOperations(options);
  const sample = submitSample(operations);
  await transact(async (tx) => {
    const stored = await tx.operation.findFirst({
      where: { slug: submitSlug, api: { slug: demoApiSlug } },
    });
    const request = operationRequest.safeParse(stored?.request).data;
    if (stored && request?.representations[0]?.sample === known.sample) {
      const [first, ...others] = request.representations;
      const changed = { ...request, representations: [{ ...first, sample }, ...others] };
      await tx.operation.update({ where: { id: stored.id }, data: { request: jsonOf(changed) } });
    }
    await rememberBlobs(tx, blobEndpoint, operations);
    await raiseRevision(tx, "catalogue");
  });
}

export const demoApiSlug = "azureml-demo-api";
const submitSlug = "bes-submit";
const operationRequest = z.looseObject({
  representations: z.array(z.looseObject({ sample: z.string().optional() })),
});

/** The five operations, each of which can be sent as it is documented. */
export async function demoOperations({ state, blobEndpoint }: BlobOptions): Promise<OperationInput[]> {
  const { workspace, service } = state.webService;
  const sampleInput = await sampleInputReference({ ...state.storage, blobEndpoint }, new Date());
  return classicOperations({ workspace, service, sampleInput });
}

function submitSample(operations: readonly OperationInput[]): string {
  const submit = operations.find((operation) => slugOf(operation) === submitSlug);
  return submit?.request?.representations[0]?.sample ?? "";
}

export function slugOf({ displayName }: OperationInput): string {
  return displayName.toLowerCase().replaceAll(" ", "-");
}

/** A value as the database takes it. */
export function jsonOf(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}

/** Which sample was written for which blob storage. */
export async function rememberBlobs(
  tx: Transaction,
  blobEndpoint: string,
  operations: readonly OperationInput[],
): Promise<void> {
  const value = { blobEndpoint, sample: submitSample(operations) };
  await tx.setting.upsert({
    where: { key: blobsSetting },
    create: { key: blobsSetting, value },
    update: { value },
  });
}
