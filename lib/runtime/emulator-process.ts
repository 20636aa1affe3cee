import { existsSync } from "node:fs";
import { join } from "node:path";
import { runEmulator } from "@/lib/emulator/main";
import { env } from "@/lib/env";
import { readOrCreateDemoState } from "@/lib/runtime/demo-state";

/** The emulator as a process of its own. Beside a demo it is the web service that the demo's API points at. */
const { dataDir, EMULATOR_PORT } = env();
const beside = existsSync(join(dataDir, "demo-state.json"));
await runEmulator({
  port: EMULATOR_PORT,
  ...(beside ? { seed: readOrCreateDemoState(dataDir).emulatorSeed } : {}),
});
