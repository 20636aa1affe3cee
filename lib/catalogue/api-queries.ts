import { z } from "zod";
import { db } from "@/lib/db/client";
import { type ListPage, selectRows } from "@/lib/lists/select";
import { activeAt } from "@/lib/subscriptions/queries";
import { apiSchemes } from "./api-schema";
import { credentialKinds } from "./credential-schema";
import { apiMissing, isId, notDrafts, requireManager } from "./editor";
import type { ApiListQuery } from "./list-schema";
import type { CatalogueViewer } from "./permissions";

/** What administrators read of APIs. Secrets are not in it. */

export interface ApiRow {
  id: string;
  name: string;
  suffix: string;
  summary: string;
  published: boolean;
  /** Such as v1; null for an API without versions. */
  version: string | null;
  deprecatedOn: string | null;
  tags: string[];
  operationCount: number;
  products: string[];
  updatedAt: string;
}

const tagList = z.array(z.string());

/** One page of the APIs that fit the search. @throws AppError not-allowed */
export async function listApis(
  viewer: CatalogueViewer | null,
  query: ApiListQuery,
): Promise<ListPage<ApiRow>> {
  requireManager(viewer);
  const rows = await db().api.findMany({
    where: notDrafts,
    select: {
      id: true,
      name: true,
      suffix: true,
      summary: true,
      tags: true,
      published: true,
      version: true,
      deprecatedOn: true,
      updatedAt: true,
      _count: { select: { operations: true } },
      products: {
        select: { product: { select: { name: true } } },
        orderBy: { product: { position: "asc" } },
      },
    },
  });
  const apis = rows.map(({ _count, products, tags, updatedAt, ...row }) => ({
    ...row,
    tags: tagList.parse(tags),
    operationCount: _count.operations,
    products: products.map(({ product }) => product.name),
    updatedAt: updatedAt.toISOString(),
  }));
  return selectRows(apis, query, {
    textOf: ({ name, suffix, summary, tags }) => [name, suffix, summary, ...tags],
    isIn: { all: () => true },
    sortValue: {
      name: ({ name }) => name,
      suffix: ({ suffix }) => suffix,
      operations: ({ operationCount }) => operationCount,
      updatedAt: ({ updatedAt }) => updatedAt,
    },
    nameOf: ({ name }) => name,
  });
}

/** An API with its backend, as its administrators see it. @throws AppError not-allowed or not-found */
export async function getApi(viewer: CatalogueViewer | null, apiId: string) {
  requireManager(viewer);
  if (!isId(apiId)) throw apiMissing();
  const api = await db().api.findUnique({
    where: { id: apiId },
    include: {
      backend: { omit: { credentialSealed: true } },
      products: { select: { productId: true } },
      _count: { select: { operations: true } },
    },
  });
  if (!api) throw apiMissing();
  const { backend, products, _count } = api;
  return {
    id: api.id,
    draftOf: api.draftOf,
    slug: api.slug,
    name: api.name,
    summary: api.summary,
    description: api.description,
    suffix: api.suffix,
    schemes: z.enum(apiSchemes).parse(api.schemes),
    tags: tagList.parse(api.tags),
    published: api.published,
    featured: api.featured,
    requiresSubscription: api.requiresSubscription,
    keyHeader: api.keyHeader,
    keyQuery: api.keyQuery,
    acceptsForeignJobs: api.acceptsForeignJobs,
    versionSet: api.versionSet,
    version: api.version,
    deprecatedOn: api.deprecatedOn,
    sunsetOn: api.sunsetOn,
    deprecationNote: api.deprecationNote,
    productIds: products.map(({ productId }) => productId),
    backendId: backend.id,
    webServiceUrl: backend.url,
    connectTimeoutMs: backend.connectTimeoutMs,
    headersTimeoutMs: backend.headersTimeoutMs,
    credential: {
      kind: z.enum(credentialKinds).parse(backend.credentialKind),
      name: backend.credentialName,
      setAt: backend.credentialSetAt?.toISOString() ?? null,
    },
    operationCount: _count.operations,
    createdAt: api.createdAt.toISOString(),
    updatedAt: api.updatedAt.toISOString(),
  };
}
export type ApiDetail = Awaited<ReturnType<typeof getApi>>;

/** What deleting an API would take with it. @throws AppError not-allowed */
export async function countAffected(viewer: CatalogueViewer | null, apiId: string) {
  requireManager(viewer);
  const [operations, products, subscriptions] = await Promise.all([
    db().operation.count({ where: { apiId } }),
    db().productApi.count({ where: { apiId } }),
    db().subscription.count({
      where: { AND: [activeAt(new Date()), { product: { apis: { some: { apiId } } } }] },
    }),
  ]);
  return { operations, products, subscriptions };
}

/** The products an API can be put in. @throws AppError not-allowed */
export async function listProductChoices(viewer: CatalogueViewer | null) {
  requireManager(viewer);
  return db().product.findMany({
    select: { id: true, name: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
}

/** How much there is of everything. @throws AppError not-allowed */
export async function countCatalogue(viewer: CatalogueViewer | null) {
  requireManager(viewer);
  const [apis, operations, products] = await Promise.all([
    db().api.count({ where: notDrafts }),
    db().operation.count({ where: { api: notDrafts } }),
    db().product.count(),
  ]);
  return { apis, operations, products };
}
