// The yardstick: node:http in front, undici behind, nothing in between but the hop-by-hop headers.
import { createServer } from "node:http";
import { Pool } from "undici";
import { reportFrom } from "./report.mjs";

const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`);
const dropped = new Set([
  "host",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "expect",
]);

function kept(raw) {
  const headers = [];
  for (let n = 0; n < raw.length; n += 2) {
    if (!dropped.has(raw[n].toLowerCase())) headers.push(raw[n], raw[n + 1]);
  }
  return headers;
}

const server = createServer((req, res) => {
  let abort = () => {};
  res.on("close", () => {
    if (!res.writableFinished) abort();
  });
  pool.dispatch(
    { method: req.method, path: req.url, headers: kept(req.rawHeaders), body: req },
    {
      onConnect(give) {
        abort = give;
      },
      onHeaders(status, raw, resume, reason) {
        if (status < 200) return true;
        res.writeHead(status, reason, kept(raw.map((part) => part.toString("latin1"))));
        res.on("drain", resume);
        return true;
      },
      onData: (chunk) => res.write(chunk),
      onComplete: () => res.end(),
      onError: () => (res.headersSent ? res.destroy() : res.writeHead(502).end()),
    },
  );
});
server.listen(0, "127.0.0.1", () => reportFrom(server.address().port));
