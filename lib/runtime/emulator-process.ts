import { existsSync } from "node:fs";
import { join } from "node:path";
import { developmentAccount } from "@/lib/emulator/bes/blob-place";
import { offerSampleInput } from "@/lib/emulator/bes/sample-input";
import { runEmulator } from "@/lib/emulator/main";
import { env } from "@/lib/env";
import { blobEndpoint, readOrCreateDemoState } from "@/lib/runtime/demo-state";

/** The emulator as a process of its own. Beside a demo it is the web service that the demo's API points at. */
const { dataDir, EMULATOR_PORT, BLOB_PORT } = env();
const demo = existsSync(join(dataDir, "demo-state.json")) ? readOrCreateDemoState(dataDir) : null;
const account = demo?.storage ?? developmentAccount;
const storage = { ...account, blobEndpoint: blobEndpoint(account, BLOB_PORT) };
await runEmulator({
  port: EMULATOR_PORT,
  batch: { folder: join(dataDir, "emulator-jobs"), storage },
  ...(demo ? { seed: demo.emulatorSeed } : {}),
});
await offerSampleInput(storage);
