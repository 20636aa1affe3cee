import type { RouteDocs } from "@/lib/http/route-docs";

/** The JSON API as it is documented. Types alone: browser-safe. */

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** The modules of routes by their path on disk (`/api/apis/[apiId]`): each method is what `defineRoute` made. */
export type DocumentedRoutes = Record<string, Partial<Record<Method, { docs: RouteDocs }>>>;

export type JsonSchema = { [name: string]: unknown };

export interface ApiParameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
}

/** One operation, as its page shows it and the document is made of. */
export interface ApiOperation {
  id: string;
  method: Method;
  /** `/api/apis/{apiId}` */
  path: string;
  /** The first segment: operations of one kind stand together. */
  tag: string;
  summary: string;
  access: RouteDocs["access"];
  /** Whether an access token opens it, and of which scope. */
  token: "read" | "write" | null;
  parameters: ApiParameter[];
  /** Whether its answer has an ETag. */
  versioned: boolean;
  body: JsonSchema | null;
  answer: { status: number; types: readonly string[]; schema: JsonSchema | null };
}
