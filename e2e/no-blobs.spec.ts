import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { demoSchema, publishedRow, sampleBody } from "./support/demo";

/** The whole demo where the blob storage's port is somebody else's. */

async function listen() {
  const server = createServer((_, response) => response.writeHead(400).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

async function freePort(): Promise<number> {
  const { port, close } = await listen();
  close();
  return port;
}

test("without blob storage the demo starts, says so, and does all but batch jobs", async ({ request }) => {
  test.setTimeout(120_000);
  const taken = await listen();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-no-blobs-"));
  const child = spawn(process.execPath, ["bin/quickstart.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(await freePort()),
      EMULATOR_PORT: String(await freePort()),
      BLOB_PORT: String(taken.port),
    },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  try {
    await expect.poll(() => said, { timeout: 90_000 }).toContain("All of this is in");
    expect(said).toContain("batch jobs cannot run until it is started again; everything else works.");
    expect(said).toContain("(not running: its port is in use)");

    const demo = demoSchema.parse(JSON.parse(readFileSync(join(folder, "demo.json"), "utf8")));
    const { workspace, service } = demo.webService;
    const base = `${demo.gateway}/azureml-demo/workspaces/${workspace}/services/${service}`;
    const call = (method: string, path: string, data?: unknown) =>
      request.fetch(`${base}${path}?api-version=2.0`, {
        method,
        headers: { "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey },
        ...(data === undefined ? {} : { data }),
      });
    expect((await request.get(demo.portal)).status()).toBe(200);
    const scored = await (await call("POST", "/execute", JSON.parse(sampleBody))).json();
    expect(scored.Results.output1.value.Values).toEqual([["This is a good day", ...publishedRow]]);

    const Input = { ConnectionString: "UseDevelopmentStorage=true", RelativeLocation: "data/in.csv" };
    const id = await (await call("POST", "/jobs", { Input })).json();
    expect((await call("POST", `/jobs/${id}/start`)).status()).toBe(204);
    await expect
      .poll(async () => (await (await call("GET", `/jobs/${id}`)).json()).StatusCode, { timeout: 30_000 })
      .toBe("Failed");
  } finally {
    child.kill("SIGTERM");
    await gone;
    taken.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
