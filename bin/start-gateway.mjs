// The gateway without the portal, for scale: `npm run start:gateway`. Ports: GATEWAY_PORT, else PORT; GATEWAY_PROCESSES
// of them share it. What is stale is built, the database brought up to date.
import { join } from "node:path";
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
  startProcess,
  supervise,
} from "./steps.mjs";

checkNode();
const env = { NODE_ENV: "production", DATA_DIR: dataDir() };
checkDataDir(env.DATA_DIR);
await checkPort("GATEWAY_PORT", port("GATEWAY_PORT", port("PORT", 3000)));
install();
build();
run(process.execPath, [join(root, "dist/prepare.mjs")], { env, what: "Preparing the database" });
supervise((onExit) => [
  startProcess("The gateway", ["--enable-source-maps", join(root, "dist/gateway.mjs")], env, onExit),
]);
