import { redact } from "./backend";
import type { Refusal } from "./call";
import type { BackendEntry } from "./entries";
import { compileVariant } from "./errand/plan";
import { Tokens } from "./errand/tokens";
import { classifyFailure } from "./failure";
import { Forwarding } from "./forward";
import type { GatewayParts } from "./parts";
import { isRefusal, refuse } from "./refusal";

/** What a backend said to a first word. */
export interface ConnectionReport {
  /** The answer's status, or null when there was none. */
  status: number | null;
  /** Why there was none. */
  failure: Pick<Refusal, "code" | "message" | "detail"> | null;
  totalMs: number;
}

const patienceMs = 10_000;

/**
 * Connects to a backend as a call would, with its credential, the address check and its connect timeout, asks for its base address by GET and
 * hears no more than the answer's head. What the answer says otherwise is told to nobody.
 */
export async function testConnection(
  { dispatchers, clock }: Pick<GatewayParts, "dispatchers" | "clock">,
  entry: BackendEntry,
): Promise<ConnectionReport> {
  const startedMs = clock.monotonic();
  const variant = compileVariant(entry, entry.credential);
  const plain = variant?.backend ?? null;
  const report = (status: number | null, refusal: Refusal | null): ConnectionReport => ({
    status,
    failure: refusal && {
      code: refusal.code,
      message: refusal.message,
      detail: refusal.detail === null ? null : redact(refusal.detail, plain?.secrets ?? []),
    },
    totalMs: clock.monotonic() - startedMs,
  });
  if (variant === null) return report(null, refuse("backend-address"));
  let { backend } = variant;
  try {
    const tokens = new Tokens(dispatchers, clock);
    if (variant.client !== null) backend = await tokens.open(variant, variant.client);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return report(null, thrown);
  }
  const { headersTimeoutMs, injectedHeaders, injectedQuery } = backend;
  const path = backend.basePath === "" ? "/" : backend.basePath;
  return new Promise((resolve) => {
    const forwarding = new Forwarding(
      {
        connections: dispatchers.connectionsTo(backend),
        method: "GET",
        path: injectedQuery === null ? path : `${path}?${injectedQuery.pair}`,
        headers: ["Via", "1.1 gatehouse", ...injectedHeaders],
        body: null,
        lengthBytes: null,
        headersTimeoutMs: Math.min(headersTimeoutMs, patienceMs),
      },
      {
        onAnswerHead(status) {
          forwarding.abort();
          resolve(report(status, null));
        },
        onAnswerData: () => true,
        onAnswerEnd() {},
        onForwardFailed: (error) => resolve(report(null, classifyFailure(error))),
      },
    );
    forwarding.send();
  });
}
