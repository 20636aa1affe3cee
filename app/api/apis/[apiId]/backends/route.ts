import { z } from "zod";
import { addBackend } from "@/lib/catalogue/commands";
import { listBackends } from "@/lib/catalogue/queries";
import { backendInput, idSchema } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema });

export const GET = defineRoute({
  summary: "List an API's backends; never their secrets",
  access: "admin",
  params,
  handle: ({ user, params }) => listBackends(user, params.apiId),
});

/** Adds a backend that the API's calls are spread over beside its own. */
export const POST = defineRoute({
  summary: "Add a backend to an API's pool",
  answer: { status: 201 },
  access: "admin",
  params,
  body: backendInput,
  async handle({ user, actor, params: { apiId }, body }) {
    const made = await addBackend({ viewer: user, actor }, apiId, body);
    return created(`/admin/apis/${apiId}/backend/${made.id}`, made);
  },
});
