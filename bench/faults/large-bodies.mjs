// Two GiB through a reader that keeps stopping, and as much up to a backend that does: what memory it takes.
import { request } from "node:http";
import { Readable } from "node:stream";
import { call } from "./calls.mjs";
import { key, residentMiB } from "./gatehouse.mjs";

const limitMiB = 64;

export async function largeBodies({ install, largeBytes }) {
  const gateway = await install();
  // Warm: what the first calls allocate is no growth.
  for (let n = 0; n < 200; n++) await call(gateway.port, "/good/x", { key });
  await download(gateway.port, 16 * 2 ** 20);
  const mib = Math.round(largeBytes / 2 ** 20);
  return [
    await watched(gateway, `${mib} MiB down through a slow reader`, largeBytes, () =>
      download(gateway.port, largeBytes),
    ),
    await watched(gateway, `${mib} MiB up to a slow backend`, largeBytes, () =>
      upload(gateway.port, largeBytes),
    ),
  ];
}

async function watched({ pid }, what, bytes, transfer) {
  const before = residentMiB(pid);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMiB(pid));
  }, 50);
  const moved = await transfer();
  clearInterval(watch);
  const grown = peak - before;
  return {
    what,
    limit: `memory grows by ${limitMiB} MiB at most`,
    value: `${grown.toFixed(0)} MiB (from ${before.toFixed(0)}), ${moved === bytes ? "all" : moved} bytes`,
    holds: grown <= limitMiB && moved === bytes,
  };
}

/** Reads in bursts, with pauses in between. */
function download(port, bytes) {
  return new Promise((resolve, reject) => {
    const req = request({
      port,
      path: `/good/x?bytes=${bytes}`,
      headers: { "Ocp-Apim-Subscription-Key": key },
    });
    req.on("error", reject);
    req.on("response", (res) => {
      let received = 0;
      let burst = 0;
      res.on("data", (chunk) => {
        received += chunk.length;
        burst += chunk.length;
        if (burst < 16 * 2 ** 20) return;
        burst = 0;
        res.pause();
        setTimeout(() => res.resume(), 50);
      });
      res.on("error", reject);
      res.on("end", () => resolve(received));
    });
    req.end();
  });
}

/** Sends as fast as it is let; answers how much the backend says it got. */
function upload(port, bytes) {
  return new Promise((resolve, reject) => {
    const headers = { "Ocp-Apim-Subscription-Key": key, "Content-Length": bytes };
    const req = request({ port, path: "/good/x", method: "POST", headers });
    req.on("error", reject);
    req.on("response", (res) => {
      res.resume();
      res.on("end", () => resolve(Number(res.headers["x-received"])));
    });
    const chunk = Buffer.alloc(256 * 1024, 1);
    const chunks = function* () {
      for (let left = bytes; left > 0; left -= chunk.length)
        yield chunk.subarray(0, Math.min(left, chunk.length));
    };
    Readable.from(chunks()).pipe(req);
  });
}
