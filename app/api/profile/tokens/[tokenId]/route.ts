import { defineRoute } from "@/lib/http/define-route";
import { revokeToken } from "@/lib/tokens/commands";
import { tokenParams } from "@/lib/tokens/schema";

export const DELETE = defineRoute({
  summary: "Revoke one of your access tokens",
  answer: { status: 204 },
  access: "admin",
  sessionOnly: true,
  params: tokenParams,
  handle: ({ user, params, actor }) => revokeToken(user, params.tokenId, actor),
});
