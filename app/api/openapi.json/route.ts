import { openApiDocument } from "@/lib/automation/openapi-document";
import { listApiOperations } from "@/lib/automation/operations";
import { env } from "@/lib/env";
import { defineRoute } from "@/lib/http/define-route";
import { allRoutes } from "./all-routes";

/** This API, described from the schemas and the access rules of its own routes. The same in every installation, so public. */
export const GET = defineRoute({
  summary: "Read this API's OpenAPI document",
  access: "public",
  handle: async () => openApiDocument(listApiOperations(allRoutes), env().publicUrl),
});
