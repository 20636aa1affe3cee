import { z } from "zod";
import { db } from "@/lib/db/client";
import { noResilience, type ResilienceInput, resilienceInput } from "./backend-schema";
import { credentialDetail, credentialKinds } from "./credential-schema";
import { apiMissing, backendMissing, isId, notDrafts, requireManager } from "./editor";
import type { CatalogueViewer } from "./permissions";

/** What administrators read of an API's backends. Secrets are not in it. */

/** What is known of a stored credential: never its secret. */
export interface StoredCredential {
  kind: (typeof credentialKinds)[number];
  name: string | null;
  authority: string | null;
  setAt: string | null;
  expiresAt: string | null;
}

export interface BackendDetail {
  id: string;
  /** The API's own, which batch jobs go to. */
  isOwn: boolean;
  webServiceUrl: string;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxInFlight: number | null;
  weight: number;
  priority: number;
  credential: StoredCredential;
  /** The credential that takes over at `from` (null: by hand). */
  next: (StoredCredential & { from: string | null }) | null;
}

export interface ApiBackends {
  /** The API's own first. */
  backends: BackendDetail[];
  resilience: ResilienceInput;
}

const kind = z.enum(credentialKinds);
const select = { omit: { credentialSealed: true, nextSealed: true } } as const;

/** @throws AppError not-allowed or not-found */
export async function listBackends(viewer: CatalogueViewer | null, apiId: string): Promise<ApiBackends> {
  requireManager(viewer);
  if (!isId(apiId)) throw apiMissing();
  const api = await db().api.findUnique({
    where: { id: apiId, ...notDrafts },
    select: { backend: select, pool: { ...select, orderBy: { createdAt: "asc" } } },
  });
  if (!api) throw apiMissing();
  return {
    backends: [api.backend, ...api.pool].map((row) => detailOf(row, row.id === api.backend.id)),
    resilience: resilienceInput.nullable().parse(api.backend.resilience) ?? noResilience,
  };
}

/** @throws AppError not-allowed or not-found */
export async function getBackend(
  viewer: CatalogueViewer | null,
  apiId: string,
  backendId: string,
): Promise<BackendDetail> {
  const { backends } = await listBackends(viewer, apiId);
  const backend = backends.find(({ id }) => id === backendId);
  if (backend === undefined) throw backendMissing();
  return backend;
}

interface Row {
  id: string;
  url: string;
  credentialKind: string;
  credentialName: string | null;
  credentialSetAt: Date | null;
  credentialDetail: unknown;
  credentialExpiresAt: Date | null;
  nextKind: string | null;
  nextName: string | null;
  nextSetAt: Date | null;
  nextDetail: unknown;
  nextExpiresAt: Date | null;
  nextFrom: Date | null;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxInFlight: number | null;
  weight: number;
  priority: number;
}

function detailOf(row: Row, isOwn: boolean): BackendDetail {
  const { id, url, connectTimeoutMs, headersTimeoutMs, maxInFlight, weight, priority } = row;
  return {
    id,
    isOwn,
    webServiceUrl: url,
    connectTimeoutMs,
    headersTimeoutMs,
    maxInFlight,
    weight,
    priority,
    credential: {
      kind: kind.parse(row.credentialKind),
      name: row.credentialName,
      authority: authorityOf(row.credentialDetail),
      setAt: row.credentialSetAt?.toISOString() ?? null,
      expiresAt: row.credentialExpiresAt?.toISOString() ?? null,
    },
    next:
      row.nextKind === null
        ? null
        : {
            kind: kind.parse(row.nextKind),
            name: row.nextName,
            authority: authorityOf(row.nextDetail),
            setAt: row.nextSetAt?.toISOString() ?? null,
            expiresAt: row.nextExpiresAt?.toISOString() ?? null,
            from: row.nextFrom?.toISOString() ?? null,
          },
  };
}

function authorityOf(detail: unknown): string | null {
  return credentialDetail.nullable().parse(detail)?.authority ?? null;
}
