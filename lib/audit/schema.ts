import { z } from "zod";
import { auditMessages as text } from "@/lib/messages/en/audit";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";

/** What administrators ask and get of the audit log. Browser-safe. */

const id = z.string().regex(/^[\w-]{1,64}$/, text.idInvalid);
const line = z.string().trim().max(300).regex(storable, textMessages.unstorable);
const moment = z.iso.datetime({ offset: true, error: text.momentInvalid });

/** Which events: everything that is said must hold. An empty text asks nothing. */
const filters = {
  /** Words looked for in who, what, target, address and request id. */
  search: line,
  /** The email, or a part of it. */
  actor: line,
  /** An action ("api.update"), or all of a kind ("api"). */
  action: line,
  /** "api:<id>", or a kind of target ("api"). */
  target: line,
  /** From this moment on ... */
  from: moment.or(z.literal("")),
  /** ... and before this one. */
  until: moment.or(z.literal("")),
};

export const auditFilter = z.strictObject({
  search: filters.search.default(""),
  actor: filters.actor.default(""),
  action: filters.action.default(""),
  target: filters.target.default(""),
  from: filters.from.default(""),
  until: filters.until.default(""),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** A page is told by the event that it goes on from, so that new events move nothing. */
export const auditQuery = auditFilter.extend({ older: id.optional(), newer: id.optional() });
export type AuditQuery = z.infer<typeof auditQuery>;

/** The same in a page's address, where a value that means nothing counts as absent. */
export const auditAddress = z.object({
  search: filters.search.catch(""),
  actor: filters.actor.catch(""),
  action: filters.action.catch(""),
  target: filters.target.catch(""),
  from: filters.from.catch(""),
  until: filters.until.catch(""),
  older: id.optional().catch(undefined),
  newer: id.optional().catch(undefined),
});

export const exportFormats = ["csv", "jsonl"] as const;
export const auditExportQuery = auditFilter.extend({
  format: z.enum(exportFormats, { error: text.formatUnknown }).default("csv"),
});

export const auditEventParams = z.strictObject({ eventId: id });

const document = z.record(z.string(), z.json());

export const auditEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** Null for what Gatehouse did of itself and for people who were not signed in. */
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  targetType: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  before: document.nullable(),
  after: document.nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEventView = z.infer<typeof auditEvent>;

export const auditPage = z.object({
  items: z.array(auditEvent),
  /** The event that the next page of older events goes on from; null at the end. */
  older: z.string().nullable(),
  /** The same towards now; null on the newest page. */
  newer: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;

/** One value that an event changed. */
export interface Change {
  /** Where: `limits › 1 › calls`. */
  path: string;
  /** Null where there was none. */
  before: string | null;
  /** Null where there is none any more. */
  after: string | null;
}

/** The filter as a query of an address: what asks nothing is left out. */
export function auditSearch(
  filter: Partial<AuditQuery> & { format?: (typeof exportFormats)[number] },
): string {
  const said = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(said).toString();
}
