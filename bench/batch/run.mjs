// A batch job over a large input: how much memory the emulator takes, and how fast it is. `npm run bench:batch -- 200`
// (megabytes; 200 unless given). On this machine alone, bounded in size, everything it made is removed at the end.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BlobServiceClient } from "@azure/storage-blob";
import { bundle } from "../../bin/bundle.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const megabytes = Number(process.argv[2] ?? 200);
if (!(megabytes > 0 && megabytes <= 2_000)) throw new Error("Give a size from 1 to 2000 megabytes.");
const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-batch-"));
const children = [];

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function start(args, env) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"], env });
  children.push(child);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  return { child, said: () => said };
}

async function until(ask, what, seconds = 3_600) {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${seconds} s.`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Rows of the tutorial's text, piece by piece. */
function* pieces() {
  yield Buffer.from("Col2\r\n");
  const row = "This is a good day and I loved this book from the first page to the last\r\n";
  const piece = Buffer.from(row.repeat(Math.floor(4_000_000 / row.length)));
  for (let written = 0; written < megabytes * 1_000_000; written += piece.length) yield piece;
}

async function upload(blob) {
  const ids = [];
  for (const piece of pieces()) {
    const id = Buffer.from(String(ids.length).padStart(6, "0")).toString("base64");
    await blob.stageBlock(id, piece, piece.length);
    ids.push(id);
  }
  await blob.commitBlockList(ids);
}

const memory = (pid, name) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

async function measure() {
  const [blobPort, port] = [await freePort(), await freePort()];
  const azurite = start(
    [
      join(root, "node_modules/azurite/dist/src/blob/main.js"),
      ...["--silent", "--skipApiVersionCheck", "--disableTelemetry"],
      ...["--blobPort", String(blobPort), "--location", join(folder, "blobs")],
    ],
    {},
  );
  await until(() => azurite.said().includes("successfully listens"), "Azurite's start", 60);
  const service = BlobServiceClient.fromConnectionString(
    `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:${blobPort}/devstoreaccount1`,
  );
  const container = service.getContainerClient("bench");
  await container.create();
  await upload(container.getBlockBlobClient("in.csv"));

  const file = join(root, "bench/batch/dist/emulator.mjs");
  await bundle({ emulator: "lib/runtime/emulator-process.ts" }, "bench/batch/dist");
  const emulator = start([file], {
    DATA_DIR: folder,
    EMULATOR_PORT: String(port),
    BLOB_PORT: String(blobPort),
  });
  await until(() => emulator.said().includes("API key"), "The emulator's start", 60);
  const { pid } = emulator.child;
  await new Promise((done) => setTimeout(done, 1_000));
  const atStart = memory(pid, "VmRSS");
  const [, workspace] = /Workspace: +(\S+)/.exec(emulator.said());
  const [, id] = /Web service: +(\S+)/.exec(emulator.said());
  const [, key] = /API key: +(\S+)/.exec(emulator.said());
  const jobs = `http://127.0.0.1:${port}/workspaces/${workspace}/services/${id}/jobs`;
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${key}` };
    const answer = await fetch(`${jobs}${path}?api-version=2.0`, { method, headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text && JSON.parse(text);
  };
  const blob = (name) => ({
    ConnectionString: "UseDevelopmentStorage=true",
    RelativeLocation: `bench/${name}`,
  });
  const job = await call("POST", "", JSON.stringify({ Input: blob("in.csv"), Output: blob("out.csv") }));
  const begun = Date.now();
  await call("POST", `/${job}/start`);
  const status = await until(async () => {
    const now = await call("GET", `/${job}`);
    return ["NotStarted", "Running"].includes(now.StatusCode) ? null : now;
  }, "The job's end");
  const seconds = (Date.now() - begun) / 1_000;
  if (status.StatusCode !== "Finished") throw new Error(status.Details);
  return { atStart, peak: memory(pid, "VmHWM"), seconds };
}

try {
  const { atStart, peak, seconds } = await measure();
  process.stdout.write(
    `Input ${megabytes} MB: ${seconds.toFixed(1)} s (${(megabytes / seconds).toFixed(1)} MB/s). Emulator: ${atStart.toFixed(0)} MiB after its start, ${peak.toFixed(0)} MiB at most.\n`,
  );
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
