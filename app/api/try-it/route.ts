import { findConsoleOperation } from "@/lib/catalogue/console-queries";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { consoleMessages } from "@/lib/messages/en/try-it-request";
import { runtime } from "@/lib/runtime";
import { tryItInput } from "@/lib/try-it/schema";
import { answerFrames } from "./answer-frames";
import { prepareCall } from "./prepare-call";

/**
 * A call from the console: made from the stored operation and the posted values, along the same road as every other.
 * The answer is a stream of frames (lib/try-it/frames.ts); when the browser goes away, the call is aborted.
 */
export const POST = defineRoute({
  summary: "Make a call as the console does; the answer is a stream of frames",
  answer: { types: ["application/octet-stream"] },
  access: "public",

  body: tryItInput,
  // Ten megabytes of body, each of whose characters JSON may escape by another.
  longestBodyMib: 24,
  async handle({ user, body, request, actor }) {
    const operation = await findConsoleOperation(user, body.operationId, body.asTester);
    if (!operation) throw new AppError("not-found", consoleMessages.operationGone);
    const gateway = body.asTester ? await runtime().testGateway(operation.apiId) : runtime().gateway;
    const { call, sent } = prepareCall(operation, body, {
      user,
      publicUrl: env().publicUrl,
      clientAddress: actor.address ?? "",
    });
    return new Response(answerFrames(gateway, call, sent, request.signal), {
      headers: { "Content-Type": "application/octet-stream", "Cache-Control": "no-store, no-transform" },
    });
  },
});
