import { describe, expect, it } from "vitest";
import type { EmulatorOptions } from "../server";
import { azuriteOfFile } from "../test-azurite";
import { startForTest } from "../test-support";
import { ended, jobsFolder, resultUrl, start, statusOf, submit } from "./test-jobs";

const storage = azuriteOfFile();

function startWithStorage(options: EmulatorOptions = {}) {
  return startForTest({ batch: { folder: jobsFolder(), storage: storage() }, ...options });
}

const header = `Col2,${Array.from({ length: 8 }, (_, at) => `Col2_HashingFeature.${at}`).join(",")}`;
const texts = "Col2\r\nThis is a good day\r\nI loved this book\r\nThis book was great\r\n";
const scored = `${header}\r\nThis is a good day,1,1,2,2,0,2,0,1\r\nI loved this book,0,1,1,2,1,0,2,0\r\nThis book was great,0,3,0,0,1,0,1,2\r\n`;

const blob = (name: string) => ({
  ConnectionString: storage().connectionString,
  RelativeLocation: `data/${name}`,
});

/** Runs a job over this input text to its end. */
async function runOver(content: string | Uint8Array, input = "in.csv", output = "out.csv") {
  const emulator = await startWithStorage();
  await storage().put(input, content);
  const id = await submit(emulator, { Input: blob(input), Outputs: { output1: blob(output) } });
  await start(emulator, id);
  return ended(emulator, id);
}

describe("a batch job", () => {
  it.each(["Input", "Inputs"])(
    "submitted with %s scores the blob's rows into the named output",
    async (form) => {
      const emulator = await startWithStorage();
      await storage().put("texts.csv", texts);
      const input = blob("texts.csv");
      const inputs = form === "Input" ? { Input: input } : { Inputs: { input1: input } };
      const job = { ...inputs, Outputs: { output1: blob("scored.csv") }, GlobalParameters: null };
      const id = await submit(emulator, job);
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(await statusOf(emulator, id)).toEqual({
        StatusCode: "NotStarted",
        Results: null,
        Details: null,
      });
      await start(emulator, id);
      const status = await ended(emulator, id);
      expect(status).toMatchObject({ StatusCode: "Finished", Details: null });
      expect(await (await fetch(resultUrl(status))).text()).toBe(scored);
    },
  );
});

it("tells which row is wrong", async () => {
  const status = await runOver('Col2\r\nfine\r\n"two, quoted"\r\ntwo, bare\r\n');
  expect(status.StatusCode).toBe("Failed");
  expect(status.Details).toContain("row 3 (line 4) has 2 values for 1 column");
});
