import { defineRoute } from "@/lib/http/define-route";
import { unlinkIdentity } from "@/lib/identities/link-commands";
import { providerParams } from "@/lib/identities/schema";

export const DELETE = defineRoute({
  summary: "Unlink one of your identities; never the last way in",
  answer: { status: 204 },
  access: "signed-in",
  sessionOnly: true,
  params: providerParams,
  handle: ({ user, params, actor }) => unlinkIdentity(user, params.providerId, actor),
});
