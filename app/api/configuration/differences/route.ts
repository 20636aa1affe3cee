import { previewConfiguration } from "@/lib/configuration/commands";
import { configurationInput, configurationReport } from "@/lib/configuration/schema";
import { defineRoute } from "@/lib/http/define-route";

/** What applying a file would change. Nothing is stored. */
export const POST = defineRoute({
  summary: "Compare a configuration file with what is set",
  answer: { schema: configurationReport },
  access: "admin",
  body: configurationInput,
  longestBodyMib: 24,
  handle: ({ user, body }) => previewConfiguration({ viewer: user }, body),
});
