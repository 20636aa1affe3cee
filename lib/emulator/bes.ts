import { type Refusal, refuseInOwnWords } from "./errors";

/** Says that batch jobs are not emulated, instead of pretending: a known address that does nothing yet. [ours] */
export function refuseJob(): Refusal {
  return refuseInOwnWords({
    status: 501,
    code: "NotImplemented",
    message: "This emulator does not run batch jobs.",
    detail: {
      code: "BatchExecutionNotEmulated",
      message:
        "The batch execution service (BES) is not emulated. Use the request/response service: .../execute.",
    },
  });
}
