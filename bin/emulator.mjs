// The AzureML emulator alone. `npm run emulator`.
import { join } from "node:path";
import { checkNode, checkPort, dataDir, install, port, root, startProcess, supervise } from "./steps.mjs";

checkNode();
await checkPort("EMULATOR_PORT", port("EMULATOR_PORT", 4010));
install();
supervise((onExit) => [
  startProcess(
    "The emulator",
    ["--import", "tsx", join(root, "lib/runtime/emulator-process.ts")],
    { DATA_DIR: dataDir() },
    onExit,
  ),
]);
