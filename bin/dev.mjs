// Development: the demo's data, pages that reload, no build. Changes below lib/gateway want a restart. `npm run dev`.
import { join } from "node:path";
import { announce, withdraw } from "./announce.mjs";
import { blobPort, startBlobStorage } from "./blob-storage.mjs";
import {
  checkDataDir,
  checkNode,
  checkPort,
  dataDir,
  install,
  port,
  root,
  run,
  startProcess,
  supervise,
  waitUntilReady,
} from "./steps.mjs";

checkNode();
const env = {
  NODE_ENV: "development",
  DEMO: process.env.DEMO || "true",
  DATA_DIR: dataDir(),
  NEXT_TELEMETRY_DISABLED: "1",
};
const ports = { portal: port("PORT", 3000), emulator: port("EMULATOR_PORT", 4010) };
checkDataDir(env.DATA_DIR);
await checkPort("PORT", ports.portal);
await checkPort("EMULATOR_PORT", ports.emulator);
const blobs = await blobPort();
withdraw(env.DATA_DIR);
install();
const withTypeScript = (file) => ["--import", "tsx", join(root, file)];
run(process.execPath, [join(root, "bin/generate.mjs")], { what: "Generating the database clients" });
run(process.execPath, withTypeScript("lib/runtime/prepare.ts"), { env, what: "Preparing the database" });
supervise((onExit, goOnWithout) => [
  ...startBlobStorage({ dataDir: env.DATA_DIR, number: blobs, goOnWithout }),
  startProcess("The emulator", withTypeScript("lib/runtime/emulator-process.ts"), env, onExit, {
    quiet: true,
  }),
  startProcess("The portal", withTypeScript("server.ts"), env, onExit),
]);
await waitUntilReady(ports.portal);
if (env.DEMO === "true") announce({ folder: env.DATA_DIR, ports, blobs });
