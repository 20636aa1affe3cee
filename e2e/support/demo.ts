import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const account = z.object({ email: z.string(), password: z.string() });

export const demoSchema = z.object({
  portal: z.string(),
  gateway: z.string(),
  emulator: z.string(),
  admin: account,
  developer: account.extend({ subscriptionKey: z.string(), unlimitedKey: z.string() }),
  webService: z.object({ workspace: z.string(), service: z.string(), apiKey: z.string() }),
  storage: z.object({ account: z.string(), key: z.string(), blobEndpoint: z.string() }),
});

/** What the running demo says of itself: `demo.json`, as any script would read it. */
export const demo = demoSchema.parse(
  JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR || "test-results/e2e-data", "demo.json"), "utf8")),
);

/** The published answer for "This is a good day". */
export const publishedRow = ["1", "1", "2", "2", "0", "2", "0", "1"];

export const sampleBody =
  '{"Inputs": {"input1": {"ColumnNames": ["Col2"], "Values": [["This is a good day"]]}}, "GlobalParameters": {}}';
