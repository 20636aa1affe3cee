import { authorise } from "./authorise";
import type { BackendRoute } from "./backend";
import { backendPath, shownUrl } from "./backend-url";
import type { ImaginedCall, TraceStep } from "./call";
import { refuseResting } from "./errand/errand";
import type { Health } from "./errand/health";
import { holdJobOwners, isAboutJobs } from "./jobs";
import { limitRules, subjectOf } from "./limit";
import type { GatewayParts } from "./parts";
import { preflightHeaders, preflightMethod } from "./policy/cors";
import { rewritten } from "./policy/rewrite";
import { requireTokens } from "./policy/token-check";
import type { TokenKeys } from "./policy/token-keys";
import { preflightAt } from "./preflight";
import { isRefusal, refuse } from "./refusal";
import { requestHeaders } from "./request-headers";
import type { ApiRoute } from "./routes";
import { readTarget } from "./target";
import { admitted, changed, checked, matched, refused, spread, stepped, Trace } from "./trace";

/** What a dry run looks at, as calls do. */
interface DryRunGround {
  parts: GatewayParts;
  health: Health;
  keys: TokenKeys;
}

/** What would happen to a call now, step by step; the last step says how it would end. */
export async function dryRun(ground: DryRunGround, call: ImaginedCall): Promise<TraceStep[]> {
  const { clock } = ground.parts;
  const trace = new Trace(clock, clock.monotonic());
  try {
    await imagine(ground, call, trace);
  } catch (thrown) {
    const refusal = isRefusal(thrown) ? thrown : refuse("internal", { detail: String(thrown) });
    trace.add("answer", `${refused(refusal)}, status ${refusal.status}: ${refusal.message}`);
    if (refusal.detail !== null) trace.add("why", refusal.detail);
  }
  return trace.steps;
}

async function imagine(
  { parts, health, keys }: DryRunGround,
  call: ImaginedCall,
  trace: Trace,
): Promise<void> {
  const target = readTarget(call.target);
  const catalogue = parts.catalogue();
  const asked = preflightAt(catalogue, call, target);
  if (asked !== null) {
    trace.add("match", matched(asked.route));
    preflightHeaders(asked.cors, call.headers, asked.method);
    return trace.add("answer", "status 204 by the CORS policy, without a key");
  }
  const route = catalogue.match(call.method, target);
  if (route.refusal !== null) throw route.refusal;
  const { api, operation } = route;
  trace.add("match", matched(route));
  if (api.schemes === "https" && parts.settings.plainHttp === "refuse")
    trace.add("scheme", "over HTTPS; in clear it would be refused (https-required)");
  if (preflightMethod(call) !== null) throw refuse("cors-not-allowed");
  const { headers, clientAddress } = call;
  requestHeaders(
    { headers, forwardedFor: clientAddress, scheme: "https", host: "" },
    api,
    parts.settings,
    "",
  );

  const { subscriptionId } = call;
  const found = subscriptionId === null ? null : await parts.subscriptions.findById(subscriptionId);
  const caller = authorise(parts, api, subscriptionId !== null, found);
  trace.add("key", admitted(caller));

  const policy = operation.policy?.effective?.get(caller.product?.id ?? "") ?? null;
  if (policy !== null) {
    for (const { check } of policy.checks) check(call);
    trace.add("checks", checked(policy));
    const tokens = policy.steps?.tokens ?? null;
    if (tokens !== null) {
      await requireTokens(keys, parts.clock, tokens, call);
      trace.add("token", "accepted");
    }
  }
  const rules = limitRules(caller, policy);
  const usage =
    rules.length === 0 ? [] : await parts.counter.usage(subjectOf(caller, api, call.clientAddress), rules);
  for (const { ruleId, used, limit } of usage) {
    const rule = rules.find(({ id }) => id === ruleId);
    const scope = rule === undefined ? "product" : (policy?.limitScopes.get(rule) ?? "product");
    const state = used >= limit ? "used up, the call would be refused" : "fits";
    trace.add(`limit (${scope})`, `${rule?.kind}: ${used} of ${limit} ${rule?.measure} used, ${state}`);
  }
  if (usage.some(({ used, limit }) => used >= limit)) return;

  const sent = rewritten(route, policy);
  const held = holdJobOwners(parts, sent, found);
  if (held !== null) {
    await held;
    trace.add("jobs", "the job is the subscription's own, or may be called");
  }
  const limitBytes = policy?.limitBytes ?? null;
  if (limitBytes !== null) trace.add("body", `may be of ${limitBytes} bytes at most`);
  const further = policy === null ? null : stepped(policy);
  if (further !== null) trace.add("steps", further);
  const mock = policy?.steps?.mock ?? null;
  if (mock !== null && mock.example === null) throw refuse("no-example");
  if (mock !== null) return;

  const changes = changed(policy);
  if (changes !== null) trace.add("changes", changes);
  if (api.plan !== null) trace.add("backends", spread(api.plan));
  const asking = backendsFor(api, isAboutJobs(sent), health, parts.clock.now()).map(
    (backend) => `${call.method} ${shownUrl(backend, backendPath(sent, target, backend, policy?.query))}`,
  );
  trace.add("forward", asking.join(" or "));
}

/** Those of which the call would be sent to one. @throws a refusal while all of them are left alone */
function backendsFor(
  { plan, backend }: ApiRoute,
  isPinned: boolean,
  health: Health,
  nowMs: number,
): readonly BackendRoute[] {
  if (plan === null) return [backend];
  const members = isPinned ? plan.members.slice(0, 1) : plan.members;
  const able = members.filter(({ id }) => health.mayTry(id));
  if (able.length === 0) throw refuseResting(health, members, nowMs);
  const first = Math.min(...able.map(({ priority }) => priority));
  return able.filter(({ priority }) => priority === first).map(({ present }) => present.backend);
}
