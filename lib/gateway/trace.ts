import type { Clock } from "@/lib/limits/counter";
import type { Caller } from "./authorise";
import type { GatewayCall, Refusal, TraceStep } from "./call";
import type { BackendPlan } from "./errand/plan";
import type { EffectivePolicy } from "./policy/document";
import type { RouteMatch } from "./routes";

/** What befell a call, step by step, for those who may know: names and numbers, no secret, no value that was set. */
export class Trace {
  readonly steps: TraceStep[] = [];
  readonly #clock: Clock;
  readonly #startedMs: number;

  constructor(clock: Clock, startedMs: number) {
    this.#clock = clock;
    this.#startedMs = startedMs;
  }

  add(step: string, verdict: string): void {
    const atMs = Math.round((this.#clock.monotonic() - this.#startedMs) * 1000) / 1000;
    this.steps.push({ step, verdict, atMs });
  }

  /** As one header: JSON in ASCII. */
  header(): string {
    return JSON.stringify(this.steps).replace(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }
}

/** Whether a caller who may see a trace asks for one. */
export function wantsTrace({ headers }: Pick<GatewayCall, "headers">): boolean {
  return headers.some(
    (name, n) =>
      n % 2 === 0 && name.toLowerCase() === "x-gatehouse-trace" && headers[n + 1]?.toLowerCase() === "true",
  );
}

// ---- the verdicts, in words; the dry run says the same ------------------------------------------------------

export function matched({ operation, api }: Pick<RouteMatch, "operation" | "api">): string {
  return `operation ${operation.name} of API ${api.name}`;
}

export function admitted({ subscription, product }: Caller): string {
  const through = product === null ? "no product" : `product ${product.name}`;
  return subscription === null
    ? `no subscription, ${through}`
    : `subscription ${subscription.name}, ${through}`;
}

export function checked({ checks }: EffectivePolicy): string {
  return checks.length === 0
    ? "nothing to check"
    : checks.map(({ step, scope }) => `${step} (${scope})`).join(", ");
}

export function within(limits: readonly { limit: number; measure: string }[]): string {
  return limits.length === 0
    ? "no limits"
    : `within ${limits.map(({ limit, measure }) => `${limit} ${measure}`).join(", ")}`;
}

/** Which names a policy changes on the way to the web service. */
export function changed(policy: EffectivePolicy | null): string | null {
  const headers = [...(policy?.requestHeaders?.byName.values() ?? [])].map(
    ({ action, name }) => `${action} header ${name}`,
  );
  const query = [...(policy?.query?.byName.values() ?? [])].map(
    ({ action, name }) => `${action} parameter ${name}`,
  );
  const all = [...headers, ...query];
  return all.length === 0 ? null : all.join(", ");
}

/** Which steps a policy asks for behind the limits, in words; null for none. */
export function stepped({ steps }: EffectivePolicy): string | null {
  if (steps === null) return null;
  const { body, mock, rewrite, cache } = steps;
  const said = [
    ...(body === null ? [] : ["the body is checked against its schema"]),
    ...(rewrite === null ? [] : ["the path is rewritten"]),
    ...(cache === null ? [] : ["answers are kept while they are fresh"]),
    ...(mock === null ? [] : ["the operation's example is the answer"]),
  ];
  return said.length === 0 ? null : said.join(", ");
}

/** How an API's calls are spread over its backends. */
export function spread({ members, attempts }: BackendPlan): string {
  const tries = attempts === 1 ? "one try" : `at most ${attempts} tries`;
  return members.length === 1 ? `one backend, ${tries}` : `one of ${members.length} backends, ${tries}`;
}

export function refused({ title, code }: Refusal): string {
  return `refused: ${title} (${code})`;
}
