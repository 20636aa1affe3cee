import { z } from "zod";
import { duplicateApi } from "@/lib/catalogue/commands";
import { apiCopyInput, idSchema } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Make a hidden API like this one, with its operations and policies, without the credential",
  answer: { status: 201, schema: z.object({ id: z.string(), slug: z.string() }) },
  access: "admin",
  params: z.strictObject({ apiId: idSchema }),
  body: apiCopyInput,
  async handle({ user, actor, params, body }) {
    const copy = await duplicateApi({ viewer: user, actor }, params.apiId, body);
    return created(`/api/apis/${copy.id}`, copy);
  },
});
