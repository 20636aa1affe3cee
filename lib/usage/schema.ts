import { z } from "zod";
import { storable } from "@/lib/text/schema";

/** What administrators ask of the call log. Browser-safe. */

export const callKinds = ["all", "refused", "failed"] as const;
export type CallKind = (typeof callKinds)[number];

export const callId = z.string().regex(/^[\w-]{1,64}$/);

/** A page's address, where a value that means nothing counts as absent. A page goes on from a call, so that new ones move nothing. */
export const callsAddress = z.object({
  show: z.enum(callKinds).catch("all"),
  /** A request id, or a part of what was called or of the caller's address. */
  search: z.string().trim().max(300).regex(storable).catch(""),
  older: callId.optional().catch(undefined),
});
export type CallsQuery = z.infer<typeof callsAddress>;

/** The part of an address behind the question mark that asks for these calls; empty for all of them. */
export function callsSearch({ show = "all", search = "", older }: Partial<CallsQuery>): string {
  const query = new URLSearchParams();
  if (show !== "all") query.set("show", show);
  if (search !== "") query.set("search", search);
  if (older !== undefined) query.set("older", older);
  return query.size === 0 ? "" : `?${query}`;
}
