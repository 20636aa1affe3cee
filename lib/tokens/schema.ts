import { z } from "zod";
import { tokenMessages as text } from "@/lib/messages/en/tokens";

/** What administrators send and get about their access tokens. Browser-safe. */

/** What a token may do: read, or read and write. */
export const tokenScopes = ["read", "write"] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** For how many days; none lasts for ever. */
export const tokenLifetimes = [7, 30, 90, 365] as const;

export const tokensPerUser = 20;

export const tokenInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, text.nameMissing)
    .max(100, text.nameTooLong)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, text.unprintable),
  scope: z.enum(tokenScopes, { error: text.scopeUnknown }).default("read"),
  expiresInDays: z.literal(tokenLifetimes, { error: text.lifetimeUnknown }).default(30),
});
export type TokenInput = z.infer<typeof tokenInput>;

export const tokenParams = z.strictObject({ tokenId: z.string().regex(/^[\w-]{1,64}$/, text.idInvalid) });

export const accessToken = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(tokenScopes),
  masked: z.string(),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  lastUsedAtMs: z.number().nullable(),
});
export type AccessToken = z.infer<typeof accessToken>;
export const accessTokens = z.object({ items: z.array(accessToken) });

/** A token at the one time that it is known whole. */
export const madeToken = z.object({
  id: z.string(),
  name: z.string(),
  value: z.string(),
  masked: z.string(),
});
export type MadeToken = z.infer<typeof madeToken>;
