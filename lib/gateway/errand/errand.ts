import type { BackendRoute } from "../backend";
import type { Bulkheads } from "../bulkhead";
import type { Refusal } from "../call";
import { classifyFailure, codeOf } from "../failure";
import { Forwarding, type ForwardListener, idempotent } from "../forward";
import type { Journey } from "../journey";
import { MeteredBody } from "../metered-body";
import type { GatewayParts } from "../parts";
import { isRefusal, refuse } from "../refusal";
import { readWhole } from "../whole-body";
import type { Attempt, Health } from "./health";
import type { BackendPlan, PoolMember, Variant } from "./plan";
import type { Tokens } from "./tokens";

/** What all errands of a gateway share. */
export interface ErrandGround {
  parts: GatewayParts;
  bulkheads: Bulkheads;
  health: Health;
  tokens: Tokens;
}

/** What is to be brought to one of a plan's backends. */
export interface ErrandCall {
  plan: BackendPlan;
  method: string;
  /** Without a credential. */
  headers: readonly string[];
  pathAt(backend: BackendRoute): string;
  body: Buffer | MeteredBody | null;
  lengthBytes: number | null;
  /** Whether only the API's own backend knows what the call is about. */
  isPinned: boolean;
}

/** Bodies up to this size are kept while a call may have to be repeated. */
const repeatableBytes = 1024 * 1024;
/** Before the same backend is asked again. */
const breathMs = 100;
/** Failures that came before anything of the request could reach the backend. */
const unreached = new Set([
  "backend-refused",
  "backend-name",
  "backend-tls",
  "backend-address",
  "backend-connect-timeout",
  "backend-token",
]);
/** Failures that are the caller's. */
const callersOwn = /^GATEHOUSE_(?:CALLER_GONE|BODY_)/;

/**
 * One call's way to a backend of a plan: chooses one, gives it its credential, and tries again where that is safe. An
 * answer is passed on from its head on; what came before is the errand's own.
 */
export class Errand implements ForwardListener {
  readonly #ground: ErrandGround;
  readonly #journey: Journey;
  readonly #call: ErrandCall;
  #body: Buffer | MeteredBody | null;
  #attempts = 0;
  #attempt: Attempt = {};
  readonly #tried = new Set<string>();
  #member: PoolMember | null = null;
  #variant: Variant | null = null;
  /** Credentials already offered to the backend that is being asked. */
  #offered = 0;
  #renewed = false;
  #forwarding: Forwarding | null = null;

  constructor(ground: ErrandGround, journey: Journey, call: ErrandCall) {
    this.#ground = ground;
    this.#journey = journey;
    this.#call = call;
    this.#body = call.body;
  }

  /** @throws a refusal when no backend can be asked now */
  async start(): Promise<void> {
    if (this.#body instanceof MeteredBody && this.#mayBeKept()) {
      try {
        this.#body = await readWhole(this.#body);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        return this.#journey.onForwardFailed(failure, false);
      }
      if (this.#journey.over) return;
    }
    const member = this.#choose();
    if (member === null) throw this.#whyNone();
    this.#turnTo(member);
    await this.#send();
  }

  abort(): void {
    this.#forwarding?.abort();
    if (this.#member !== null) this.#ground.health.toldNothing(this.#member.id, this.#attempt);
  }

  onAnswerHead(status: number, reason: string, headers: readonly string[]): void {
    const { health } = this.#ground;
    const { plan } = this.#call;
    const id = this.#member?.id ?? "";
    if (plan.failureStatuses.has(status)) {
      health.failed(id, this.#attempt, `status ${status}`, plan.breaker);
      if (this.#mayRepeat(true) && this.#tryNext(`status ${status}`)) return;
    } else {
      health.succeeded(id, this.#attempt);
      if ((status === 401 || status === 403) && this.#tryOtherCredential(status)) return;
    }
    this.#journey.onAnswerHead(status, reason, headers);
  }

  onAnswerData(chunk: Buffer, resume: () => void): boolean {
    return this.#journey.onAnswerData(chunk, resume);
  }

  onAnswerEnd(): void {
    this.#journey.onAnswerEnd();
  }

  onForwardFailed(error: Error, headSeen: boolean): void {
    if (!headSeen && !callersOwn.test(codeOf(error))) this.#failed(classifyFailure(error));
    else {
      if (this.#member !== null) this.#ground.health.toldNothing(this.#member.id, this.#attempt);
      this.#journey.onForwardFailed(error, headSeen);
    }
  }

  /** A backend gave no answer. */
  #failed(refusal: Refusal): void {
    const { breaker } = this.#call.plan;
    this.#ground.health.failed(this.#member?.id ?? "", this.#attempt, refusal.title, breaker);
    if (!this.#mayRepeat(!unreached.has(refusal.code)) || !this.#tryNext(refusal.title))
      this.#journey.refuse(refusal);
  }

  /** Safe where nothing arrived, or where asking twice is like asking once (RFC 9110 section 9.2.2). */
  #mayRepeat(reached: boolean): boolean {
    const { plan, method } = this.#call;
    return this.#attempts < plan.attempts && this.#isWhole(reached) && (!reached || idempotent.has(method));
  }

  /** Whether the body can be sent from its beginning; one that streams only while nobody has asked for a byte of it. */
  #isWhole(reached: boolean): boolean {
    const body = this.#body;
    return !(body instanceof MeteredBody) || (!reached && body.bytes === 0 && !body.destroyed);
  }

  /** Whether the plan could ever send the body twice, and it is small enough to be kept for that. */
  #mayBeKept(): boolean {
    const { plan, lengthBytes } = this.#call;
    const isSmall = lengthBytes !== null && lengthBytes <= repeatableBytes;
    return (
      isSmall &&
      (plan.attempts > 1 || plan.members.some(({ next, present }) => (next ?? present.client) !== null))
    );
  }

  /** Another backend that has not been asked yet, else the same one again. False: there is none. */
  #tryNext(why: string): boolean {
    const member = this.#member;
    const other = this.#choose();
    if (other === null && (member === null || !this.#ground.health.mayTry(member.id))) return false;
    this.#forwarding?.abort();
    this.#journey.trace?.add("retry", why);
    if (other === null) this.#later();
    else {
      this.#ground.bulkheads.leave(member?.id ?? "");
      this.#turnTo(other);
      this.#sendSafely();
    }
    return true;
  }

  /** Backends that do not accept a credential have done nothing: the other one is offered, or a new token. */
  #tryOtherCredential(status: number): boolean {
    const { next, present } = this.#member ?? { next: null, present: null };
    if (!this.#isWhole(true)) return false;
    if (next !== null && this.#offered === 1) {
      this.#variant = this.#variant === next ? present : next;
      this.#offered = 2;
    } else if (this.#variant?.client == null || this.#renewed || status !== 401) return false;
    else if (!this.#ground.tokens.discard(this.#variant.client)) return false;
    else this.#renewed = true;
    this.#forwarding?.abort();
    this.#journey.trace?.add("credential", `not accepted (status ${status}), the other one is tried`);
    this.#sendSafely();
    return true;
  }

  /** Takes a place at the best backend that may be asked and has not been; null when there is none. */
  #choose(): PoolMember | null {
    const { bulkheads, health } = this.#ground;
    const able = this.#members().filter(({ id }) => !this.#tried.has(id) && health.mayTry(id));
    while (able.length > 0) {
      const first = Math.min(...able.map(({ priority }) => priority));
      const chosen = health.byTurn(able.filter(({ priority }) => priority === first));
      if (chosen === null || bulkheads.enter(chosen.present.backend)) return chosen;
      able.splice(able.indexOf(chosen), 1);
    }
    return null;
  }

  #members(): readonly PoolMember[] {
    const { plan, isPinned } = this.#call;
    return isPinned ? plan.members.slice(0, 1) : plan.members;
  }

  #turnTo(member: PoolMember): void {
    const { next, present } = member;
    this.#tried.add(member.id);
    this.#member = member;
    this.#variant = next !== null && this.#ground.parts.clock.now() >= next.fromMs ? next : present;
    this.#offered = 1;
    // From here on the place is given back with the call.
    this.#journey.backend = this.#variant.backend;
  }

  #whyNone(): Refusal {
    const { health, parts } = this.#ground;
    const members = this.#members();
    return members.some(({ id }) => health.mayTry(id))
      ? refuse("backend-busy", { retryAfterSeconds: 1 })
      : refuseResting(health, members, parts.clock.now());
  }

  #later(): void {
    setTimeout(() => {
      if (!this.#journey.over) this.#sendSafely();
    }, breathMs * this.#attempts);
  }

  #sendSafely(): void {
    this.#send().catch((error: unknown) => this.#journey.refuse(error));
  }

  async #send(): Promise<void> {
    const { parts, health, tokens } = this.#ground;
    const variant = this.#variant;
    const id = this.#member?.id ?? "";
    if (variant === null) return;
    this.#attempts++;
    this.#attempt = health.began(id);
    let { backend } = variant;
    if (variant.client !== null) {
      try {
        backend = await tokens.open(variant, variant.client);
      } catch (error) {
        const tells = isRefusal(error) && !this.#journey.over;
        if (!tells) health.toldNothing(id, this.#attempt);
        if (!isRefusal(error)) throw error;
        if (tells) this.#failed(error);
        return;
      }
    }
    if (this.#journey.over) return health.toldNothing(id, this.#attempt);
    this.#journey.backend = backend;
    const { method, headers, pathAt, lengthBytes } = this.#call;
    const request = {
      connections: parts.dispatchers.connectionsTo(backend),
      method,
      path: pathAt(backend),
      headers: withCredential(headers, backend),
      body: this.#body,
      lengthBytes,
      headersTimeoutMs: backend.headersTimeoutMs,
    };
    this.#forwarding = new Forwarding(request, this);
    this.#journey.begin(request, this);
    this.#forwarding.send();
  }
}

/** While all of some backends are left alone. */
export function refuseResting(health: Health, members: readonly PoolMember[], nowMs: number): Refusal {
  const waitMs = health.nextTryMs(members.map(({ id }) => id)) - nowMs;
  return refuse("backend-resting", { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}

/** The header list with the backend's credential in place of what the caller may have sent. */
function withCredential(
  headers: readonly string[],
  { ownedHeader, injectedHeaders }: BackendRoute,
): string[] {
  const kept: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (name.toLowerCase() !== ownedHeader) kept.push(name, headers[n + 1] ?? "");
  }
  kept.push(...injectedHeaders);
  return kept;
}
