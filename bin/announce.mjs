// What a started demo tells: addresses, accounts, a call to paste. On the terminal and in DATA_DIR/demo.json.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { port, say } from "./steps.mjs";

const demoPath = (folder) => join(folder, "demo.json");

/** Its presence says that the demo is ready; what an earlier run left is not true yet. */
export function withdraw(folder) {
  rmSync(demoPath(folder), { force: true });
}

/** `blobs` is null when the storage could not start. */
export function announce({ folder, ports, blobs }) {
  const portal = (process.env.PUBLIC_URL || `http://localhost:${ports.portal}`).replace(/\/$/, "");
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
  writeFileSync(demoPath(folder), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
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

All of this is in ${demoPath(folder)}. Stop with Ctrl-C.`);
}
