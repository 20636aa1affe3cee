import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { addProvider } from "@/lib/identities/provider-commands";
import { listProviders } from "@/lib/identities/queries";
import { identityProviders, providerInput } from "@/lib/identities/schema";

export const GET = defineRoute({
  summary: "List identity providers, without their secrets",
  answer: { schema: identityProviders },
  access: "admin",
  handle: async ({ user }) => ({ items: await listProviders(user) }),
});

/** Whoever adds one says who can sign in: not by a token, which would let others in. */
export const POST = defineRoute({
  summary: "Add an identity provider",
  answer: { status: 201 },
  access: "admin",
  sessionOnly: true,
  body: providerInput,
  handle: async ({ user, actor, body }) =>
    created("/admin/settings/identity-providers", await addProvider({ viewer: user, actor }, body)),
});
