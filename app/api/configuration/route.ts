import { applyConfiguration } from "@/lib/configuration/commands";
import { exportConfiguration } from "@/lib/configuration/queries";
import { configurationApplication, configurationReport } from "@/lib/configuration/schema";
import { defineRoute } from "@/lib/http/define-route";
import { download } from "@/lib/http/download";

export const GET = defineRoute({
  summary: "Export the whole configuration as one YAML file, without secrets",
  answer: { types: ["application/yaml"] },
  access: "admin",
  handle: async ({ user }) => download(await exportConfiguration(user)),
});

export const PUT = defineRoute({
  summary: "Make the configuration what a file says, all of it or nothing",
  answer: { schema: configurationReport },
  access: "admin",
  body: configurationApplication,
  longestBodyMib: 24,
  handle: ({ user, actor, body, credential }) =>
    applyConfiguration({ viewer: user, actor, byToken: credential === "token" }, body),
});
