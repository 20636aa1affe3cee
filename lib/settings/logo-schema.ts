import { z } from "zod";
import { settingsMessages } from "@/lib/messages/en/settings";

/** The organisation's logo, for light and for dark ground. Browser-safe. */

const text = settingsMessages.logo;

export const logoThemes = ["light", "dark"] as const;
export type LogoTheme = (typeof logoThemes)[number];

export const longestLogoBytes = 256 * 1024;
export const logoTypes = ["image/png", "image/jpeg", "image/webp"] as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is known of a stored picture beside its bytes. */
const mark = z.strictObject({
  hash,
  type: z.enum(logoTypes),
  width: z.number(),
  height: z.number(),
});

/** Without one for dark ground, that for light ground stands there too. */
export const logoSettings = z.strictObject({
  light: mark.nullable().default(null),
  dark: mark.nullable().default(null),
});
export type LogoSettings = z.output<typeof logoSettings>;

export const logoParams = z.strictObject({ theme: z.enum(logoThemes) });
export const logoFileParams = z.strictObject({ hash });

/** The picture as base64; what it is is read from itself. */
export const logoInput = z.strictObject({
  data: z
    .string()
    .min(1, { error: text.missing, abort: true })
    .max(Math.ceil(longestLogoBytes / 3) * 4, { error: text.tooLarge, abort: true })
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, text.unknown),
});
export type LogoInput = z.output<typeof logoInput>;
