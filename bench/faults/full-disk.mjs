// The disk is full, truly: the data folder is a small file system in memory, and a file takes what is left of it.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { call, forMs, load } from "./calls.mjs";
import { key } from "./gatehouse.mjs";
import { afterwards, recordedOutcome, recoveryOf, servedOutcome, signIn, toldOutcome } from "./portal.mjs";

const diskMiB = 48;
const fullMs = 15_000;
const what = "disk full 15 s";

export async function fullDisk({ install }) {
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMiB}m`, "tmpfs", dataDir]);
  try {
    const portal = await install({ portal: true, dataDir });
    const outcomes = await whileFull(portal);
    await portal.stop();
    return outcomes;
  } finally {
    execFileSync("umount", ["-l", dataDir]);
    rmSync(dataDir, { recursive: true });
  }
}

async function whileFull(portal) {
  const session = await signIn(portal);
  const one = (agent) => call(portal.port, `${portal.base}/good/x`, { key, agent });
  const before = await load(8, forMs(2_000), one);
  const filler = join(portal.dataDir, "filler");
  fill(filler);
  const changes = [];
  const over = forMs(fullMs);
  const change = async () => {
    while (!over()) {
      changes.push(await session.write());
      // What the database frees for itself is taken too.
      fill(filler);
      await setTimeout(100);
    }
  };
  const [during] = await Promise.all([load(8, over, one), change()]);
  const left = statfsSync(portal.dataDir).bavail;
  rmSync(filler);
  return [
    servedOutcome(what, during),
    toldOutcome(`${what} (${left} blocks left at its end)`, changes),
    await recoveryOf(what, session),
    await afterwards(what, session),
    await recordedOutcome(what, portal, session, [...before, ...during]),
  ];
}

function fill(path) {
  const file = openSync(path, "a");
  try {
    for (const size of [1 << 20, 4096]) {
      const block = Buffer.alloc(size);
      while (hasWritten(file, block));
    }
  } finally {
    closeSync(file);
  }
}

function hasWritten(file, block) {
  try {
    return writeSync(file, block) > 0;
  } catch (error) {
    if (error.code === "ENOSPC") return false;
    throw error;
  }
}
