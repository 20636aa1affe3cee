import { z } from "zod";
import { connectionReport } from "@/lib/catalogue/connection-schema";
import { listBackends } from "@/lib/catalogue/queries";
import { idSchema } from "@/lib/catalogue/schema";
import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { catalogueMessages } from "@/lib/messages/en/catalogue";
import { runtime } from "@/lib/runtime";

const params = z.strictObject({ apiId: idSchema });
/** Without one: the API's own. */
const query = z.strictObject({ backend: idSchema.optional() });

/** Tries the connection to a stored backend, with its stored credential. */
export const POST = defineRoute({
  summary: "Try the connection to one of an API's backends",
  answer: { schema: connectionReport },
  access: "admin",

  params,
  query,
  async handle({ user, params: { apiId }, query: { backend: wanted } }) {
    const { backends } = await listBackends(user, apiId);
    const backend = backends.find(({ id, isOwn }) => (wanted === undefined ? isOwn : id === wanted));
    if (backend === undefined) throw new AppError("not-found", catalogueMessages.backendMissing);
    return runtime().testConnection(apiId, backend.id);
  },
});
