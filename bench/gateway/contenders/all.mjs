// Who is measured: ours, in its sizes, and others.
import { join } from "node:path";
import { bundleOurs, start } from "../processes.mjs";
import { isInstalled, startNginx } from "./nginx.mjs";

const here = import.meta.dirname;
export const ours = "gatehouse";
export const bare = "bare node:http + undici";
export const fastify = "@fastify/http-proxy";
export const httpProxy = "http-proxy";

/**
 * Answers how to start each contender on the given upstream: `start(name, options)`. Of one that runs already the same
 * process is answered again. Options of ours: `operations`, `subscriptions`, `recording`.
 */
export async function contendersOf({ upstreamPort, folder, key, nginxPort, profileTo }) {
  const bundle = await bundleOurs();
  const profiling = profileTo === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileTo}`];
  const running = new Map();
  const files = {
    [bare]: join(here, "bare.mjs"),
    [fastify]: join(here, "fastify.mjs"),
    [httpProxy]: join(here, "http-proxy.mjs"),
  };

  const begin = async (name, options) => {
    if (name === "nginx") {
      return startNginx({ folder: join(folder, "nginx"), port: nginxPort, upstreamPort, key });
    }
    const isOurs = !(name in files);
    const settings = JSON.stringify({ upstreamPort, folder, key, ...options });
    const args = isOurs ? [settings] : [String(upstreamPort)];
    const execArgv = isOurs || name === bare ? profiling : [];
    const { said, ask, stop } = await start(files[name] ?? bundle, args, execArgv);
    return { port: said.port, cost: () => ask("cost"), stop };
  };

  return {
    names: isInstalled() ? [...Object.keys(files), "nginx"] : Object.keys(files),
    async start(name, options = {}) {
      const id = `${name} ${JSON.stringify(options)}`;
      if (!running.has(id)) running.set(id, await begin(name, options));
      return running.get(id);
    },
    stop: () => running.get("nginx {}")?.stop(),
  };
}
