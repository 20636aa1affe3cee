import { z } from "zod";
import { env } from "@/lib/env";
import { defineRoute } from "@/lib/http/define-route";
import { download } from "@/lib/http/download";
import { exportApi } from "@/lib/publishing/export-queries";
import { exportQuery } from "@/lib/publishing/export-schema";

/** An API as a file, for whoever may see its page. */
export const GET = defineRoute({
  summary: "Export an API as OpenAPI 3.1 or as a Postman collection",
  answer: { types: ["application/json", "application/yaml"] },
  access: "public",
  params: z.strictObject({ api: z.string().regex(/^[\w.-]{1,200}$/) }),
  query: exportQuery,
  handle: async ({ user, params: { api }, query: { format } }) =>
    download(await exportApi(user, api, format, `${env().publicUrl}/gateway`)),
});
