import { defineRoute } from "@/lib/http/define-route";
import { removeLogo, setLogo } from "@/lib/settings/logo";
import { logoInput, logoParams } from "@/lib/settings/logo-schema";

export const PUT = defineRoute({
  summary: "Set the logo for light or dark ground: a PNG, JPEG or WebP picture",
  answer: { status: 204 },
  access: "admin",
  params: logoParams,
  body: logoInput,
  longestBodyMib: 1,
  handle: ({ user, actor, params: { theme }, body }) => setLogo({ viewer: user, actor }, theme, body.data),
});

export const DELETE = defineRoute({
  summary: "Remove the logo for light or dark ground",
  answer: { status: 204 },
  access: "admin",
  params: logoParams,
  handle: ({ user, actor, params: { theme } }) => removeLogo({ viewer: user, actor }, theme),
});
