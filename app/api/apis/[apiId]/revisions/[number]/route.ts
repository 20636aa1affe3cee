import { z } from "zod";
import { idSchema } from "@/lib/catalogue/schema";
import { defineRoute } from "@/lib/http/define-route";
import { getRevision } from "@/lib/revisions/queries";
import { revisionDetail, revisionNumber } from "@/lib/revisions/schema";

export const GET = defineRoute({
  summary: "One revision of an API, and what rolling back to it would change",
  answer: { schema: revisionDetail },
  access: "admin",
  params: z.strictObject({ apiId: idSchema, number: revisionNumber }),
  handle: ({ user, params: { apiId, number } }) => getRevision(user, apiId, number),
});
