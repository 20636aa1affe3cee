import { z } from "zod";
import { type DetailCode, isDetailCode } from "@/lib/azureml/error-table";
import { clip, type Refusal, refuseInOwnWords } from "./errors";

/** What is made to go wrong with one call, on demand. [ours] */
export interface Fault {
  latencyMs: number;
  error: DetailCode | null;
  /** How long a batch job that this call starts does nothing, before it works. */
  jobMs: number;
  /** `connection`: closed before any answer. `body`: closed in the middle of the answer. */
  drop: "connection" | "body" | null;
}

const noFault: Fault = { latencyMs: 0, jobMs: 0, error: null, drop: null };

/** The case that stands for a status, where only the status was asked for. */
const caseOfStatus: Record<string, DetailCode> = {
  "400": "InputParseError",
  "401": "ScoreRequestUnauthorized",
  "404": "WebServiceNotFound",
  "408": "ScoreRequestTimeout",
  "413": "OutOfMemoryLimit",
  "500": "ContainerProcessTerminatedWithSystemError",
  "503": "RequestThrottled",
  "504": "BackendScoreTimeout",
};

const longestLatencyMs = 600_000;

/**
 * Reads `latency=250; error=503`: parts joined by `;` or `,`, each of them `latency=<ms>`, `job=<ms>`,
 * `error=<status or code>`, `throttle`, `drop` or `drop=body`. Throws for anything else, so that a typing error is not a test that passes.
 */
export function parseFault(text: string): Fault {
  return Object.assign({}, noFault, ...text.split(/[;,]/).map((part) => parsePart(part.trim())));
}

function parsePart(part: string): Partial<Fault> {
  if (part === "throttle") return { error: "RequestThrottled" };
  if (part === "drop") return { drop: "connection" };
  if (part === "drop=body") return { drop: "body" };
  const [, kind, value = ""] = /^(latency|job|error)\s*=\s*(\w{1,60})$/.exec(part) ?? [];
  if (kind !== "error" && /^\d{1,6}$/.test(value) && Number(value) <= longestLatencyMs) {
    return kind === "job" ? { jobMs: Number(value) } : { latencyMs: Number(value) };
  }
  if (kind === "error" && isDetailCode(value)) return { error: value };
  const error = kind === "error" && Object.hasOwn(caseOfStatus, value) ? caseOfStatus[value] : undefined;
  if (!error) throw unknownFault(part);
  return { error };
}

function unknownFault(part: string): Refusal {
  return refuseInOwnWords({
    status: 400,
    code: "EmulatorFaultInvalid",
    message: "The emulator does not know this fault.",
    detail: {
      code: "EmulatorFaultInvalid",
      message: `"${clip(part)}" is none of: latency=<0 to ${longestLatencyMs} ms>, job=<the same>, error=<${Object.keys(caseOfStatus).join(", ")} or a detail code>, throttle, drop, drop=body. Join several by a semicolon.`,
    },
  });
}

/** What `PUT /faults` takes: the fault, and for how many calls (until it is cleared, if that is left out). */
export const faultOrderSchema = z.strictObject({
  fault: z.string(),
  calls: z.int().min(1).max(1_000_000).optional(),
});
type FaultOrder = z.infer<typeof faultOrderSchema>;

/** The standing order: one fault for the next calls to any web service. */
export class FaultSwitch {
  private order: { text: string; fault: Fault; callsLeft: number } | null = null;

  set({ fault: text, calls = Number.POSITIVE_INFINITY }: FaultOrder): void {
    this.order = { text, fault: parseFault(text), callsLeft: calls };
  }

  clear(): void {
    this.order = null;
  }

  /** The standing order as `PUT` took it, or null. */
  describe(): FaultOrder | null {
    if (!this.order) return null;
    const { text: fault, callsLeft: calls } = this.order;
    return Number.isFinite(calls) ? { fault, calls } : { fault };
  }

  /** The fault for one call: the call's own header, if it has one, else the standing order, which it uses up. */
  next(header: string | undefined): Fault {
    if (header !== undefined) return parseFault(header);
    if (!this.order) return noFault;
    const { fault } = this.order;
    this.order.callsLeft -= 1;
    if (this.order.callsLeft === 0) this.order = null;
    return fault;
  }
}
