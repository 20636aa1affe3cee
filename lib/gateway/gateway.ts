import { authorise, findSubscription } from "./authorise";
import { backendPath, recordedTarget } from "./backend-url";
import { Bulkheads } from "./bulkhead";
import { takeCredential } from "./credential";
import { Journey } from "./journey";
import { holdLimits } from "./limit";
import { MeteredBody } from "./metered-body";
import type { ApiRoute, Gateway, GatewayCall, GatewayParts, GatewaySettings } from "./parts";
import { refuse } from "./refusal";
import { requestHeaders } from "./request-headers";
import { readTarget } from "./target";

export function createGateway(parts: GatewayParts): Gateway {
  const bulkheads = new Bulkheads(parts.settings.maxInFlightPerBackend);
  let inFlight = 0;
  const onOver = ({ backend }: Journey): void => {
    inFlight--;
    if (backend !== null) bulkheads.leave(backend.id);
  };
  return {
    get inFlight() {
      return inFlight;
    },
    handle(call, answer) {
      inFlight++;
      const journey = new Journey(parts, call, answer, onOver);
      void travel(parts, bulkheads, journey);
      return journey;
    },
  };
}

/** The road every call takes. Each step answers or throws a refusal; the journey keeps the record. */
async function travel(parts: GatewayParts, bulkheads: Bulkheads, journey: Journey): Promise<void> {
  // No answer begins before `handle` has returned; and a small body arrives behind its headers meanwhile.
  await null;
  try {
    const { call } = journey;
    const { settings } = parts;
    if (call.refused !== null) throw call.refused;

    const target = readTarget(call.target);
    const route = parts.catalogue().match(call.method, target);
    journey.api = route.api;
    if (route.api !== null) journey.target = recordedTarget(target, route.api);
    if (route.refusal !== null) throw route.refusal;
    const { api } = route;
    journey.operation = route.operation;
    requireScheme(call, api, settings);
    refusePreflight(call);

    const headers = requestHeaders(call, api, settings, journey.id);
    const key = takeCredential(call, target, api, settings.realm);
    journey.subscription = await findSubscription(parts, call, key);
    const caller = authorise(parts, api, isNamed(call, key), journey.subscription);
    journey.product = caller.product;

    await holdLimits(parts, caller, call.clientAddress);
    if ((call.body?.lengthBytes ?? 0) > settings.maxRequestBytes) throw refuse("body-too-large");
    if (journey.over) return;

    const { backend } = api;
    if (!bulkheads.enter(backend.id)) throw refuse("backend-busy", { retryAfterSeconds: 1 });
    journey.backend = backend;
    journey.forward({
      dispatcher: parts.dispatchers.dispatcherFor(backend.origin, backend.connectTimeoutMs),
      method: call.method,
      path: backendPath(route, target, backend.injectedQuery?.pair ?? null),
      headers,
      body: openBody(call, settings),
      lengthBytes: call.body?.lengthBytes ?? null,
      headersTimeoutMs: backend.headersTimeoutMs,
    });
  } catch (thrown) {
    journey.refuse(thrown);
  }
}

/** Whether the caller says who they are; if so, they must be known. */
function isNamed({ knownCaller }: GatewayCall, key: string | null): boolean {
  return knownCaller === null ? key !== null : knownCaller.subscriptionId !== null;
}

/** A key must not travel in clear to an API that is to be called over HTTPS. The console is inside already. */
function requireScheme({ scheme, source }: GatewayCall, api: ApiRoute, { plainHttp }: GatewaySettings): void {
  const inClear = scheme === "http" && source === "gateway";
  if (inClear && api.schemes === "https" && plainHttp === "refuse") throw refuse("https-required");
}

/** A browser's question whether another origin may call is for us to answer, never for the backend. */
function refusePreflight({ method, headers }: GatewayCall): void {
  if (method !== "OPTIONS") return;
  const asks = headers.some(
    (name, n) => n % 2 === 0 && name.toLowerCase() === "access-control-request-method",
  );
  if (asks) throw refuse("cors-not-allowed");
}

function openBody({ body }: GatewayCall, { maxRequestBytes }: GatewaySettings): Buffer | MeteredBody | null {
  if (body === null) return null;
  const opened = body.open();
  if (!Buffer.isBuffer(opened)) return new MeteredBody(opened, maxRequestBytes);
  if (opened.length > maxRequestBytes) throw refuse("body-too-large");
  return opened;
}
