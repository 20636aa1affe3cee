import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { subscribe } from "@/lib/subscriptions/commands";
import { listSubscriptions } from "@/lib/subscriptions/queries";
import { subscribeInput } from "@/lib/subscriptions/schema";

const listQuery = z.strictObject({
  show: z.enum(["held", "ended"]).default("held"),
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export const GET = defineRoute({
  access: "signed-in",
  query: listQuery,
  handle: ({ user, query }) => listSubscriptions(user.id, query),
});

export const POST = defineRoute({
  access: "signed-in",
  body: subscribeInput,
  async handle({ user, body, actor }) {
    const made = await subscribe(user, body, { actor });
    return Response.json(made, {
      status: 201,
      headers: { "Cache-Control": "no-store", Location: "/subscriptions" },
    });
  },
});
