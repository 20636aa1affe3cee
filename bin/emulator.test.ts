import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ended, start, submit } from "@/lib/emulator/bes/test-jobs";
import { emulatorIdentity } from "@/lib/emulator/identity";

/** `npm run emulator` where its blob storage cannot run: all else works, and it says what does not. */

let folder = "";
let stop = async () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-emulator-"));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function listen() {
  const server = createServer((_, response) => response.writeHead(400).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listen();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts it, and waits until it answers. */
async function startEmulator(blobPort: number) {
  const port = await freePort();
  const child = spawn(process.execPath, ["bin/emulator.mjs"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      DATA_DIR: folder,
      EMULATOR_PORT: String(port),
      BLOB_PORT: String(blobPort),
    },
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  stop = () => {
    child.kill("SIGTERM");
    return gone;
  };
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  const healthy = async () => (await fetch(`${url}/health`).catch(() => null))?.ok;
  await expect.poll(healthy, { timeout: 20_000, interval: 50 }).toBe(true);
  return { url, identity: emulatorIdentity(), said: () => said };
}

async function expectAllButJobs({ url, identity, said }: Awaited<ReturnType<typeof startEmulator>>) {
  await expect.poll(said, { timeout: 15_000 }).toMatch(/batch jobs cannot run/);
  expect(said()).toMatch(/everything else works/);
  const { workspace, services, apiKeys } = identity;
  const scored = await fetch(
    `${url}/workspaces/${workspace}/services/${services.featureHashing}/execute?api-version=2.0`,
    {
      method: "POST",
      headers: { Authorization: `Bearer ${apiKeys[0]}` },
      body: '{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[["This is a good day"]]}}}',
    },
  );
  expect(await scored.text()).toContain('["This is a good day","1","1","2","2","0","2","0","1"]');

  const target = { url, identity };
  const Input = { ConnectionString: "UseDevelopmentStorage=true", RelativeLocation: "data/in.csv" };
  const id = await submit(target, { Input });
  await start(target, id);
  const { StatusCode, Details } = await ended(target, id);
  expect(StatusCode).toBe("Failed");
  expect(Details).toMatch(/^BlobNotFound/);
}

describe("the emulator without blob storage", () => {
  it("whose port is taken", async () => {
    const { server, port } = await listen();
    try {
      const emulator = await startEmulator(port);
      expect(emulator.said()).toContain(`Port ${port} is in use. Choose another with BLOB_PORT`);
      await expectAllButJobs(emulator);
    } finally {
      server.close();
    }
  }, 60_000);

  it("whose folder cannot be made", async () => {
    writeFileSync(join(folder, "blobs"), "in the way");
    await expectAllButJobs(await startEmulator(await freePort()));
  }, 60_000);

  it("whose data is broken", async () => {
    mkdirSync(join(folder, "blobs", "__azurite_db_blob__.json"), { recursive: true });
    await expectAllButJobs(await startEmulator(await freePort()));
  }, 60_000);
});
