// The blob storage beside the emulator: Azurite, Microsoft's own, as a process of its own. Batch jobs read and write
// there; everything else works without it.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { port, portProblem, root, startProcess } from "./steps.mjs";

const program = join(root, "node_modules/azurite/dist/src/blob/main.js");
const lost = "batch jobs cannot run until it is started again; everything else works.";

/** The port that it is to have, or null with a line that says why it cannot run. */
export async function blobPort() {
  const number = port("BLOB_PORT", 4011);
  const problem = await portProblem("BLOB_PORT", number);
  if (!problem) return number;
  sayLost(problem);
  return null;
}

function sayLost(problem) {
  process.stderr.write(`${problem} Without blob storage, ${lost}\n`);
}

/** Its process in a list, or an empty list. Data below DATA_DIR, on this machine only, and it calls nobody. */
export function startBlobStorage({ dataDir, number, goOnWithout }) {
  if (number === null) return [];
  const folder = join(dataDir, "blobs");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    sayLost(`The folder ${folder} cannot be used (${error.code}).`);
    return [];
  }
  const flags = ["--blobHost", "127.0.0.1", "--blobPort", String(number), "--location", folder];
  const quiet = ["--silent", "--skipApiVersionCheck", "--disableTelemetry"];
  const args = [program, ...flags, ...quiet];
  return [startProcess("The blob storage", args, accounts(dataDir), goOnWithout(lost), { quiet: true })];
}

/** The demo's account; without a demo, the public one that storage emulators have. */
function accounts(dataDir) {
  const path = join(dataDir, "demo-state.json");
  if (!existsSync(path)) return {};
  const { storage } = JSON.parse(readFileSync(path, "utf8"));
  return { AZURITE_ACCOUNTS: `${storage.account}:${storage.key}` };
}
