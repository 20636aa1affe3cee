import { defineRoute } from "@/lib/http/define-route";
import { redeliver } from "@/lib/webhooks/commands";
import { deliveryParams } from "@/lib/webhooks/schema";

export const POST = defineRoute({
  summary: "Send a delivery once more",
  answer: { status: 204 },
  access: "admin",
  params: deliveryParams,
  handle: ({ user, actor, params }) => redeliver({ viewer: user, actor }, params),
});
