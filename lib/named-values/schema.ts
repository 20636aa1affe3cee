import { z } from "zod";
import { idSchema, lineSchema } from "@/lib/catalogue/text-schema";
import { namedValueMessages as text } from "@/lib/messages/en/named-values";

/** What a named value is made of, and how one is used. Browser-safe. */

const name = /[\w.-]{1,100}/;
const reference = new RegExp(`\\{\\{(${name.source})\\}\\}`, "g");

/** The names that a text uses, each once. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(reference)].map(([, used = ""]) => used))];
}

/** A text with every `{{Name}}` replaced; what it is replaced by is not looked at again. */
export function replaceNames(text: string, meaning: (name: string) => string): string {
  return text.includes("{{") ? text.replace(reference, (_, used: string) => meaning(used)) : text;
}

/** Shorter ones would be found by chance in answers, and so could not be kept out of them. */
const shortestSecret = 6;

const fields = {
  secret: z.boolean(),
  value: lineSchema(4_000)
    .min(1, { error: text.valueMissing, abort: true })
    .regex(/^[\x20-\x7e]*$/, text.valueCharacters),
};

function longEnough({ secret, value }: { secret: boolean; value: string }, context: z.RefinementCtx): void {
  if (!secret || value.length >= shortestSecret) return;
  context.addIssue({ code: "custom", path: ["value"], message: text.secretShort(shortestSecret) });
}

export const namedValueInput = z
  .strictObject({
    name: lineSchema(100)
      .min(1, { error: text.nameMissing, abort: true })
      .regex(new RegExp(`^${name.source}$`), text.nameInvalid),
    ...fields,
  })
  .superRefine(longEnough);
export type NamedValueInput = z.infer<typeof namedValueInput>;

/** The name stays: others use it. */
export const namedValueChange = z.strictObject(fields).superRefine(longEnough);
export type NamedValueChange = z.infer<typeof namedValueChange>;

export const namedValueParams = z.strictObject({ valueId: idSchema });

/** One as administrators read it: a secret one's value is not in it. */
export interface NamedValueRow {
  id: string;
  name: string;
  secret: boolean;
  value: string | null;
  /** A configuration file brings secret ones by name only: until its value is set, what uses it lets nothing pass. */
  isSet: boolean;
  setAt: string;
  /** For `If-Match`. */
  version: string;
  usedBy: { label: string; href: string }[];
}
