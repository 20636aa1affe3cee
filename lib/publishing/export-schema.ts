import { z } from "zod";

/** As what an API can be taken away. Browser-safe. */
export const exportFormats = ["openapi-json", "openapi-yaml", "postman"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportQuery = z.strictObject({ format: z.enum(exportFormats).default("openapi-json") });
