import { z } from "zod";
import { identityMessages as text } from "@/lib/messages/en/identities";
import { presentPasswordSchema } from "@/lib/users/schema";

/** What identity providers are made of, and what people see of them. Browser-safe. */

export const providerKinds = ["oidc", "entra", "github"] as const;
export type ProviderKind = (typeof providerKinds)[number];

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, text.tooLong)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, text.unprintable);

/** Its own name for the provider of passwords is next-auth's. */
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, text.idInvalid)
  .refine((value) => value !== "credentials", text.idTaken);

const openFields = {
  name: line(60).min(1, text.nameMissing),
  issuer: line(500),
  clientId: line(300).min(1, text.clientIdMissing),
  active: z.boolean().default(true),
};
const fields = { ...openFields, clientSecret: line(1_000).default("") };

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isPlainUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    `${url.search}${url.hash}${url.username}${url.password}` === ""
  );
}

/** What is wrong with an issuer of this kind; null when nothing is. */
function issuerFault(kind: ProviderKind, issuer: string): string | null {
  if (kind === "entra") return guid.test(issuer) ? null : text.tenantInvalid;
  if (!isPlainUrl(issuer)) return text.issuerInvalid;
  if (kind === "github" && URL.parse(issuer)?.pathname !== "/") return text.originOnly;
  return null;
}

function checkIssuer(
  { kind, issuer }: { kind: ProviderKind; issuer: string },
  context: z.RefinementCtx,
): void {
  const fault = issuerFault(kind, issuer);
  if (fault !== null) context.addIssue({ code: "custom", path: ["issuer"], message: fault });
}

const kind = z.enum(providerKinds);

/** One as the configuration file has it: secrets are in no file. */
export const providerEntry = z.strictObject({ id, kind, ...openFields }).superRefine(checkIssuer);
export type ProviderEntry = z.infer<typeof providerEntry>;

/** One as the form has it; an empty secret keeps the one there is. */
export const providerForm = z.strictObject({ id, kind, ...fields }).superRefine(checkIssuer);
export type ProviderForm = z.input<typeof providerForm>;

export const providerInput = providerForm.refine(({ clientSecret }) => clientSecret !== "", {
  path: ["clientSecret"],
  message: text.secretMissing,
});
export type ProviderInput = z.infer<typeof providerInput>;

/** Short name and kind stay. An empty secret keeps the one there is. */
export const providerChange = z.strictObject({ kind, ...fields }).superRefine(checkIssuer);
export type ProviderChange = z.infer<typeof providerChange>;

export const providerParams = z.strictObject({
  providerId: z.string().regex(/^[a-z0-9-]{1,40}$/, text.missing),
});

/** Asked for where there is a password, before an account from elsewhere is linked. */
export const passwordGiven = z.strictObject({ currentPassword: presentPasswordSchema });
export type PasswordGiven = z.infer<typeof passwordGiven>;

/** Starts linking: the browser is sent to this provider next. */
export const linkInput = z.strictObject({
  providerId: providerParams.shape.providerId,
  currentPassword: presentPasswordSchema.optional(),
});
export type LinkInput = z.infer<typeof linkInput>;

/** One as administrators read it: its secret is not in it. */
export const identityProvider = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  active: z.boolean(),
  /** One from the configuration file is off until its secret is entered. */
  secretSet: z.boolean(),
  redirectUri: z.string(),
  peopleCount: z.number(),
  /** For `If-Match`. */
  version: z.string(),
});
export type IdentityProviderRow = z.infer<typeof identityProvider>;
export const identityProviders = z.object({ items: z.array(identityProvider) });

/** A button on the sign-in page, or on the profile. */
export interface ProviderButton {
  id: string;
  name: string;
}

/** One of somebody's linked identities. */
export const linkedIdentity = z.object({
  providerId: z.string(),
  providerName: z.string(),
  label: z.string(),
  linkedAtMs: z.number(),
  lastUsedAtMs: z.number().nullable(),
});
export type LinkedIdentity = z.infer<typeof linkedIdentity>;
export const linkedIdentities = z.object({ items: z.array(linkedIdentity) });
