import { parseUrlTemplate, type TemplateSegment } from "@/lib/catalogue/url-template";
import type { Transaction } from "@/lib/db/client";
import { fieldError } from "@/lib/errors";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { policyDocument, rewrittenNames } from "./schema";

/**
 * Operations are about to get other URL templates: what their policies' rewritten paths name is called as it is called
 * then. Part of the operation's change, whose audit event has both templates.
 * @throws AppError invalid-input for a segment that a rewritten path needs and that goes
 */
export async function followTemplates(
  tx: Transaction,
  changes: readonly { id: string; urlTemplate: string }[],
): Promise<void> {
  const templates = new Map(changes.map(({ id, urlTemplate }) => [id, urlTemplate]));
  const policies = await tx.policy.findMany({
    where: { operationId: { in: [...templates.keys()] } },
    select: { id: true, operationId: true, document: true, operation: { select: { urlTemplate: true } } },
  });
  for (const { id, operationId, document, operation } of policies) {
    const read = policyDocument.safeParse(document).data;
    if (read === undefined || operation === null) continue;
    const after = templates.get(operationId ?? "") ?? operation.urlTemplate;
    const rewrite = renamed(read.request.rewrite, operation.urlTemplate, after);
    if (rewrite === read.request.rewrite) continue;
    await tx.policy.update({
      where: { id },
      data: { document: { ...read, request: { ...read.request, rewrite } } },
    });
  }
}

/** A segment keeps its place, whatever it is called. */
function renamed(rewrite: string, before: string, after: string): string {
  const [from, to] = [segmentsOf(before), segmentsOf(after)];
  let result = "";
  let at = 0;
  for (const name of rewrittenNames(rewrite)) {
    const segment = to[from.findIndex((one) => one.kind === "parameter" && one.name === name)];
    if (segment?.kind !== "parameter")
      throw fieldError("urlTemplate", text.templateLosesSegment(name, rewrite));
    const found = rewrite.indexOf(`{${name}}`, at);
    result += `${rewrite.slice(at, found)}{${segment.name}}`;
    at = found + name.length + 2;
  }
  return result + rewrite.slice(at);
}

function segmentsOf(urlTemplate: string): TemplateSegment[] {
  const parsed = parseUrlTemplate(urlTemplate);
  return parsed.ok ? parsed.template.segments : [];
}
