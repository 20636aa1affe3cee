import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { jobsFolder } from "@/lib/emulator/bes/test-jobs";
import { azuriteOfFile } from "@/lib/emulator/test-azurite";
import { startForTest } from "@/lib/emulator/test-support";
import { batchSamples } from "./batch-samples";

const run = promisify(execFile);
const storage = azuriteOfFile();
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const credentials = [
  { header: "Authorization", prefix: "Bearer ", variable: "AZUREML_API_KEY" },
  { header: "X-Second", prefix: "", variable: "SECOND_SECRET" },
];

function samplesFor(jobsUrl: string) {
  return batchSamples({
    jobsUrl,
    credentials,
    table: ["Col2", "This is a good day", "I loved this book", "This book was great"],
    outputName: "output1",
    parameters: {},
  });
}

const programs = {
  "Python 3": { command: "python3", file: "batch.py" },
  "JavaScript (Node.js)": { command: process.execPath, file: "batch.mjs" },
  curl: { command: "bash", file: "batch.sh" },
};

describe("the batch samples", () => {
  it("are there for five languages", () => {
    expect(samplesFor("https://example.com/jobs").map(({ language }) => language)).toEqual([
      "Python 3",
      "C#",
      "R",
      "JavaScript (Node.js)",
      "curl",
    ]);
  });

  it("send every credential, and hold the variable's name alone", () => {
    for (const { language, code } of samplesFor("https://example.com/jobs")) {
      for (const { header, variable } of credentials) {
        expect(code, language).toContain(header);
        expect(code, language).toContain(variable);
      }
    }
  });

  it.each(Object.entries(programs))(
    "%s runs as it stands and prints the result",
    async (language, { command, file }) => {
      const emulator = await startForTest({ batch: { folder: jobsFolder(), storage: storage() } });
      const { workspace, services, apiKeys } = emulator.identity;
      const jobsUrl = `${emulator.url}/workspaces/${workspace}/services/${services.featureHashing}/jobs`;
      const sample = samplesFor(jobsUrl).find((each) => each.language === language);
      const folder = mkdtempSync(join(tmpdir(), "gatehouse-sample-"));
      folders.push(folder);
      writeFileSync(join(folder, file), sample?.code ?? "");
      const { stdout } = await run(command, [join(folder, file)], {
        env: {
          ...process.env,
          AZUREML_API_KEY: apiKeys[0],
          SECOND_SECRET: "second",
          AZURE_STORAGE_CONNECTION_STRING: `${storage().connectionString};BlobEndpoint=${storage().blobEndpoint}`,
        },
        timeout: 60_000,
      });
      const rows = stdout.trim().split(/\r?\n/);
      expect(rows.slice(1)).toEqual([
        "This is a good day,1,1,2,2,0,2,0,1",
        "I loved this book,0,1,1,2,1,0,2,0",
        "This book was great,0,3,0,0,1,0,1,2",
      ]);
      expect(rows[0]).toMatch(/^Col2,Col2_HashingFeature\.0/);
    },
    90_000,
  );
});
