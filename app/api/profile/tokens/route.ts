import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";
import { createToken } from "@/lib/tokens/commands";
import { listTokens } from "@/lib/tokens/queries";
import { accessTokens, madeToken, tokenInput } from "@/lib/tokens/schema";

export const GET = defineRoute({
  summary: "List your access tokens",
  answer: { schema: accessTokens },
  access: "admin",
  sessionOnly: true,
  handle: async ({ user }) => ({ items: await listTokens(user) }),
});

export const POST = defineRoute({
  summary: "Create an access token; the answer shows it this once",
  answer: { status: 201, schema: madeToken },
  access: "admin",
  sessionOnly: true,
  body: tokenInput,
  handle: async ({ user, body, actor }) => created("/profile", await createToken(user, body, actor)),
});
