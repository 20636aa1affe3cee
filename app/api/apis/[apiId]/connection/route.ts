import { z } from "zod";
import { connectionReport } from "@/lib/catalogue/connection-schema";
import { getApi } from "@/lib/catalogue/queries";
import { idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { runtime } from "@/lib/runtime";

const params = z.strictObject({ apiId: idSchema });

/** Tries the connection to the stored backend, with its stored credential. */
export const POST = defineRoute({
  summary: "Try the connection to an API's backend",
  answer: { schema: connectionReport },
  access: "admin",

  params,
  async handle({ user, params: { apiId } }) {
    const { id } = await getApi(user, apiId);
    return runtime().testConnection(id);
  },
});
