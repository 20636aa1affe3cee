import { authorise } from "./authorise";
import { backendPath, shownUrl } from "./backend-url";
import type { TraceStep } from "./call";
import { holdJobOwners } from "./jobs";
import { limitRules, subjectOf } from "./limit";
import type { GatewayParts } from "./parts";
import { rewritten } from "./policy/rewrite";
import { isRefusal, refuse } from "./refusal";
import { readTarget } from "./target";
import { admitted, changed, checked, matched, refused, spread, stepped, Trace } from "./trace";

/** A call that is imagined: nothing is counted, recorded or sent. */
export interface ImaginedCall {
  method: string;
  /** Below the gateway's base. */
  target: string;
  /** Name, value, name, value. */
  headers: readonly string[];
  clientAddress: string;
  /** Null: without a key. */
  subscriptionId: string | null;
}

/** What would happen to a call now, step by step; the last step says how it would end. */
export async function dryRun(parts: GatewayParts, call: ImaginedCall): Promise<TraceStep[]> {
  const trace = new Trace(parts.clock, parts.clock.monotonic());
  try {
    await imagine(parts, call, trace);
  } catch (thrown) {
    const refusal = isRefusal(thrown) ? thrown : refuse("internal", { detail: String(thrown) });
    trace.add("answer", `${refused(refusal)}, status ${refusal.status}: ${refusal.message}`);
    if (refusal.detail !== null) trace.add("why", refusal.detail);
  }
  return trace.steps;
}

async function imagine(parts: GatewayParts, call: ImaginedCall, trace: Trace): Promise<void> {
  const target = readTarget(call.target);
  const route = parts.catalogue().match(call.method, target);
  if (route.refusal !== null) throw route.refusal;
  const { api, operation } = route;
  trace.add("match", matched(route));

  const { subscriptionId } = call;
  const found = subscriptionId === null ? null : await parts.subscriptions.findById(subscriptionId);
  const caller = authorise(parts, api, subscriptionId !== null, found);
  trace.add("key", admitted(caller));

  const policy = operation.policy?.effective?.get(caller.product?.id ?? "") ?? null;
  if (policy !== null) {
    for (const { check } of policy.checks) check(call);
    trace.add("checks", checked(policy));
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
  const further = policy === null ? null : stepped(policy);
  if (further !== null) trace.add("steps", further);
  if (policy?.steps?.mock != null) return;

  const changes = changed(policy);
  if (changes !== null) trace.add("changes", changes);
  const path = backendPath(sent, target, api.backend, policy?.query);
  if (api.plan !== null) trace.add("backends", spread(api.plan));
  trace.add("forward", `${call.method} ${shownUrl(api.backend, path)}`);
}
