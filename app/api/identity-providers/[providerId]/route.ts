import { providerEditable } from "@/lib/editing/editables";
import { defineRoute } from "@/lib/http/define-route";
import { changeProvider, deleteProvider } from "@/lib/identities/provider-commands";
import { providerChange, providerParams } from "@/lib/identities/schema";

export const PUT = defineRoute({
  summary: "Change an identity provider; another issuer ends what is linked",
  answer: { status: 204 },
  access: "admin",
  edits: providerEditable,
  sessionOnly: true,
  params: providerParams,
  body: providerChange,
  handle: ({ user, actor, params, body }) => changeProvider({ viewer: user, actor }, params.providerId, body),
});

export const DELETE = defineRoute({
  summary: "Delete an identity provider and what is linked to it",
  answer: { status: 204 },
  access: "admin",
  sessionOnly: true,
  params: providerParams,
  handle: ({ user, actor, params }) => deleteProvider({ viewer: user, actor }, params.providerId),
});
