import { z } from "zod";
import { listBackends } from "@/lib/catalogue/queries";
import { type BackendsHealth, backendsHealth, idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { runtime } from "@/lib/runtime";

/** How an API's backends do, as far as the calls of this process tell. */
export const GET = defineRoute({
  summary: "Read how an API's backends do, as this process sees it",
  answer: { schema: backendsHealth },
  access: "admin",
  params: z.strictObject({ apiId: idSchema }),
  async handle({ user, params }): Promise<BackendsHealth> {
    const { backends } = await listBackends(user, params.apiId);
    return { backends: backends.map(({ id }) => ({ id, ...runtime().gateway.healthOf(id) })) };
  },
});
