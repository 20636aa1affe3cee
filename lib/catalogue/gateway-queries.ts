import { z } from "zod";
import { db } from "@/lib/db/client";
import { unseal } from "@/lib/keys/seal";
import type { NamedValues } from "@/lib/named-values/resolve";
import { credentialPlace } from "./credential-place";
import { apiSchemes, credentialKinds, parameterSchema } from "./schema";

/** What the gateways load: every API with its backend's credential opened. Never for a page or a route. */

const backendRow = z.object({
  id: z.string(),
  url: z.string(),
  credentialKind: z.enum(credentialKinds),
  credentialName: z.string().nullable(),
  credentialSealed: z.string().nullable(),
  connectTimeoutMs: z.number(),
  headersTimeoutMs: z.number(),
});

const parameters = z.array(parameterSchema);
const schemes = z.enum(apiSchemes);

/** One row that cannot be used takes nothing else with it: it is left out and named in `problems`. */
export async function loadApisForGateway(sealKey: Buffer, values: NamedValues) {
  const rows = await db().api.findMany({
    include: {
      backend: true,
      products: { select: { productId: true } },
      operations: {
        select: { id: true, displayName: true, method: true, urlTemplate: true, parameters: true },
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

function queryDefaults(stored: unknown): Record<string, string> {
  const defaults = parameters
    .parse(stored)
    .flatMap(({ in: place, name, default: value }) =>
      place === "query" && value !== undefined ? [[name, value] as const] : [],
    );
  return Object.fromEntries(defaults);
}

function openBackend(row: z.infer<typeof backendRow>, sealKey: Buffer, values: NamedValues) {
  const { id, connectTimeoutMs, headersTimeoutMs } = row;
  const url = values.resolve(row.url);
  return { id, url, connectTimeoutMs, headersTimeoutMs, credential: openCredential(row, sealKey, values) };
}

function openCredential(row: z.infer<typeof backendRow>, sealKey: Buffer, values: NamedValues) {
  const { id, credentialKind: kind, credentialName, credentialSealed } = row;
  if (kind === "none" || credentialSealed === null) return null;
  const secret = values.resolve(unseal(credentialSealed, sealKey, credentialPlace(id)));
  const name = credentialName ?? "";
  switch (kind) {
    case "bearer":
      return { kind, token: secret };
    case "header":
    case "query":
      return { kind, name, value: secret };
    case "basic":
      return { kind, username: name, password: secret };
  }
}
