import { z } from "zod";
import { db, type Prisma } from "@/lib/db/client";
import type { Viewer } from "@/lib/groups/schema";
import { visibleProducts } from "@/lib/products/queries";
import { productLimits } from "@/lib/products/schema";
import { isId, notDrafts, operationMissing, requireManager } from "./editor";
import { parameterSchema, requestSchema, responseSchema } from "./schema";
import { listVersionLinks, shownByVersion } from "./version-queries";
import { oneOfEachSet } from "./versions";

/** The catalogue as the portal shows it: what a viewer may not see is not there. */

/** The APIs that a viewer may see: published in a product that the viewer sees; all of them for an administrator. */
export function visibleApis(viewer: Viewer): Prisma.ApiWhereInput {
  if (viewer?.role === "admin") return notDrafts;
  return { ...notDrafts, published: true, products: { some: { product: visibleProducts(viewer) } } };
}

const tagsSchema = z.array(z.string());

const operationOrder = [
  { position: "asc" },
  { id: "asc" },
] satisfies Prisma.OperationOrderByWithRelationInput[];

const operationLine = { slug: true, displayName: true, method: true, urlTemplate: true } as const;

/** The visible products of an API, best first. */
function productsOf(viewer: Viewer) {
  return {
    where: { product: visibleProducts(viewer) },
    orderBy: [{ product: { position: "asc" } }, { product: { name: "asc" } }],
  } satisfies Prisma.Api$productsArgs;
}

const shownOperations = 5;

/** Every API that a viewer may see, by name, with its first few operations; of an API's versions one stands for all. */
export async function listPortalApis(viewer: Viewer) {
  const apis = await db().api.findMany({
    where: visibleApis(viewer),
    orderBy: { name: "asc" },
    select: {
      slug: true,
      name: true,
      summary: true,
      tags: true,
      featured: true,
      updatedAt: true,
      ...shownByVersion,
      _count: { select: { operations: true } },
      operations: {
        orderBy: operationOrder,
        take: shownOperations,
        select: { slug: true, displayName: true, method: true },
      },
      products: { ...productsOf(viewer), select: { product: { select: { slug: true, name: true } } } },
    },
  });
  return oneOfEachSet(apis).map(
    ({ api: { _count, tags, products, updatedAt, versionSet, ...api }, versions }) => ({
      ...api,
      featured: versions.some(({ featured }) => featured),
      versionCount: versions.length,
      tags: tagsSchema.parse(tags),
      updatedAtMs: updatedAt.getTime(),
      operationCount: _count.operations,
      products: products.map(({ product }) => product),
    }),
  );
}
export type PortalApiSummary = Awaited<ReturnType<typeof listPortalApis>>[number];

/** One API with its products and a line for each operation; null when there is none for this viewer. */
export async function findPortalApi(viewer: Viewer, slug: string) {
  const api = await db().api.findFirst({
    where: { AND: [{ slug }, visibleApis(viewer)] },
    select: {
      id: true,
      slug: true,
      name: true,
      summary: true,
      description: true,
      suffix: true,
      schemes: true,
      requiresSubscription: true,
      keyHeader: true,
      keyQuery: true,
      ...shownByVersion,
      sunsetOn: true,
      deprecationNote: true,
      tags: true,
      operations: { orderBy: operationOrder, select: operationLine },
      products: {
        ...productsOf(viewer),
        select: {
          product: { select: { ...productFields, terms: true, maxSubscriptions: true, limits: true } },
        },
      },
    },
  });
  if (!api) return null;
  return {
    ...api,
    versions: await listVersionLinks(visibleApis(viewer), api.versionSet),
    tags: tagsSchema.parse(api.tags),
    products: api.products.map(({ product }) => ({
      ...product,
      limits: productLimits.parse(product.limits),
    })),
  };
}
export type PortalApi = NonNullable<Awaited<ReturnType<typeof findPortalApi>>>;

const productFields = {
  id: true,
  slug: true,
  name: true,
  published: true,
  requiresSubscription: true,
  requiresApproval: true,
} as const;

/** One operation whole, with what the console needs of its API; null when there is none for this viewer. */
export function findPortalOperation(viewer: Viewer, apiSlug: string, operationSlug: string) {
  return findOperation(viewer, {
    slug: operationSlug,
    api: { AND: [{ slug: apiSlug }, visibleApis(viewer)] },
  });
}

/** The same for an administrator who tests it, published or not. @throws AppError not-allowed or not-found */
export async function getTestOperation(viewer: Viewer, apiId: string, operationId: string) {
  requireManager(viewer);
  const operation = isId(operationId) && (await findOperation(viewer, { id: operationId, apiId }));
  if (!operation) throw operationMissing();
  return operation;
}

async function findOperation(viewer: Viewer, where: Prisma.OperationWhereInput) {
  const operation = await db().operation.findFirst({
    where,
    select: {
      id: true,
      slug: true,
      displayName: true,
      description: true,
      method: true,
      urlTemplate: true,
      position: true,
      apiId: true,
      parameters: true,
      request: true,
      responses: true,
      api: {
        select: {
          id: true,
          slug: true,
          name: true,
          suffix: true,
          ...shownByVersion,
          sunsetOn: true,
          deprecationNote: true,
          requiresSubscription: true,
          keyHeader: true,
          keyQuery: true,
          backend: { select: { credentialSealed: true } },
          products: { ...productsOf(viewer), select: { product: { select: productFields } } },
        },
      },
    },
  });
  if (!operation) return null;
  const { apiId, position, id, ...rest } = operation;
  const { backend, products, ...api } = operation.api;
  return {
    ...rest,
    id,
    parameters: z.array(parameterSchema).parse(operation.parameters),
    request: requestSchema.nullable().parse(operation.request),
    responses: z.array(responseSchema).parse(operation.responses),
    api: {
      ...api,
      versions: await listVersionLinks(visibleApis(viewer), api.versionSet, operation),
      products: products.map(({ product }) => product),
      hasStoredCredential: backend.credentialSealed !== null,
    },
    ...(await neighboursOf({ apiId, position, id })),
  };
}
export type PortalOperation = NonNullable<Awaited<ReturnType<typeof findPortalOperation>>>;

/** The operations of an API whose templates begin so, with their documentation. The viewer may see the API. */
export async function listOperationsAt(apiId: string, templateStart: string) {
  const operations = await db().operation.findMany({
    where: { apiId, urlTemplate: { startsWith: templateStart } },
    orderBy: operationOrder,
    select: { id: true, ...operationLine, request: true, responses: true },
  });
  return operations.map(({ request, responses, ...operation }) => ({
    ...operation,
    request: requestSchema.nullable().parse(request),
    responses: z.array(responseSchema).parse(responses),
  }));
}

/** The operations before and after one in its API's order. */
async function neighboursOf({ apiId, position, id }: { apiId: string; position: number; id: string }) {
  const line = { slug: true, displayName: true, method: true } as const;
  const beside = (direction: "lt" | "gt") => ({
    apiId,
    OR: [{ position: { [direction]: position } }, { position, id: { [direction]: id } }],
  });
  const [previous, next] = await Promise.all([
    db().operation.findFirst({
      where: beside("lt"),
      orderBy: [{ position: "desc" }, { id: "desc" }],
      select: line,
    }),
    db().operation.findFirst({ where: beside("gt"), orderBy: operationOrder, select: line }),
  ]);
  return { previous, next };
}

/**
 * What can be found by name: the APIs that a viewer may see and their operations, as short as can be. Of an API's
 * versions those of the one that the catalogue shows: the others would find everything twice.
 */
export async function listSearchEntries(viewer: Viewer) {
  const apis = await db().api.findMany({
    where: visibleApis(viewer),
    orderBy: { name: "asc" },
    select: {
      slug: true,
      name: true,
      summary: true,
      tags: true,
      ...shownByVersion,
      operations: { orderBy: operationOrder, select: operationLine },
    },
  });
  return {
    apis: oneOfEachSet(apis).map(({ api: { slug, name, summary, tags, operations } }) => ({
      slug,
      name,
      summary,
      tags: tagsSchema.parse(tags),
      operations,
    })),
  };
}
export type SearchEntries = Awaited<ReturnType<typeof listSearchEntries>>;
