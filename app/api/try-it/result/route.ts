import { z } from "zod";
import { readTableStart, tableFormatOf } from "@/lib/azureml/table-start";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { jobMessages as text } from "@/lib/messages/en/jobs";
import type { ResultPreview } from "@/lib/try-it/result-preview";
import { resultPreview } from "@/lib/try-it/result-preview";
import { openTicket } from "../result-tickets";
import { readStart } from "./read-start";

const limits = { limitBytes: 64 * 1024, timeoutMs: 10_000 };
const previewRows = 20;
/** More at a time wait for nobody: they are refused. */
const mostAtOnce = 8;
let underWay = 0;

/**
 * The beginning of a finished job's result. The browser names it by the ticket that came with the job's status, never
 * by a URL.
 */
export const POST = defineRoute({
  summary: "Read the beginning of a finished job's result",
  answer: { schema: resultPreview },
  access: "public",

  body: z.strictObject({ ticket: z.string().min(1).max(10_000) }),
  async handle({ body, request }): Promise<ResultPreview> {
    const address = openTicket(body.ticket, Date.now());
    const format = address === null ? null : tableFormatOf(address);
    if (address === null || format === null) throw new AppError("not-found", text.ticketGone);
    if (underWay >= mostAtOnce) throw new AppError("not-ready", text.busy, { retryAfterSeconds: 2 });
    underWay += 1;
    try {
      const start = await readStart(address, { ...limits, signal: request.signal });
      return readTableStart(start, { format, mostRows: previewRows });
    } catch (cause) {
      throw new AppError("unprocessable", text.unreadable, { cause });
    } finally {
      underWay -= 1;
    }
  },
});
