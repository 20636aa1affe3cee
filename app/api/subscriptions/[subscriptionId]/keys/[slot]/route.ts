import { defineRoute } from "@/lib/http/define-route";
import { regenerateKey } from "@/lib/subscriptions/key-commands";
import { keyParams, regenerateInput } from "@/lib/subscriptions/schema";

export const POST = defineRoute({
  access: "signed-in",
  params: keyParams,
  body: regenerateInput,
  handle: ({ user, params, body, actor }) => regenerateKey(user, { ...params, ...body, actor }),
});
