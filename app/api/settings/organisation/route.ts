import { organisationEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { setOrganisation } from "@/lib/settings/commands";
import { getOrganisation } from "@/lib/settings/queries";
import { organisationSettings } from "@/lib/settings/schema";

export const GET = defineRoute({
  summary: "Read the settings of the organisation",
  access: "admin",
  edits: organisationEditable,
  handle: () => getOrganisation(),
});

export const PUT = defineRoute({
  summary: "Change the settings of the organisation",
  answer: { status: 204 },
  access: "admin",
  edits: organisationEditable,
  body: organisationSettings,
  handle: ({ user, actor, body }) => setOrganisation({ viewer: user, actor }, body),
});
