import { z } from "zod";
import { addVersion } from "@/lib/catalogue/commands";
import { listVersions } from "@/lib/catalogue/queries";
import { apiVersionInput, idSchema, versionList } from "@/lib/catalogue/schema";
import { created } from "@/lib/http/created";
import { defineRoute } from "@/lib/http/define-route";

const params = z.strictObject({ apiId: idSchema });

export const GET = defineRoute({
  summary: "List the versions of an API, the newest first; it is among them where it has any",
  answer: { schema: versionList },
  access: "admin",
  params,
  handle: ({ user, params }) => listVersions(user, params.apiId),
});

export const POST = defineRoute({
  summary: "Make the next version of an API: a hidden copy in the same products, without the credential",
  answer: { status: 201, schema: z.object({ id: z.string(), slug: z.string() }) },
  access: "admin",
  params,
  body: apiVersionInput,
  async handle({ user, actor, params, body }) {
    const made = await addVersion({ viewer: user, actor }, params.apiId, body);
    return created(`/api/apis/${made.id}`, made);
  },
});
