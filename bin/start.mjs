// Production: builds what is stale, brings the database up to date, serves. `npm start`.
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
  startPortal,
  supervise,
} from "./steps.mjs";

checkNode();
const env = { NODE_ENV: "production", DATA_DIR: dataDir(), NEXT_TELEMETRY_DISABLED: "1" };
checkDataDir(env.DATA_DIR);
await checkPort("PORT", port("PORT", 3000));
install();
build();
run(process.execPath, [join(root, "dist/prepare.mjs")], { env, what: "Preparing the database" });
supervise((onExit) => [startPortal(env, onExit)]);
