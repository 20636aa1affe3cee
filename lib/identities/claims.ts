import { z } from "zod";
import { emailSchema, profileInput } from "@/lib/users/schema";
import type { ProviderKind } from "./schema";

/** Whom a provider has confirmed. */
export interface ConfirmedPerson {
  /** The provider's own name for the account, which never changes. */
  subject: string;
  /** Only where the provider says that the address is the person's; anything else opens no account. */
  email: string | null;
  name: string | null;
  /** To recognise the account by. */
  label: string;
}

const truth = z.union([z.literal(true), z.literal("true"), z.literal(1), z.literal("1")]);

const claims = z.object({
  sub: z.string().min(1).max(300),
  email: emailSchema.nullish().catch(null),
  email_verified: truth.nullish().catch(null),
  xms_edov: truth.nullish().catch(null),
  name: profileInput.shape.name.nullish().catch(null),
  preferred_username: z.string().max(300).nullish().catch(null),
});

/**
 * What an OpenID provider's claims say. Entra's email is whatever a directory's administrator wrote there: it counts
 * only with `xms_edov`, by which Microsoft says that the domain's owner was verified. `email_verified` is not
 * Entra's to say.
 */
export function personOfClaims(kind: Exclude<ProviderKind, "github">, given: unknown): ConfirmedPerson {
  const { sub, email, email_verified, xms_edov, name, preferred_username } = claims.parse(given);
  const verified = kind === "entra" ? xms_edov : email_verified;
  return {
    subject: sub,
    email: verified && email ? email : null,
    name: name ?? null,
    label: email ?? preferred_username ?? name ?? sub,
  };
}

const githubUser = z.object({
  id: z.number().int(),
  login: z.string().max(100),
  name: profileInput.shape.name.nullish().catch(null),
});
const githubEmails = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }).loose(),
);

/** What GitHub says: of the addresses only the primary one counts, and only when it is verified. */
export function personOfGithub(user: unknown, emails: unknown): ConfirmedPerson {
  const { id, login, name } = githubUser.parse(user);
  const primary = githubEmails.parse(emails).find((one) => one.primary && one.verified);
  return {
    subject: String(id),
    email: emailSchema.safeParse(primary?.email).data ?? null,
    name: name ?? login,
    label: login,
  };
}
