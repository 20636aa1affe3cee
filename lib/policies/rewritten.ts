import { parseUrlTemplate } from "@/lib/catalogue/url-template";
import { rewrittenNames } from "./schema";

/** The first name in a rewritten path that is no segment of an operation's own URL template. */
export function unknownSegment(rewrite: string, urlTemplate: string): string | undefined {
  const parsed = parseUrlTemplate(urlTemplate);
  const segments = parsed.ok ? parsed.template.segments : [];
  return rewrittenNames(rewrite).find(
    (name) => !segments.some((segment) => segment.kind === "parameter" && segment.name === name),
  );
}
