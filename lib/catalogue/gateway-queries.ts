import { z } from "zod";
import { db, type Prisma } from "@/lib/db/client";
import { unseal } from "@/lib/keys/seal";
import type { NamedValues } from "@/lib/named-values/resolve";
import { credentialPlace, nextCredentialPlace } from "./credential-place";
import { isAuthority } from "./credential-schema";
import { notDrafts } from "./editor";
import {
  apiSchemes,
  credentialDetail,
  credentialKinds,
  parameterSchema,
  requestSchema,
  resilienceInput,
  responseSchema,
} from "./schema";

/** What the gateways load: every API with its backend's credential opened. Never for a page or a route. */

const backendRow = z.object({
  id: z.string(),
  url: z.string(),
  credentialKind: z.enum(credentialKinds),
  credentialName: z.string().nullable(),
  credentialSealed: z.string().nullable(),
  credentialDetail: credentialDetail.nullable(),
  nextKind: z.enum(credentialKinds).nullable(),
  nextName: z.string().nullable(),
  nextSealed: z.string().nullable(),
  nextDetail: credentialDetail.nullable(),
  nextFrom: z.date().nullable(),
  connectTimeoutMs: z.number(),
  headersTimeoutMs: z.number(),
  maxInFlight: z.number().nullable(),
  weight: z.number(),
  priority: z.number(),
});
type BackendRow = z.infer<typeof backendRow>;

const parameters = z.array(parameterSchema);
const schemes = z.enum(apiSchemes);

/** What the gateways serve. `withBodies`: with what policies need to check bodies and to answer by example. One row that cannot be used takes nothing else with it: it is left out and named in `problems`. */
export function loadApisForGateway(
  sealKey: Buffer,
  values: NamedValues,
  { withBodies = false }: { withBodies?: boolean } = {},
) {
  return loadApis(notDrafts, sealKey, values, withBodies);
}

/**
 * A draft as it would be served, to those whom its API serves; null for an API that is no draft. `liveIds` names what
 * it stands for, so that calls of it are told as the API's.
 */
export async function loadDraftForGateway(sealKey: Buffer, values: NamedValues, draftId: string) {
  const row = await db().api.findFirst({
    where: { id: draftId, NOT: notDrafts },
    select: { draftOf: true, operations: { select: { id: true, liveId: true } } },
  });
  if (!row) return null;
  const { draftOf, operations } = row;
  const own = await loadApis({ id: draftOf }, sealKey, values, false);
  const draft = await loadApis({ id: draftId }, sealKey, values, true);
  const [live] = own.apis;
  const apis = draft.apis.map((api) =>
    live ? { ...api, pool: live.pool, productIds: live.productIds } : api,
  );
  const problems = [...own.problems, ...draft.problems];
  const liveIds = new Map([
    [draftId, draftOf],
    ...operations.map(({ id, liveId }) => [id, liveId ?? id] as const),
  ]);
  return { apis, problems, liveIds };
}

async function loadApis(
  where: Prisma.ApiWhereInput,
  sealKey: Buffer,
  values: NamedValues,
  withBodies: boolean,
) {
  const rows = await db().api.findMany({
    where,
    include: {
      backend: true,
      pool: { orderBy: { createdAt: "asc" } },
      products: { select: { productId: true } },
      operations: {
        select: {
          id: true,
          displayName: true,
          method: true,
          urlTemplate: true,
          parameters: true,
          request: withBodies,
          responses: withBodies,
        },
        orderBy: { position: "asc" },
      },
    },
  });
  const problems: string[] = [];
  const apis = readEach(rows, problems, (api) => ({
    id: api.id,
    name: api.name,
    suffix: api.suffix,
    schemes: schemes.parse(api.schemes),
    requiresSubscription: api.requiresSubscription,
    published: api.published,
    keyHeader: api.keyHeader,
    keyQuery: api.keyQuery,
    acceptsForeignJobs: api.acceptsForeignJobs,
    backend: openBackend(backendRow.parse(api.backend), sealKey, values),
    pool: readEach(
      api.pool.map((row) => ({ ...row, name: `${api.name}: ${row.url}` })),
      problems,
      (row) => openBackend(backendRow.parse(row), sealKey, values),
    ),
    resilience: resilienceInput.nullable().parse(api.backend.resilience),
    productIds: api.products.map(({ productId }) => productId),
    operations: readEach(
      api.operations.map((operation) => ({ ...operation, name: `${api.name}: ${operation.displayName}` })),
      problems,
      (operation) => ({
        id: operation.id,
        name: operation.displayName,
        method: operation.method,
        urlTemplate: operation.urlTemplate,
        queryDefaults: queryDefaults(operation.parameters),
        ...(withBodies && bodiesOf(operation.request, operation.responses)),
      }),
    ),
  }));
  return { apis, problems };
}

function readEach<Row extends { name: string }, Entry>(
  rows: readonly Row[],
  problems: string[],
  read: (row: Row) => Entry,
): Entry[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      const why = error instanceof z.ZodError ? "what is stored of it does not read" : String(error);
      problems.push(`${row.name}: ${why}`);
      return [];
    }
  });
}

function bodiesOf(storedRequest: unknown, storedResponses: unknown) {
  const request = requestSchema.nullable().parse(storedRequest);
  const answer = z
    .array(responseSchema)
    .parse(storedResponses)
    .find(({ status }) => status >= 200 && status < 300);
  const shown = answer?.representations.find(({ sample }) => sample?.trim()) ?? answer?.representations[0];
  return {
    bodies: (request?.representations ?? []).map(({ contentType, schema }) => ({
      contentType: contentType.split(";")[0]?.trim().toLowerCase() ?? "",
      schema: schema ?? null,
    })),
    isBodyRequired: request?.required ?? false,
    example:
      answer === undefined || shown?.sample === undefined
        ? null
        : { status: answer.status, contentType: shown.contentType, body: shown.sample },
  };
}

function queryDefaults(stored: unknown): Record<string, string> {
  const defaults = parameters
    .parse(stored)
    .flatMap(({ in: place, name, default: value }) =>
      place === "query" && value !== undefined ? [[name, value] as const] : [],
    );
  return Object.fromEntries(defaults);
}

function openBackend(row: BackendRow, sealKey: Buffer, values: NamedValues) {
  const { id, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority } = row;
  const { credentialKind, credentialName, credentialSealed, credentialDetail } = row;
  const { nextKind, nextName, nextSealed, nextDetail, nextFrom } = row;
  const open = (sealed: string, place: string) => values.resolve(unseal(sealed, sealKey, place));
  const present = credentialSealed === null ? null : open(credentialSealed, credentialPlace(id));
  const next = nextSealed === null ? null : open(nextSealed, nextCredentialPlace(id));
  const credential = credentialOf(
    { kind: credentialKind, name: credentialName, secret: present, detail: credentialDetail },
    values,
  );
  const nextCredential = credentialOf(
    { kind: nextKind ?? "none", name: nextName, secret: next, detail: nextDetail },
    values,
  );
  return {
    id,
    url: values.resolve(row.url),
    credential,
    nextCredential: nextCredential && { credential: nextCredential, fromMs: nextFrom?.getTime() ?? null },
    connectTimeoutMs,
    headersTimeoutMs,
    maxInFlight,
    weight,
    priority,
  };
}

interface OpenedCredential {
  kind: BackendRow["credentialKind"];
  name: string | null;
  /** With its named values in place. */
  secret: string | null;
  detail: BackendRow["credentialDetail"];
}

function credentialOf({ kind, name: storedName, secret, detail }: OpenedCredential, values: NamedValues) {
  if (kind === "none" || secret === null) return null;
  const name = storedName ?? "";
  switch (kind) {
    case "bearer":
      return { kind, token: secret };
    case "header":
    case "query":
      return { kind, name, value: secret };
    case "basic":
      return { kind, username: name, password: secret };
    case "entra":
      return { kind, clientId: values.resolve(name), clientSecret: secret, ...entraDetail(detail, values) };
  }
}

/** @throws Error naming a value that is not there, or an address that is none */
function entraDetail(stored: BackendRow["credentialDetail"], values: NamedValues) {
  const { authority, scope } = credentialDetail.parse(stored);
  const address = values.resolve(authority);
  if (!isAuthority(address)) throw new Error(`${address} is no address to ask for tokens`);
  return { authority: address, scope: values.resolve(scope) };
}
