import type { BackendRoute } from "./backend";
import { shownUrl } from "./backend-url";
import type { Keeper } from "./cache/keeper";
import type { AnswerSink, CallRecord, CallReport, GatewayCall, Refusal, RunningCall } from "./call";
import { callId } from "./call-id";
import type { SubscriptionEntry } from "./entries";
import { classifyFailure, codeOf } from "./failure";
import { Forwarding, type ForwardListener, type ForwardRequest } from "./forward";
import type { CountedCall } from "./limit";
import { MeteredBody } from "./metered-body";
import type { GatewayParts } from "./parts";
import { changeHeaders } from "./policy/changes";
import { corsHeaders, withCors } from "./policy/cors";
import type { EffectivePolicy } from "./policy/document";
import { isRefusal, problemBody, problemHeaders, refuse } from "./refusal";
import { responseHeaders } from "./response-headers";
import type { ApiRoute, OperationRoute, ProductRoute } from "./routes";
import { type RowCounter, rowCounterFor } from "./row-counter";
import { refused, Trace, wantsTrace } from "./trace";

/** What would end a header's line or break its grammar (RFC 9110 section 5.5). */
const unfitHeader = /[^\t\x20-\x7e\x80-\xff]/;

/** The status kept for a caller who left before the answer began. */
const callerLeft = 499;

/** One call under way: what is known of it so far, its answer going out, and its record at the end. */
export class Journey implements RunningCall, ForwardListener {
  readonly id: string;
  readonly call: GatewayCall;
  api: ApiRoute | null = null;
  operation: OperationRoute | null = null;
  subscription: SubscriptionEntry | null = null;
  product: ProductRoute | null = null;
  policy: EffectivePolicy | null = null;
  trace: Trace | null = null;
  /** What is to be settled with the counter at the end. */
  counted: CountedCall | null = null;
  /** Keeps the answer for later calls. */
  keeper: Keeper | null = null;
  /** The backend that holds a place for this call. */
  backend: BackendRoute | null = null;
  /** As it may be kept; until the API is known, without a query, for only then do we know which part is a key. */
  target: string;

  readonly #parts: GatewayParts;
  #answer: AnswerSink;
  readonly #onOver: (journey: Journey, record: CallRecord) => void;
  readonly #at: number;
  readonly #startedMs: number;
  #forwarding: { abort(): void } | null = null;
  #request: ForwardRequest | null = null;
  #sentMs = 0;
  #answeredMs = 0;
  #endedMs = 0;
  #status = 0;
  #refusal: Refusal | null = null;
  #detail: string | null = null;
  #responseBytes = 0;
  #rows: RowCounter | null = null;
  #over = false;
  #settle: ((report: CallReport) => void) | null = null;

  constructor(
    parts: GatewayParts,
    call: GatewayCall,
    answer: AnswerSink,
    onOver: (journey: Journey, record: CallRecord) => void,
  ) {
    this.call = call;
    this.#parts = parts;
    this.#answer = answer;
    this.#onOver = onOver;
    this.#at = parts.clock.now();
    this.id = callId(this.#at);
    this.#startedMs = parts.clock.monotonic();
    const question = call.target.indexOf("?");
    this.target = question === -1 ? call.target : call.target.slice(0, question);
  }

  /** True once nothing more may be done for it. */
  get over(): boolean {
    return this.#over;
  }

  get finished(): Promise<CallReport> {
    if (this.#over) return Promise.resolve(this.#report());
    return new Promise((resolve) => {
      const earlier = this.#settle;
      this.#settle = (report) => {
        earlier?.(report);
        resolve(report);
      };
    });
  }

  /** Keeps a trace from here on for the console, and for a caller who asks for one and may. */
  beginTrace(): void {
    const asked = this.subscription?.mayTrace === true && wantsTrace(this.call);
    if (asked || this.call.source === "console") this.trace = new Trace(this.#parts.clock, this.#startedMs);
  }

  /** The console reads the trace of the report; others get it with the answer. */
  #addTrace(headers: string[]): void {
    if (this.trace !== null && this.call.source !== "console")
      headers.push("X-Gatehouse-Trace", this.trace.header());
  }

  /** A counter for the rows of the call's body, or null where it cannot hold any. */
  countRows(): RowCounter | null {
    if (this.call.body !== null) this.#rows = rowCounterFor(this.call.headers);
    return this.#rows;
  }

  /** Puts something between the backend's answer and the caller. */
  passAnswerThrough(between: (answer: AnswerSink) => AnswerSink): void {
    this.#answer = between(this.#answer);
  }

  forward(request: ForwardRequest): void {
    const forwarding = new Forwarding(request, this);
    this.begin(request, forwarding);
    forwarding.send();
  }

  /** A request goes out, the first or another; who sends it can be told to stop. */
  begin(request: ForwardRequest, sender: { abort(): void }): void {
    this.trace?.add("forward", "sent to the web service");
    this.#request = request;
    if (this.#sentMs === 0) this.#sentMs = this.#parts.clock.monotonic();
    this.#forwarding = sender;
  }

  abort(): void {
    if (this.#over) return;
    this.#forwarding?.abort();
    if (this.#status === 0) this.#status = callerLeft;
    this.#detail = "the caller left before the answer was whole";
    this.#finish();
  }

  /** Answers with the gateway's own words. */
  refuse(thrown: unknown): void {
    if (this.#over) return;
    const refusal = isRefusal(thrown) ? thrown : refuse("internal", { detail: String(thrown) });
    this.#refusal = refusal;
    this.#detail = refusal.detail;
    this.#status = refusal.status;
    const body = problemBody(refusal, this.id, this.call.source === "console");
    const headers = problemHeaders(refusal, this.id, body.length);
    const cors = this.operation?.policy?.cors ?? null;
    if (cors !== null) headers.push(...corsHeaders(cors, this.call.headers));
    this.trace?.add("answer", refused(refusal));
    this.#addTrace(headers);
    this.#answer.head(refusal.status, "", headers);
    if (this.call.method !== "HEAD") this.#answer.data(body, () => {});
    this.#responseBytes = body.length;
    this.#answer.end();
    this.#finish();
  }

  /** Answers without a body, and without the backend. */
  reply(status: number, headers: readonly string[]): void {
    this.#status = status;
    this.#answer.head(status, "", ["X-Request-Id", this.id, ...headers]);
    this.#answer.end();
    this.#finish();
  }

  /** Answers in the backend's place. @throws a refusal for headers that cannot be sent */
  answerWith(status: number, own: readonly string[], body: Buffer): void {
    let headers = ["X-Request-Id", this.id, ...own];
    const changes = this.policy?.responseHeaders ?? null;
    if (changes !== null) headers = changeHeaders(headers, changes);
    const cors = this.operation?.policy?.cors ?? null;
    if (cors !== null) headers = withCors(headers, cors, this.call.headers);
    // A backend's have been read strictly; these were stored.
    if (headers.some((text) => unfitHeader.test(text)))
      throw refuse("internal", { detail: "a stored header holds a character that no header may hold" });
    this.#status = status;
    this.trace?.add("answer", `status ${status}`);
    this.#addTrace(headers);
    this.#answer.head(status, "", headers);
    const isEmpty = this.call.method === "HEAD" || status === 204 || status === 304 || body.length === 0;
    if (!isEmpty) this.#answer.data(body, () => {});
    this.#responseBytes = isEmpty ? 0 : body.length;
    this.#answer.end();
    this.#finish();
  }

  /** Answers with what the web service answered before. */
  answerAgain(status: number, reason: string, headers: readonly string[], body: Buffer): void {
    this.onAnswerHead(status, reason, headers);
    if (this.call.method !== "HEAD" && body.length > 0) this.onAnswerData(body, () => {});
    this.onAnswerEnd();
  }

  onAnswerHead(status: number, reason: string, rawHeaders: readonly string[]): void {
    this.#answeredMs = this.#parts.clock.monotonic();
    this.#status = status;
    const secrets = this.backend?.secrets ?? [];
    let headers = responseHeaders(rawHeaders, status, secrets, this.#parts.settings, this.id);
    this.keeper?.head(status, reason, headers);
    if (this.policy !== null && this.policy.responseHeaders !== null)
      headers = changeHeaders(headers, this.policy.responseHeaders);
    const cors = this.operation?.policy?.cors ?? null;
    if (cors !== null) headers = withCors(headers, cors, this.call.headers);
    this.trace?.add("answer", `status ${status} of the web service`);
    this.#addTrace(headers);
    this.#answer.head(status, reason, headers);
  }

  onAnswerData(chunk: Buffer, resume: () => void): boolean {
    this.#responseBytes += chunk.length;
    this.keeper?.data(chunk);
    return this.#answer.data(chunk, resume);
  }

  onAnswerEnd(): void {
    if (this.#over) return;
    this.keeper?.end();
    this.#answer.end();
    this.#finish();
  }

  onForwardFailed(error: Error, headSeen: boolean): void {
    if (this.#over) return;
    const code = codeOf(error);
    if (code === "GATEHOUSE_CALLER_GONE") this.abort();
    else if (headSeen && this.#isWholeByHead()) this.onAnswerEnd();
    else if (headSeen) {
      this.#detail = `the answer broke off: ${code === "" ? error.message : code}`;
      this.#answer.fail(error);
      this.#finish();
    } else {
      this.refuse(classifyFailure(error));
    }
  }

  /** Such an answer ends with its head, whatever the backend sends behind it (RFC 9112 section 6.3). */
  #isWholeByHead(): boolean {
    return this.call.method === "HEAD" || this.#status === 204 || this.#status === 304;
  }

  #finish(): void {
    this.#over = true;
    this.#endedMs = this.#parts.clock.monotonic();
    const record = this.#record();
    this.#parts.recorder.record(record);
    this.#onOver(this, record);
    this.#settle?.(this.#report());
  }

  #record(): CallRecord {
    const { call, subscription } = this;
    return {
      id: this.id,
      at: this.#at,
      source: call.source,
      apiId: this.api?.id ?? null,
      operationId: this.operation?.id ?? null,
      productId: this.product?.id ?? subscription?.productId ?? null,
      subscriptionId: subscription?.id ?? null,
      userId: call.knownCaller?.userId ?? subscription?.userId ?? null,
      method: call.method,
      target: this.target,
      status: this.#status,
      refusal: this.#refusal?.code ?? null,
      refusalDetail: this.#detail,
      durationMs: this.#endedMs - this.#startedMs,
      backendMs: this.#sentMs === 0 ? null : this.#endedMs - this.#sentMs,
      requestBytes: this.#requestBytes(),
      responseBytes: this.#responseBytes,
      rowsScored: this.#rowsScored(),
      clientAddress: call.clientAddress,
    };
  }

  /** What was refused or failed was not scored. */
  #rowsScored(): number | null {
    const scored = this.#answeredMs > 0 && this.#status >= 200 && this.#status < 300;
    return scored ? (this.#rows?.rows ?? null) : null;
  }

  #requestBytes(): number {
    const body = this.#request?.body;
    return body instanceof MeteredBody ? body.bytes : (body?.length ?? 0);
  }

  #report(): CallReport {
    const record = this.#record();
    const backendMs = record.backendMs;
    return {
      record,
      refusal: this.#refusal,
      requestedUrl:
        this.backend === null || this.#request === null ? null : shownUrl(this.backend, this.#request.path),
      totalMs: record.durationMs,
      backendMs,
      backendHeadMs: backendMs === null || this.#answeredMs === 0 ? null : this.#answeredMs - this.#sentMs,
      gatewayMs: record.durationMs - (backendMs ?? 0),
      trace: this.trace?.steps ?? null,
    };
  }
}
