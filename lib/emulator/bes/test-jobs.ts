import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { z } from "zod";
import type { Emulator } from "../server";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder for jobs, gone after the test. */
export function jobsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-jobs-"));
  folders.push(folder);
  return folder;
}

const referenceSchema = z.strictObject({
  ConnectionString: z.null(),
  RelativeLocation: z.string(),
  BaseLocation: z.string(),
  SasBlobToken: z.string(),
});
const statusSchema = z.strictObject({
  StatusCode: z.enum(["NotStarted", "Running", "Failed", "Cancelled", "Finished"]),
  Results: z.record(z.string(), referenceSchema).nullable(),
  Details: z.string().nullable(),
});
export type Status = z.infer<typeof statusSchema>;

type Target = Pick<Emulator, "url" | "identity">;

interface CallOptions {
  method?: string;
  body?: string | null;
  headers?: Record<string, string>;
  service?: "featureHashing" | "priceRegression";
}

/** Calls `.../jobs{rest}` of a web service with its key. */
export function callJobs(
  { url, identity }: Target,
  rest: string,
  { method = "GET", body = null, headers = {}, service = "featureHashing" }: CallOptions = {},
): Promise<Response> {
  const base = `${url}/workspaces/${identity.workspace}/services/${identity.services[service]}/jobs`;
  return fetch(`${base}${rest}?api-version=2.0`, {
    method,
    body,
    headers: { Authorization: `Bearer ${identity.apiKeys[0]}`, ...headers },
  });
}

export async function submit(target: Target, job: unknown, options: CallOptions = {}): Promise<string> {
  const answer = await callJobs(target, "", { ...options, method: "POST", body: JSON.stringify(job) });
  if (answer.status !== 200) throw new Error(await answer.text());
  return z.string().parse(await answer.json());
}

export async function start(target: Target, id: string, options: CallOptions = {}): Promise<void> {
  const answer = await callJobs(target, `/${id}/start`, { ...options, method: "POST" });
  if (answer.status !== 204) throw new Error(await answer.text());
}

export async function statusOf(target: Target, id: string, options: CallOptions = {}): Promise<Status> {
  const answer = await callJobs(target, `/${id}`, options);
  return statusSchema.parse(await answer.json());
}

/** Asks until the answer is right, at most 30 seconds. */
export async function until<Value>(
  ask: () => Promise<Value>,
  right: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (right(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)} after 30 s.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Follows a started job to its end. */
export function ended(target: Target, id: string, options: CallOptions = {}): Promise<Status> {
  return until(
    () => statusOf(target, id, options),
    ({ StatusCode }) => ["Failed", "Cancelled", "Finished"].includes(StatusCode),
  );
}

/** The URL that a result's three parts make together. */
export function resultUrl({ Results }: Status, output = "output1"): string {
  const result = Results?.[output];
  if (!result) throw new Error("There is no result.");
  return result.BaseLocation + result.RelativeLocation + result.SasBlobToken;
}
