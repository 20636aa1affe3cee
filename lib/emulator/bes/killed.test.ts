import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { emulatorIdentity } from "../identity";
import { azuriteOfFile } from "../test-azurite";
import { ended, jobsFolder, start, statusOf, submit, until } from "./test-jobs";

const storage = azuriteOfFile();
const program = fileURLToPath(new URL("./test-process.ts", import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function startProcess(folder: string) {
  const { account, key, blobEndpoint } = storage();
  const options = JSON.stringify({ folder, storage: { account, key, blobEndpoint } });
  const child = spawn(process.execPath, ["--import", "tsx", program, options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => {
    child.kill("SIGKILL");
    return gone;
  };
  for await (const url of createInterface({ input: child.stdout })) {
    return { url, identity: emulatorIdentity(), kill };
  }
  throw new Error("The emulator ended before it listened.");
}

const blob = (name: string) => ({
  ConnectionString: storage().connectionString,
  RelativeLocation: `data/${name}`,
});

it("killed in the middle of 100 jobs and started again, it finishes each of them, and none twice", async () => {
  const folder = jobsFolder();
  const first = await startProcess(folder);
  await storage().put("in.csv", `Col2\n${"This is a good day\n".repeat(500)}`);
  const names = Array.from({ length: 100 }, (_, at) => `out-${at}.csv`);
  const ids = await Promise.all(
    names.map((name) => submit(first, { Input: blob("in.csv"), Outputs: { output1: blob(name) } })),
  );
  const left = await submit(first, { Input: blob("in.csv"), Outputs: { output1: blob("left.csv") } });
  await Promise.all(ids.map((id) => start(first, id, { headers: { "x-emulator-fault": "job=300" } })));
  const finished = async () => {
    const states = await Promise.all(ids.map((id) => statusOf(first, id)));
    return ids.filter((_, at) => states[at]?.StatusCode === "Finished");
  };
  const before = await until(finished, ({ length }) => length >= 10);
  expect(before.length).toBeLessThan(100);
  const written = async (id: string) => {
    const blobClient = storage().container.getBlobClient(names[ids.indexOf(id)] ?? "");
    return (await blobClient.getProperties()).etag;
  };
  const etags = await Promise.all(before.map(written));
  await first.kill();

  const second = await startProcess(folder);
  for (const id of ids) expect((await ended(second, id)).StatusCode).toBe("Finished");
  expect(await Promise.all(before.map(written))).toEqual(etags);
  for (const name of names) {
    expect((await storage().get(name)).split("\r\n").filter((line) => line.startsWith("This"))).toHaveLength(
      500,
    );
  }
  // What was submitted and never started waits as before.
  expect((await statusOf(second, left)).StatusCode).toBe("NotStarted");
}, 120_000);
