import { readWholeOperations } from "@/lib/catalogue/operation-queries";
import { findPortalApi } from "@/lib/catalogue/portal-queries";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/groups/schema";
import { catalogueMessages } from "@/lib/messages/en/catalogue";
import { type ExportableApi, exportOpenApi, toYaml } from "@/lib/openapi/export";
import { exportPostman } from "@/lib/openapi/postman";
import type { ExportFormat } from "./export-schema";

export interface ExportedFile {
  name: string;
  contentType: string;
  text: string;
}

/**
 * An API that the viewer may see, as a file. Where its backend is and how it is called there is not in it.
 * @throws AppError not-found
 */
export async function exportApi(
  viewer: Viewer,
  slug: string,
  format: ExportFormat,
  gatewayBase: string,
): Promise<ExportedFile> {
  const api = await findPortalApi(viewer, slug);
  if (!api) throw new AppError("not-found", catalogueMessages.apiMissing);
  const { name, summary, description, tags, suffix, schemes, requiresSubscription, keyHeader, keyQuery } =
    api;
  const exportable: ExportableApi = {
    name,
    summary,
    description,
    tags,
    baseUrl: `${gatewayBase}/${suffix}`,
    requiresSubscription,
    keyHeader,
    keyQuery,
    settings: { suffix, schemes, requiresSubscription, keyHeader, keyQuery },
    operations: await readWholeOperations(db(), api.id),
  };
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  switch (format) {
    case "openapi-json":
      return {
        name: `${slug}.openapi.json`,
        contentType: "application/json",
        text: json(exportOpenApi(exportable)),
      };
    case "openapi-yaml":
      return {
        name: `${slug}.openapi.yaml`,
        contentType: "application/yaml",
        text: toYaml(exportOpenApi(exportable)),
      };
    case "postman":
      return {
        name: `${slug}.postman_collection.json`,
        contentType: "application/json",
        text: json(exportPostman(exportable)),
      };
  }
}
