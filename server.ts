import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import next from "next";
import { openDatabase } from "@/lib/db/client";
import { databaseTarget } from "@/lib/db/connection";
import { checkProduction, type Env, env } from "@/lib/env";
import { addressMatcher } from "@/lib/gateway/addresses";
import { nodeCaller } from "@/lib/gateway/node-caller";
import { createGatewayServer, createPortalServer } from "@/lib/gateway/node-server";
import { secureHeaders } from "@/lib/http/security-headers";
import { asksForStaticFile, staticFiles } from "@/lib/http/static-files";
import { installedSecrets } from "@/lib/keys/installed";
import { log } from "@/lib/log";
import { startRuntime } from "@/lib/runtime";
import { startDeliveries } from "@/lib/runtime/deliveries";
import { explainStart } from "@/lib/runtime/explain-start";
import { listen } from "@/lib/runtime/listen";
import { offerFirstAdmin } from "@/lib/runtime/offer-first-admin";
import { stopOnSignals } from "@/lib/runtime/stop-on-signals";

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** One port: the raw target decides between the gateway and Next. */
async function main(settings: Env): Promise<void> {
  checkProduction(settings);
  // next-auth reads its own address from here.
  process.env.NEXTAUTH_URL = settings.publicUrl;

  openDatabase(databaseTarget({ databaseUrl: settings.DATABASE_URL, dataDir: settings.dataDir }));
  const running = await startRuntime({
    secrets: installedSecrets(),
    allowPrivateBackends: settings.allowPrivateBackends,
    allowHttp: settings.allowHttp,
    realm: settings.publicUrl,
    redis: settings.redis,
  });

  let pages: PageHandler | null = null;
  const { gateway } = running;
  const surroundings = {
    trustedProxies: settings.trustedProxies,
    ownHosts: [new URL(settings.publicUrl).host],
  };
  const isTrustedProxy = addressMatcher(settings.trustedProxies);
  const serveStatic = settings.production ? staticFiles(process.cwd()) : null;
  const toPages: RequestListener = (request, response) => {
    if (serveStatic && asksForStaticFile(request)) return serveStatic(request, response);
    const { clientAddress } = nodeCaller(request, isTrustedProxy);
    if (pages) void answerPage(pages, request, response, clientAddress, settings);
    else answerNotReady(response);
  };
  // Next listens for upgrades on the server it is given; on ours that would take requests from the gateway.
  const upgrades = createServer();
  const app = next({
    dev: !settings.production,
    httpServer: upgrades,
    hostname: "localhost",
    port: settings.PORT,
  });
  const server = settings.production
    ? createPortalServer(gateway, surroundings, toPages)
    : createPortalServer(gateway, surroundings, toPages, (request, socket, head) => {
        if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
      });
  const servers = [server];
  await listen(server, "PORT", settings.PORT, settings.host);
  if (settings.GATEWAY_PORT) {
    const ownPort = createGatewayServer(gateway, surroundings);
    await listen(ownPort, "GATEWAY_PORT", settings.GATEWAY_PORT, settings.host);
    servers.push(ownPort);
  }
  const deliveries = startDeliveries(settings);
  stopOnSignals(servers, {
    async close() {
      await deliveries.close();
      await running.close();
    },
  });

  await app.prepare();
  pages = app.getRequestHandler();
  await offerFirstAdmin(settings);
  log.info({ url: settings.publicUrl }, "Gatehouse is ready");
}

/** Marks a request with its id, its sender's address and its query, which no caller can set, and hands it to Next. */
async function answerPage(
  pages: PageHandler,
  request: IncomingMessage,
  response: ServerResponse,
  clientAddress: string,
  settings: Env,
) {
  const requestId = randomUUID();
  request.headers["x-request-id"] = requestId;
  request.headers["x-gatehouse-client-address"] = clientAddress;
  // Pages are told theirs, what they call is not: somebody who must sign in first comes back to it.
  request.headers["x-gatehouse-query"] = request.url?.split("?", 2)[1] ?? "";
  response.setHeader("X-Request-Id", requestId);
  secureHeaders(request, response, {
    development: !settings.production,
    https: settings.publicUrl.startsWith("https://"),
  });
  try {
    await pages(request, response);
  } catch (error) {
    log.error({ err: error, requestId }, "page failed");
    if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
    response.end("Something went wrong on our side.\n");
  }
}

function answerNotReady(response: ServerResponse): void {
  response.writeHead(503, {
    "Content-Type": "application/json",
    "Retry-After": "1",
    "Cache-Control": "no-store",
  });
  response.end('{"status":"starting"}');
}

try {
  await main(env());
} catch (error) {
  process.stderr.write(`Gatehouse could not start: ${explainStart(error)}\n`);
  process.exit(1);
}
