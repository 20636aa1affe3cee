import type { IncomingMessage } from "node:http";
import { type Answer, json, noContent } from "../answer";
import { type Refusal, refuseInOwnWords } from "../errors";
import { readBody } from "../read-body";
import type { JobAddress } from "../routes";
import type { EmulatedService } from "../services";
import type { Jobs } from "./jobs";

interface JobCall {
  request: IncomingMessage;
  service: EmulatedService;
  jobs: Jobs | null;
  bodyLimitBytes: number;
  /** A fault on demand: how long a started job does nothing. */
  holdMs: number;
}

/** Submit, start, status, delete: each does one thing to one job. */
export async function answerJobCall(address: JobAddress, call: JobCall): Promise<Answer> {
  const { request, service, jobs, bodyLimitBytes, holdMs } = call;
  if (!jobs) throw withoutStorage();
  if (address.kind === "jobs") {
    const body = await readBody(request, bodyLimitBytes);
    return json(200, jobs.submit(service, body));
  }
  if (address.kind === "startJob") {
    // Clients send nothing, null or "" [seen]; whatever it is, it says nothing.
    await readBody(request, bodyLimitBytes);
    jobs.start(service, address.jobId, holdMs);
    return noContent();
  }
  if (request.method === "DELETE") {
    jobs.remove(service, address.jobId);
    return noContent();
  }
  return json(200, await jobs.status(service, address.jobId));
}

/** An emulator that was started without blob storage says so, instead of pretending. [ours] */
function withoutStorage(): Refusal {
  return refuseInOwnWords({
    status: 501,
    code: "NotImplemented",
    message: "This emulator does not run batch jobs.",
    detail: {
      code: "BatchExecutionNotEmulated",
      message:
        "The batch execution service (BES) needs blob storage, and this emulator was started without any.",
    },
  });
}
