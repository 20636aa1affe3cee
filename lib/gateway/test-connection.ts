import { compileBackend, redact } from "./backend";
import { classifyFailure } from "./failure";
import { Forwarding } from "./forward";
import type { BackendEntry, GatewayParts, Refusal } from "./parts";
import { refuse } from "./refusal";

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
export function testConnection(
  { dispatchers, clock }: Pick<GatewayParts, "dispatchers" | "clock">,
  entry: BackendEntry,
): Promise<ConnectionReport> {
  const startedMs = clock.monotonic();
  const backend = compileBackend(entry);
  const report = (status: number | null, refusal: Refusal | null): ConnectionReport => ({
    status,
    failure: refusal && {
      code: refusal.code,
      message: refusal.message,
      detail: refusal.detail === null ? null : redact(refusal.detail, backend?.secrets ?? []),
    },
    totalMs: clock.monotonic() - startedMs,
  });
  if (backend === null) return Promise.resolve(report(null, refuse("backend-address")));
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
