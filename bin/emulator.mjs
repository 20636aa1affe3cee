// The AzureML emulator with its blob storage, without the portal. `npm run emulator`.
import { join } from "node:path";
import { blobPort, startBlobStorage } from "./blob-storage.mjs";
import {
  checkDataDir,
  checkNode,
  checkPort,
  dataDir,
  install,
  port,
  root,
  startProcess,
  supervise,
} from "./steps.mjs";

checkNode();
await checkPort("EMULATOR_PORT", port("EMULATOR_PORT", 4010));
const blobs = await blobPort();
const folder = dataDir();
checkDataDir(folder);
install();
supervise((onExit, goOnWithout) => [
  ...startBlobStorage({ dataDir: folder, number: blobs, goOnWithout }),
  startProcess(
    "The emulator",
    ["--import", "tsx", join(root, "lib/runtime/emulator-process.ts")],
    { DATA_DIR: folder },
    onExit,
  ),
]);
