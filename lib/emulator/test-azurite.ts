import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BlobServiceClient, type ContainerClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { afterAll, beforeAll } from "vitest";
import type { StorageAccount } from "./bes/blob-place";

const program = createRequire(import.meta.url).resolve("azurite/dist/src/blob/main.js");

interface TestStorage extends StorageAccount {
  /** A connection string without an endpoint, as Azure's portal shows it. */
  connectionString: string;
  container: ContainerClient;
  put(name: string, content: string | Uint8Array): Promise<void>;
  get(name: string): Promise<string>;
}

/** Real blob storage for the tests of one file: Azurite on a free port, in a folder that goes with it. */
export function azuriteOfFile(): () => TestStorage {
  let storage: TestStorage | undefined;
  let stop = async () => {};
  beforeAll(async () => {
    const account = "teststore";
    const key = randomBytes(64).toString("base64");
    const started = await startAzurite(account, key);
    stop = started.stop;
    storage = await openStorage({ account, key, blobEndpoint: `${started.url}/${account}` });
  });
  afterAll(() => stop());
  return () => {
    if (!storage) throw new Error("Azurite is not running.");
    return storage;
  };
}

async function startAzurite(account: string, key: string) {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-azurite-"));
  const flags = ["--silent", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", "0", "--location"];
  const child = spawn(process.execPath, [program, ...flags, folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { NODE_ENV: "test", AZURITE_ACCOUNTS: `${account}:${key}` },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/[\d.:]+/.exec(line.includes("successfully listens") ? line : "") ?? [];
    if (url) return { url, stop };
  }
  throw new Error("Azurite ended before it listened.");
}

async function openStorage(account: StorageAccount): Promise<TestStorage> {
  const credential = new StorageSharedKeyCredential(account.account, account.key);
  const container = new BlobServiceClient(account.blobEndpoint, credential).getContainerClient("data");
  await container.create();
  return {
    ...account,
    connectionString: `DefaultEndpointsProtocol=https;AccountName=${account.account};AccountKey=${account.key}`,
    container,
    put: async (name, content) => {
      const bytes = Buffer.from(content);
      await container.getBlockBlobClient(name).upload(bytes, bytes.length);
    },
    get: async (name) => (await container.getBlobClient(name).downloadToBuffer()).toString("utf8"),
  };
}
