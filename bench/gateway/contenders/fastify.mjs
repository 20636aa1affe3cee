import fastifyHttpProxy from "@fastify/http-proxy";
import fastify from "fastify";
import { reportFrom } from "./report.mjs";

const app = fastify({ logger: false });
await app.register(fastifyHttpProxy, {
  upstream: `http://127.0.0.1:${process.argv[2]}`,
  undici: { connections: 1024 },
});
await app.listen({ port: 0, host: "127.0.0.1" });
reportFrom(app.server.address().port);
