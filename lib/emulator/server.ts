import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as waitFor } from "node:timers/promises";
import { json, send } from "./answer";
import { answerCall, type Parts } from "./answer-call";
import type { StorageAccount } from "./bes/blob-place";
import { Jobs } from "./bes/jobs";
import { Directory } from "./directory";
import { Refusal, refuse } from "./errors";
import { FaultSwitch } from "./faults";
import { ConcurrencyGate } from "./gate";
import { type EmulatorIdentity, emulatorIdentity, type IdentityOptions } from "./identity";
import { CallerGone } from "./read-body";
import { type EmulatedService, emulatedServices } from "./services";

export interface EmulatorOptions extends IdentityOptions {
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** Calls at a time per web service. */
  concurrency?: number;
  /** Calls at a time over all web services. */
  totalConcurrency?: number;
  bodyLimitBytes?: number;
  /** Where batch jobs are kept, and the blob storage that they read and write. Without it there are none. */
  batch?: { folder: string; storage: StorageAccount };
  /** Batch jobs at a time per web service. */
  jobConcurrency?: number;
  /** How long a call may take before it is answered with 408. */
  scoreTimeoutMs?: number;
  /** Waits for a fault's latency; a test gives one that does not. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  now?: () => number;
  /** Is told what went wrong inside the emulator. */
  reportError?: (error: unknown) => void;
}

export interface Emulator {
  /** `http://localhost:4010`, without a slash at the end. */
  url: string;
  identity: EmulatorIdentity;
  services: readonly EmulatedService[];
  close(): Promise<void>;
}

/** Starts an AzureML-compatible server. Rejects with a message for a person when the port cannot be had. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 4010, host = "127.0.0.1", reportError = console.error } = options;
  const identity = emulatorIdentity(options);
  const services = emulatedServices(identity);
  const wait = options.wait ?? ((ms: number, signal: AbortSignal) => waitFor(ms, undefined, { signal }));
  const concurrency = options.jobConcurrency ?? 40;
  const jobs = options.batch
    ? new Jobs({ ...options.batch, services, concurrency, wait, now: options.now ?? Date.now, reportError })
    : null;
  const parts: Parts = {
    url: "",
    jobs,
    directory: new Directory(identity, services),
    gate: new ConcurrencyGate({
      perEndpoint: options.concurrency ?? 20,
      total: options.totalConcurrency ?? 200,
    }),
    faults: new FaultSwitch(),
    bodyLimitBytes: options.bodyLimitBytes ?? 4 * 1024 * 1024,
    scoreTimeoutMs: options.scoreTimeoutMs ?? 30_000,
    wait,
  };
  const server = createServer((request, response) => {
    void answerAndReport(request, response, parts).catch(reportError);
  });
  server.requestTimeout = 60_000;
  // Longer than a gateway keeps its connections, so that none is closed under a call that was just sent.
  server.keepAliveTimeout = 65_000;
  server.on("clientError", refuseMalformed);
  parts.url = `http://${urlHost(host)}:${await listen(server, port, host)}`;
  jobs?.resume();
  return { url: parts.url, identity, services, close: () => close(server, jobs) };
}

/** Answers every call, whatever happens; rejects afterwards with what went wrong inside. */
async function answerAndReport(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  const requestId = randomUUID();
  const callerGone = new AbortController();
  response.once("close", () => callerGone.abort());
  try {
    send(response, await answerCall({ request, signal: callerGone.signal }, parts), requestId);
  } catch (error) {
    if (callerGone.signal.aborted || error instanceof CallerGone) {
      response.destroy();
      return;
    }
    const known = error instanceof Refusal;
    const refusal = known ? error : refuse({ code: "ContainerProcessTerminatedWithSystemError" });
    send(response, json(refusal.status, refusal.body, refusal.headers), requestId);
    if (!known) throw error;
  }
}

/** What is no HTTP at all is answered by hand, for there is no request object. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

/** The port that is listened on. */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === "EADDRINUSE" ? "the port is in use" : cause.message;
      reject(new Error(`The AzureML emulator cannot listen on ${host}:${port}: ${reason}.`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

async function close(server: Server, jobs: Jobs | null): Promise<void> {
  await jobs?.close();
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

function urlHost(host: string): string {
  if (["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
