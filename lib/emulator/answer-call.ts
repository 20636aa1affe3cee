import type { IncomingMessage } from "node:http";
import { buildSwagger } from "@/lib/azureml/swagger";
import { type Answer, html, json, jsonText, noContent } from "./answer";
import { batchHelpPage } from "./batch-help-page";
import { answerJobCall } from "./bes/answer-jobs";
import type { Jobs } from "./bes/jobs";
import type { Directory } from "./directory";
import { type Refusal, refuse, refuseInOwnWords } from "./errors";
import { type Fault, type FaultSwitch, faultOrderSchema } from "./faults";
import type { ConcurrencyGate } from "./gate";
import { helpPage, indexPage } from "./help-page";
import { parseJson } from "./parse-json";
import { servicePath } from "./place";
import { readBody } from "./read-body";
import { findRoute, type JobAddress, type ServiceAddress } from "./routes";
import { execute, type Query, readAnswerForm, requireVersion } from "./rrs";

/** What the emulator is made of. */
export interface Parts {
  url: string;
  directory: Directory;
  gate: ConcurrencyGate;
  faults: FaultSwitch;
  /** Null: started without blob storage. */
  jobs: Jobs | null;
  bodyLimitBytes: number;
  scoreTimeoutMs: number;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** One call: the request, and a signal for when its caller goes away. */
export interface Call {
  request: IncomingMessage;
  signal: AbortSignal;
}

/** Answers a call, or throws a `Refusal`. */
export async function answerCall(call: Call, parts: Parts): Promise<Answer> {
  const { directory, gate, url } = parts;
  const { method = "GET", url: target = "/" } = call.request;
  const { path, query } = splitTarget(target);
  const route = findRoute(method, path);
  const place = { url, identity: directory.identity };
  switch (route.kind) {
    case "index":
      return html(indexPage(directory.services, place));
    case "health":
      return json(200, { status: "ok", callsInFlight: gate.callsInFlight });
    case "faults":
      return answerFaults(call, parts);
    case "help":
      return html(helpPage(directory.findService(route.address), place));
    case "batchHelp":
      return html(batchHelpPage(directory.findService(route.address), place));
    case "swagger": {
      const service = directory.findService(route.address);
      const { host } = new URL(url);
      return json(
        200,
        buildSwagger(service, { host, scheme: "http", basePath: servicePath(place, service) }),
      );
    }
    case "execute":
      return answerExecute(call, { address: route.address, query, parts });
    case "jobs":
    case "job":
    case "startJob":
      return answerJob(call, route, { address: route.address, query, parts });
  }
}

interface ExecuteOptions {
  address: ServiceAddress;
  query: Query;
  parts: Parts;
}

/** Key, address, query, concurrency, faults, body: the first that is wrong is answered. [order ours] */
async function answerExecute(call: Call, { address, query, parts }: ExecuteOptions): Promise<Answer> {
  const { directory, gate, faults } = parts;
  directory.authorise(call.request.headers.authorization);
  const service = directory.findService(address);
  requireVersion(query);
  const form = readAnswerForm(query);
  const leave = gate.enter(service.id);
  try {
    const fault = faults.next(headerOf(call.request, "x-emulator-fault"));
    await suffer(fault, call.signal, parts);
    if (fault.drop === "connection") return { ...noContent(), drop: "connection" };
    const body = await readBody(call.request, parts.bodyLimitBytes);
    return { ...jsonText(200, execute(service, form, body)), drop: fault.drop };
  } finally {
    leave();
  }
}

/** The same order as for a request/response call, and no limit of calls at a time: jobs queue instead. [ours] */
async function answerJob(
  { request, signal }: Call,
  job: JobAddress,
  { address, query, parts }: ExecuteOptions,
): Promise<Answer> {
  const { directory, faults, jobs, bodyLimitBytes } = parts;
  directory.authorise(request.headers.authorization);
  const service = directory.findService(address);
  requireVersion(query);
  const fault = faults.next(headerOf(request, "x-emulator-fault"));
  await suffer(fault, signal, parts);
  if (fault.drop === "connection") return { ...noContent(), drop: "connection" };
  const answer = await answerJobCall(job, { request, service, jobs, bodyLimitBytes, holdMs: fault.jobMs });
  return { ...answer, drop: fault.drop };
}

/** Lets a fault happen: first its latency, up to the time that a call may take, then its error. */
async function suffer(
  { latencyMs, error }: Fault,
  signal: AbortSignal,
  { wait, scoreTimeoutMs, gate }: Parts,
): Promise<void> {
  if (latencyMs > 0) await wait(Math.min(latencyMs, scoreTimeoutMs), signal);
  if (latencyMs > scoreTimeoutMs) throw refuse({ code: "ScoreRequestTimeout" });
  if (error === "RequestThrottled") throw gate.throttled();
  if (error) throw refuse({ code: error, values: ["a fault on demand", "none"] });
}

/** The standing order of faults, for whoever has the API key: read it, give it, clear it. [ours] */
async function answerFaults(
  { request }: Call,
  { directory, faults, bodyLimitBytes }: Parts,
): Promise<Answer> {
  directory.authorise(request.headers.authorization);
  if (request.method === "DELETE") {
    faults.clear();
    return noContent();
  }
  if (request.method === "PUT") {
    const body = await readBody(request, bodyLimitBytes);
    const order = faultOrderSchema.safeParse(parseJson(body, badOrder()));
    if (!order.success) throw badOrder();
    faults.set(order.data);
  }
  return json(200, { order: faults.describe() });
}

function badOrder(): Refusal {
  return refuseInOwnWords({
    status: 400,
    code: "EmulatorFaultInvalid",
    message: "The emulator does not understand this order of faults.",
    detail: {
      code: "EmulatorFaultInvalid",
      message: 'Send {"fault": "latency=250", "calls": 3}; calls may be left out.',
    },
  });
}

function splitTarget(target: string): { path: string; query: Query } {
  const at = target.indexOf("?");
  const path = at === -1 ? target : target.slice(0, at);
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(at === -1 ? "" : target.slice(at))) {
    const lowerCased = name.toLowerCase();
    if (!query.has(lowerCased)) query.set(lowerCased, value);
  }
  return { path, query };
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
