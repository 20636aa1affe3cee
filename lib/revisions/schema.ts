import { z } from "zod";
import { textSchema } from "@/lib/catalogue/text-schema";
import { revisionMessages as text } from "@/lib/messages/en/revisions";

/** What revisions of an API are made of for forms and pages. Browser-safe. */

const longestNote = 2_000;

/** What is published is told to developers: a note is asked for. */
export const publishRevisionInput = z.strictObject({
  note: textSchema(longestNote).refine((note) => note.trim() !== "", { error: text.noteMissing }),
});
export type PublishRevisionInput = z.infer<typeof publishRevisionInput>;

export const revisionNumber = z.coerce.number().int().min(1).max(1_000_000);

const differentPart = z.object({ name: z.string(), before: z.string(), after: z.string() });
export type DifferentPart = z.infer<typeof differentPart>;

const difference = z.object({
  /** What it is about: the settings, an operation with its verb. */
  subject: z.string(),
  change: z.enum(["added", "removed", "changed"]),
  parts: z.array(differentPart),
});
export type Difference = z.infer<typeof difference>;

export const publishedRevision = z.object({ number: z.number() });
export const startedDraft = z.object({ id: z.string() });

const revisionLine = z.object({
  number: z.number(),
  /** Null for a state that was kept before another took its place. */
  note: z.string().nullable(),
  /** The revision whose state it brought back. */
  restored: z.number().nullable(),
  actorName: z.string(),
  publishedAt: z.iso.datetime(),
});
export type RevisionLine = z.infer<typeof revisionLine>;

const draftState = z.object({
  id: z.string(),
  /** The number of the revision that it began from. */
  base: z.number(),
  startedAt: z.iso.datetime(),
  /** What it changes of that revision. */
  differences: z.array(difference),
  /** What was changed in the API since it began. */
  moved: z.array(difference),
});
export type DraftState = z.infer<typeof draftState>;

export const revisionList = z.object({
  /** Latest first. */
  revisions: z.array(revisionLine),
  /** Whether the API is what its latest revision was. */
  isLatestLive: z.boolean(),
  draft: draftState.nullable(),
});
export type RevisionList = z.infer<typeof revisionList>;

export const revisionDetail = revisionLine.extend({
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  operations: z.array(z.object({ method: z.string(), urlTemplate: z.string(), displayName: z.string() })),
  /** What rolling back to it would change. */
  differences: z.array(difference),
});
export type RevisionDetail = z.infer<typeof revisionDetail>;
