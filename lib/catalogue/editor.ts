import type { Actor } from "@/lib/audit/commands";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { catalogueMessages as text } from "@/lib/messages/en/catalogue";
import { revisionMessages } from "@/lib/messages/en/revisions";
import { type CatalogueViewer, canManageCatalogue } from "./permissions";
import { idSchema } from "./text-schema";

/** Who changes the catalogue: what they may do, and what the audit log calls them. */
export interface Editor {
  viewer: CatalogueViewer;
  actor: Actor;
}

/** @throws AppError not-allowed */
export function requireManager(viewer: CatalogueViewer | null): void {
  if (!canManageCatalogue(viewer)) throw new AppError("not-allowed", text.adminsOnly);
}

/** Whether a text from an address can be an id at all; some texts no database takes. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}

export function apiMissing(): AppError {
  return new AppError("not-found", text.apiMissing);
}

export function operationMissing(): AppError {
  return new AppError("not-found", text.operationMissing);
}

export function backendMissing(): AppError {
  return new AppError("not-found", text.backendMissing);
}

/** What the audit log calls an API, or its draft. */
export function auditName({ name, draftOf }: { name: string; draftOf: string }): string {
  return draftOf === "" ? name : revisionMessages.draftOf(name);
}

/** APIs themselves, without their drafts. */
export const notDrafts = { draftOf: "" } as const;

/** An API by its slug, which its draft has as well. */
export function bySlug(slug: string) {
  return { draftOf_slug: { ...notDrafts, slug } };
}

/**
 * Takes the row of an API that is no draft: for what a draft has not of its own (its backend, its products, its end).
 * @throws AppError not-found
 */
export async function lockOwnApi(tx: Transaction, apiId: string) {
  await lockApi(tx, apiId);
  const api = await tx.api.findFirst({ where: { id: apiId, ...notDrafts }, include: { backend: true } });
  if (!api) throw apiMissing();
  return api;
}

/**
 * Takes the API's row for the transaction: changes to one API follow one another, so that what was checked about its
 * operations stays true until the commit. @throws AppError not-found
 */
export async function lockApi(tx: Transaction, apiId: string): Promise<void> {
  const { count } = await tx.api.updateMany({ where: { id: apiId }, data: { updatedAt: new Date() } });
  if (count === 0) throw apiMissing();
}
