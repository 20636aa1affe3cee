import type { Counter } from "@/lib/limits/counter";
import { authorise, type Caller, findSubscription } from "./authorise";
import { backendPath, recordedTarget } from "./backend-url";
import { Bulkheads } from "./bulkhead";
import { AnswerCache } from "./cache/answer-cache";
import { answeredFromCache, forgetChanged } from "./cache/use-cache";
import type { CallRecord, CallTarget, GatewayCall } from "./call";
import { takeCredential } from "./credential";
import { dryRun } from "./dry-run";
import { Errand, type ErrandGround } from "./errand/errand";
import { Health } from "./errand/health";
import type { BackendPlan } from "./errand/plan";
import { Tokens } from "./errand/tokens";
import { bindSubmitted, holdJobOwners, isAboutJobs } from "./jobs";
import { Journey } from "./journey";
import { type CountedCall, holdLimits, limitRules } from "./limit";
import { MeteredBody } from "./metered-body";
import type { Gateway, GatewayParts, GatewaySettings } from "./parts";
import { BodyChecks } from "./policy/body-checks";
import { changeHeaders } from "./policy/changes";
import { preflightHeaders, preflightMethod } from "./policy/cors";
import { rewritten } from "./policy/rewrite";
import { takeSteps } from "./policy/take-steps";
import { requireTokens } from "./policy/token-check";
import { TokenKeys } from "./policy/token-keys";
import { preflightAt } from "./preflight";
import { refuse } from "./refusal";
import { requestHeaders } from "./request-headers";
import type { ApiRoute, CatalogueSnapshot, RouteMatch } from "./routes";
import type { RowCounter } from "./row-counter";
import { readTarget } from "./target";
import { admitted, changed, checked, matched, within } from "./trace";

/** What gateways of one process have in common, whatever catalogue each of them serves. */
export function createCommons({ settings, dispatchers, clock }: GatewayParts) {
  return {
    bulkheads: new Bulkheads(settings.maxInFlightPerBackend),
    tokens: new Tokens(dispatchers, clock),
    keys: new TokenKeys(dispatchers, clock),
    checks: new BodyChecks(),
  };
}

export function createGateway(parts: GatewayParts, commons = createCommons(parts)): Gateway {
  const { bulkheads } = commons;
  const health = new Health(parts.clock);
  const ground = { ...commons, parts, health, answers: new AnswerCache(parts.clock) };
  let inFlight = 0;
  const onOver = (journey: Journey, record: CallRecord): void => {
    const { backend, counted } = journey;
    inFlight--;
    if (!ground.answers.isEmpty) forgetChanged(ground.answers, journey, record.status);
    if (backend !== null) bulkheads.leave(backend.id);
    if (counted !== null) settle(parts.counter, counted, record);
  };
  return {
    get inFlight() {
      return inFlight;
    },
    healthOf: (backendId) => health.of(backendId),
    dryRun: (call) => dryRun(ground, call),
    handle(call, answer) {
      inFlight++;
      const journey = new Journey(parts, call, answer, onOver);
      void travel(ground, journey);
      return journey;
    },
  };
}

/** What all calls of a gateway share. */
interface Ground extends ErrandGround {
  keys: TokenKeys;
  answers: AnswerCache;
  checks: BodyChecks;
}

/** A call that has passed everything but its way to a backend. */
interface ReadyCall {
  plan: BackendPlan;
  target: CallTarget;
  headers: readonly string[];
  /** As it is asked for: the path may be rewritten. */
  sent: RouteMatch;
  /** The body, where it had to be read. */
  whole: Buffer | null;
  maxBytes: number;
  caller: Caller;
}

const nothing = { bytes: 0, rows: 0 };

/** The road every call takes. Each step answers or throws a refusal; the journey keeps the record. */
async function travel(ground: Ground, journey: Journey): Promise<void> {
  const { parts, bulkheads } = ground;
  // No answer begins before `handle` has returned; and a small body arrives behind its headers meanwhile.
  await null;
  try {
    const { call } = journey;
    const { settings } = parts;
    if (call.refused !== null) throw call.refused;

    const target = readTarget(call.target);
    const catalogue = parts.catalogue();
    if (answerPreflight(catalogue, journey, target)) return;
    const route = catalogue.match(call.method, target);
    journey.api = route.api;
    if (route.api !== null) journey.target = recordedTarget(target, route.api);
    if (route.refusal !== null) throw route.refusal;
    const { api } = route;
    journey.operation = route.operation;
    requireScheme(call, api, settings);
    if (preflightMethod(call) !== null) throw refuse("cors-not-allowed");

    let headers = requestHeaders(call, api, settings, journey.id);
    const key = takeCredential(call, target, api, settings.realm);
    const found = findSubscription(parts, call, key);
    journey.subscription = found instanceof Promise ? await found : found;
    const caller = isTest(call) ? tester : authorise(parts, api, isNamed(call, key), journey.subscription);
    journey.product = caller.product;
    journey.beginTrace();
    journey.trace?.add("match", matched(route));
    journey.trace?.add("key", admitted(caller));

    const policy = route.operation.policy?.effective?.get(caller.product?.id ?? "") ?? null;
    journey.policy = policy;
    if (policy !== null) {
      for (const { check } of policy.checks) check(call);
      journey.trace?.add("checks", checked(policy));
      const tokens = policy.steps?.tokens ?? null;
      if (tokens !== null) {
        await requireTokens(ground.keys, parts.clock, tokens, call);
        journey.trace?.add("token", "accepted");
        if (journey.over) return;
      }
    }
    const place = { api, operation: route.operation, policy, clientAddress: call.clientAddress };
    const taken = holdLimits(parts, caller, place);
    const counted = taken instanceof Promise ? await taken : taken;
    // The caller may have left meanwhile: then nobody else gives the place back.
    if (journey.over && counted !== null) parts.counter.settle(counted.subject, counted.rules, nothing);
    else journey.counted = counted;
    journey.trace?.add("limits", within(limitRules(caller, policy)));
    const sent = rewritten(route, policy);
    const held = holdJobOwners(parts, sent, caller.subscription);
    if (held !== null) await held;
    const maxBytes = Math.min(policy?.limitBytes ?? Number.POSITIVE_INFINITY, settings.maxRequestBytes);
    if ((call.body?.lengthBytes ?? 0) > maxBytes) throw refuse("body-too-large");
    if (journey.over) return;
    if (policy !== null && policy.requestHeaders !== null)
      headers = changeHeaders(headers, policy.requestHeaders);

    journey.trace?.add("changes", changed(policy) ?? "none");
    const steps = policy?.steps ?? null;
    if (sent !== route) journey.trace?.add("rewrite", "the path is rewritten");
    const done = steps === null ? null : await takeSteps(journey, steps, { maxBytes, checks: ground.checks });
    if (steps !== null && done === null) return;
    const whole = done?.body ?? null;
    const cache = steps?.cache ?? null;
    if (cache !== null && answeredFromCache(ground.answers, cache, journey, { catalogue, sent, headers }))
      return;
    const { backend, plan } = api;
    if (plan !== null)
      return await sendErrand(ground, journey, {
        plan,
        sent,
        target,
        headers,
        whole,
        maxBytes,
        caller,
      });
    if (!bulkheads.enter(backend)) throw refuse("backend-busy", { retryAfterSeconds: 1 });
    journey.backend = backend;
    const submitted = bindSubmitted(parts.jobs, call, sent, caller.subscription);
    if (submitted !== null) journey.passAnswerThrough(submitted);
    journey.forward({
      connections: parts.dispatchers.connectionsTo(backend),
      method: call.method,
      path: backendPath(sent, target, backend, policy?.query),
      headers,
      body: whole ?? openBody(call, maxBytes, journey.countRows()),
      lengthBytes: call.body?.lengthBytes ?? null,
      headersTimeoutMs: backend.headersTimeoutMs,
    });
  } catch (thrown) {
    journey.refuse(thrown);
  }
}

/** The way on where there is more than one backend with one fixed credential. */
function sendErrand(ground: ErrandGround, journey: Journey, ready: ReadyCall): Promise<void> {
  const { plan, sent, target, headers, whole, maxBytes, caller } = ready;
  const { call, policy } = journey;
  const submitted = bindSubmitted(ground.parts.jobs, call, sent, caller.subscription);
  if (submitted !== null) journey.passAnswerThrough(submitted);
  const errand = new Errand(ground, journey, {
    plan,
    method: call.method,
    headers,
    pathAt: (backend) => backendPath(sent, target, backend, policy?.query),
    body: whole ?? openBody(call, maxBytes, journey.countRows()),
    lengthBytes: call.body?.lengthBytes ?? null,
    isPinned: isAboutJobs(sent),
  });
  return errand.start();
}

const tester: Caller = { subscription: null, product: null };

/** A test is as no subscription: what is set at the product's scope does not meet it. At the public door there is none. */
function isTest({ source, knownCaller }: GatewayCall): boolean {
  return source === "console" && knownCaller?.isTester === true && knownCaller.subscriptionId === null;
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

/** A browser's question whether another origin may call is for the CORS policy to answer, and never for the backend. */
function answerPreflight(catalogue: CatalogueSnapshot, journey: Journey, target: CallTarget): boolean {
  const asked = preflightAt(catalogue, journey.call, target);
  if (asked === null) return false;
  const { route, cors, method } = asked;
  journey.api = route.api;
  journey.operation = route.operation;
  journey.target = recordedTarget(target, route.api);
  journey.reply(204, preflightHeaders(cors, journey.call.headers, method));
  return true;
}

function settle(counter: Counter, { subject, rules }: CountedCall, record: CallRecord): void {
  const bytes = record.backendMs === null ? 0 : record.requestBytes + record.responseBytes;
  counter.settle(subject, rules, { bytes, rows: record.rowsScored ?? 0 });
}

function openBody(
  { body }: GatewayCall,
  maxBytes: number,
  rows: RowCounter | null,
): Buffer | MeteredBody | null {
  if (body === null) return null;
  const opened = body.open();
  if (!Buffer.isBuffer(opened)) return new MeteredBody(opened, maxBytes, rows);
  if (opened.length > maxBytes) throw refuse("body-too-large");
  rows?.push(opened);
  return opened;
}
