import { Agent, createServer } from "node:http";
import httpProxy from "http-proxy";
import { reportFrom } from "./report.mjs";

const proxy = httpProxy.createProxyServer({
  target: `http://127.0.0.1:${process.argv[2]}`,
  agent: new Agent({ keepAlive: true, maxSockets: 1024 }),
});
proxy.on("error", (_error, _req, res) => res.writeHead(502).end());
const server = createServer((req, res) => proxy.web(req, res));
server.listen(0, "127.0.0.1", () => reportFrom(server.address().port));
