// From a bare clone to a running demo: portal, gateway and AzureML emulator. `npm run quickstart`.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  say,
  startProcess,
  supervise,
  waitUntilReady,
} from "./steps.mjs";

checkNode();
const folder = dataDir();
const ports = { portal: port("PORT", 3000), emulator: port("EMULATOR_PORT", 4010) };
const demoPath = join(folder, "demo.json");
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
// Its presence says that the demo is ready; what an earlier run left is not true yet.
rmSync(demoPath, { force: true });
install();
build();
run(process.execPath, [join(root, "dist/prepare.mjs")], { env, what: "Preparing the database" });

supervise((onExit, goOnWithout) => [
  ...startBlobStorage({ dataDir: folder, number: blobs, goOnWithout }),
  startProcess("The emulator", [join(root, "dist/emulator.mjs")], env, onExit),
  startProcess("The portal", ["--enable-source-maps", join(root, "dist/server.mjs")], env, onExit),
]);

const portal = (process.env.PUBLIC_URL || `http://localhost:${ports.portal}`).replace(/\/$/, "");
await waitUntilReady(`http://127.0.0.1:${ports.portal}`);
announce();

function announce() {
  const state = JSON.parse(readFileSync(join(folder, "demo-state.json"), "utf8"));
  const demo = {
    portal,
    gateway: `${portal}/gateway`,
    emulator: `http://localhost:${ports.emulator}`,
    admin: state.admin,
    developer: state.developer,
    webService: state.webService,
    storage: {
      ...state.storage,
      blobEndpoint: `http://127.0.0.1:${port("BLOB_PORT", 4011)}/${state.storage.account}`,
    },
  };
  writeFileSync(demoPath, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  const { workspace, service } = demo.webService;
  const target = `/azureml-demo/workspaces/${workspace}/services/${service}/execute?api-version=2.0&details=true`;
  const body =
    '{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[["This is a good day"]]}},"GlobalParameters":{}}';
  say(`
Gatehouse is ready.

  Portal      ${demo.portal}
  Gateway     ${demo.gateway}
  Emulator    ${demo.emulator}
  Blobs       ${demo.storage.blobEndpoint}${blobs === null ? " (not running: its port is in use)" : ""}

  Admin       ${demo.admin.email}  ${demo.admin.password}
  Developer   ${demo.developer.email}  ${demo.developer.password}

Call the demo web service:

curl -X POST '${demo.gateway}${target}' -H 'Ocp-Apim-Subscription-Key: ${demo.developer.unlimitedKey}' -H 'Content-Type: application/json' -d '${body}'

All of this is in ${demoPath}. Stop with Ctrl-C.`);
}
