// The bench's processes: each contender, the upstream and the callers in one of its own.
import { execFileSync, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../bin/bundle.mjs";

const here = import.meta.dirname;
export const root = join(here, "../..");

const children = [];

export function stopAll() {
  for (const child of children) if (child.connected) child.disconnect();
}

/** Starts a process, hears the first thing that it says, and asks it for more, one question at a time. */
export async function start(file, args = [], execArgv = []) {
  const child = fork(file, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    execArgv,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  const hear = () =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${file} ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  const said = await hear();
  return {
    said,
    ask(message) {
      const heard = hear();
      child.send(message);
      return heard;
    },
    /** Ends it and waits for its end, so that it takes nothing from whoever is measured next. */
    stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.disconnect();
      return ended;
    },
  };
}

export function installContenders() {
  if (existsSync(join(root, "bench/node_modules/fastify"))) return;
  process.stdout.write("Installing what is measured beside ours ...\n");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: join(root, "bench"), stdio: "inherit" });
}

/** Bundled as `npm run build` bundles the server: what is measured is what runs in production. */
export async function bundleOurs() {
  await bundle({ gatehouse: "bench/gateway/contenders/gatehouse.ts" }, "bench/gateway/dist");
  return join(here, "dist/gatehouse.mjs");
}
