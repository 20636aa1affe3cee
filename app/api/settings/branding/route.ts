import { brandingEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { setBranding } from "@/lib/settings/commands";
import { getBranding } from "@/lib/settings/queries";
import { brandingSettings } from "@/lib/settings/schema";

export const GET = defineRoute({
  summary: "Read how the portal looks and what its start page says",
  access: "admin",
  edits: brandingEditable,
  handle: () => getBranding(),
});

export const PUT = defineRoute({
  summary: "Change how the portal looks and what its start page says",
  answer: { status: 204 },
  access: "admin",
  edits: brandingEditable,
  body: brandingSettings,
  handle: ({ user, actor, body }) => setBranding({ viewer: user, actor }, body),
});
