import { csvRecord } from "@/lib/azureml/tables";
import type { AuditEventView, exportFormats } from "./schema";

type Format = (typeof exportFormats)[number];

const columns = [
  "at",
  "actorName",
  "actorId",
  "action",
  "targetType",
  "targetId",
  "targetName",
  "address",
  "requestId",
  "before",
  "after",
  "id",
] as const satisfies readonly (keyof AuditEventView)[];

const writers: Record<Format, { type: string; head: string; line(event: AuditEventView): string }> = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    head: `${columns.join(",")}\r\n`,
    // RFC 4180; what a spreadsheet would run as a formula gets a quote in front.
    line: (event) => `${csvRecord(columns.map((column) => cellOf(event[column])))}\r\n`,
  },
  jsonl: {
    type: "application/jsonl; charset=utf-8",
    head: "",
    line: (event) => `${JSON.stringify(event)}\n`,
  },
};

function cellOf(value: AuditEventView[keyof AuditEventView]): string | null {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** The events as a file that is written while it is read: a long log fills no memory. */
export function auditFile(batches: AsyncGenerator<AuditEventView[]>, format: Format): Response {
  const { type, head, line } = writers[format];
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map(line).join("")));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="audit.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
