// From a bare clone to a running demo: portal, gateway and AzureML emulator. `npm run quickstart`.
import { join } from "node:path";
import { announce, withdraw } from "./announce.mjs";
import { blobPort, startBlobStorage } from "./blob-storage.mjs";
import {
  build,
  checkDataDir,
  checkNode,
  checkPort,
  dataDir,
  install,
  port,
  root,
  run,
  startPortal,
  startProcess,
  supervise,
  waitUntilReady,
} from "./steps.mjs";

checkNode();
const folder = dataDir();
const ports = { portal: port("PORT", 3000), emulator: port("EMULATOR_PORT", 4010) };
const env = {
  NODE_ENV: "production",
  DEMO: "true",
  DATA_DIR: folder,
  PORT: String(ports.portal),
  EMULATOR_PORT: String(ports.emulator),
  LOG_LEVEL: process.env.LOG_LEVEL || "warn",
  NEXT_TELEMETRY_DISABLED: "1",
};

checkDataDir(folder);
await checkPort("PORT", ports.portal);
await checkPort("EMULATOR_PORT", ports.emulator);
const blobs = await blobPort();
withdraw(folder);
install();
build();
run(process.execPath, [join(root, "dist/prepare.mjs")], { env, what: "Preparing the database" });

supervise((onExit, goOnWithout) => [
  ...startBlobStorage({ dataDir: folder, number: blobs, goOnWithout }),
  // What the emulator has to tell, the portal's demo shows.
  startProcess("The emulator", [join(root, "dist/emulator.mjs")], env, onExit, { quiet: true }),
  startPortal(env, onExit),
]);

await waitUntilReady(ports.portal);
announce({ folder, ports, blobs });
