import { defineRoute } from "@/lib/http/define-route";
import { dryRunInput, dryRunSteps } from "@/lib/policies/dry-run-schema";
import { runtime } from "@/lib/runtime";

/** What would become of a call now; administrators alone may ask. */
export const POST = defineRoute({
  summary: "Tell what would become of a call, without making it",
  answer: { schema: dryRunSteps },
  access: "admin",

  body: dryRunInput,
  async handle({ body: { headers, ...call } }) {
    const pairs = headers.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(":");
      return colon === -1 ? [] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
    return { steps: await runtime().dryRun({ ...call, headers: pairs }) };
  },
});
