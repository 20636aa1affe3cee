// nginx as a gateway: a key map, limit_req, an access log, kept-alive connections to the upstream.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @returns {boolean} */
export function isInstalled() {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function configure({ folder, port, upstreamPort, key }) {
  return `
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 2048; }
http {
  access_log ${folder}/access.log combined buffer=64k flush=1s;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  map_hash_bucket_size 128;
  map $http_ocp_apim_subscription_key $known { default 0; "${key}" 1; }
  limit_req_zone $http_ocp_apim_subscription_key zone=keys:10m rate=1000000r/s;
  upstream backend { server 127.0.0.1:${upstreamPort}; keepalive 512; }
  server {
    listen 127.0.0.1:${port};
    keepalive_requests 1000000000;
    location /gateway/azureml-demo-00/ {
      if ($known = 0) { return 401; }
      limit_req zone=keys burst=1000000 nodelay;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer ${"b".repeat(88)}";
      proxy_set_header Ocp-Apim-Subscription-Key "";
      proxy_pass http://backend/;
    }
  }
}
`;
}

/** The process whose parent this is. */
function childOf(parent) {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.find((pid) => statOf(pid)[1] === String(parent));
}

/** A process's figures as the kernel writes them, from its state on. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  } catch {
    // It has ended since it was listed.
    return [];
  }
}

/** Starts nginx; its worker's CPU is read from the kernel, in hundredths of a second. */
export async function startNginx({ folder, port, upstreamPort, key }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "nginx.conf"), configure({ folder, port, upstreamPort, key }));
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "ignore" });
  let worker = childOf(child.pid);
  for (let tries = 0; worker === undefined && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    worker = childOf(child.pid);
  }
  if (worker === undefined) throw new Error(`nginx did not start; see ${folder}/error.log`);
  return {
    port,
    cost() {
      const fields = statOf(worker);
      const pages = Number(readFileSync(`/proc/${worker}/statm`, "utf8").split(" ")[1]);
      return {
        userMicros: Number(fields[11]) * 10_000,
        systemMicros: Number(fields[12]) * 10_000,
        rssBytes: pages * 4_096,
      };
    },
    stop: () => child.kill("SIGTERM"),
  };
}
