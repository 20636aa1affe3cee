import { z } from "zod";
import { lineSchema, textSchema } from "@/lib/catalogue/text-schema";
import { layoutMessages } from "@/lib/messages/en/layout";
import { settingsMessages } from "@/lib/messages/en/settings";
import { textMessages } from "@/lib/messages/en/text";
import { storable } from "@/lib/text/schema";
import { emailSchema } from "@/lib/users/schema";
import { isReadable } from "./palette";

/** What an administrator sets for the whole portal. Browser-safe. Every part has a default, so that what earlier versions stored parses. */

const text = settingsMessages.organisation;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const organisationSettings = z.strictObject({
  name: z
    .string()
    .trim()
    .max(60, text.nameTooLong)
    // NUL and halves of surrogate pairs: PostgreSQL can store neither.
    .regex(storable, textMessages.unstorable)
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, text.nameMissing)
    .default(layoutMessages.productName),
  /** Empty for none. */
  email: z.literal("").or(emailSchema).default(""),
  /** An IANA name; empty where everybody sees times in the zone of their browser. */
  timeZone: z.literal("").or(z.string().max(100).refine(isTimeZone, text.timeZoneUnknown)).default(""),
});
export type OrganisationSettings = z.output<typeof organisationSettings>;

const branding = settingsMessages.branding;

export const brandingSettings = z.strictObject({
  /** `#rrggbb`; empty for the product's own. */
  accent: z
    .literal("")
    .or(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^#[0-9a-f]{6}$/, { error: branding.accentInvalid, abort: true })
        .refine(isReadable, branding.accentTooLight),
    )
    .default(""),
  /** What the start page is headed with; empty for the product's own words. */
  homeTitle: lineSchema(120).default(""),
  /** Markdown under it; empty for the product's own words. */
  homeText: textSchema(10_000).default(""),
});
export type BrandingSettings = z.output<typeof brandingSettings>;
