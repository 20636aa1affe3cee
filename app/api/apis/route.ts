import { createApi } from "@/lib/catalogue/commands";
import { apiList } from "@/lib/catalogue/list-schema";
import { listApis } from "@/lib/catalogue/queries";
import { apiInput } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "List APIs",
  access: "admin",

  query: apiList.query,
  handle: ({ user, query }) => listApis(user, query),
});

export const POST = defineRoute({
  summary: "Add an API",
  answer: { status: 201 },
  access: "admin",

  body: apiInput,
  async handle({ user, actor, body }) {
    const api = await createApi({ viewer: user, actor }, body);
    return created(`/api/apis/${api.id}`, api);
  },
});
