import { z } from "zod";
import { apiMessages as text } from "@/lib/messages/en/catalogue";
import { replaceNames } from "@/lib/named-values/schema";
import { isGatewayHeader, lineSchema, tokenPattern } from "./text-schema";

/** How calls prove themselves to a backend. Browser-safe. */

export const credentialKinds = ["none", "bearer", "header", "query", "basic", "entra"] as const;

/** What every credential with a secret has beside it. */
const secretFields = {
  secret: z
    .string()
    .trim()
    .min(1, { error: text.secretMissing, abort: true })
    .max(10_000, text.tooLong(10_000))
    .regex(/^[\x20-\x7e]*$/, text.secretCharacters),
  /** When it ends, as its issuer says; empty or null: not known. */
  expiresAt: z
    .union([z.iso.datetime({ offset: true }), z.literal("").transform(() => null)], {
      error: text.expiryInvalid,
    })
    .nullish(),
};

const credentialName = lineSchema(200)
  .min(1, { error: text.credentialNameMissing, abort: true })
  .regex(tokenPattern, text.headerNameInvalid);

/** What callers and the gateway say of themselves in these. */
const reserved = /^(?:content-type|cookie)$/;
const credentialHeader = credentialName.refine(
  (name) => !isGatewayHeader(name) && !reserved.test(name.toLowerCase()),
  { error: text.headerReserved },
);

/** A secret travels there: in clear only within the machine. What stands for a name is checked when it is known. */
export function isAuthority(written: string): boolean {
  const url = URL.parse(replaceNames(written, () => "name"));
  if (url === null || url.search || url.hash || url.username || url.password) return false;
  const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isHere);
}

const authority = lineSchema(500)
  .min(1, { error: text.authorityMissing, abort: true })
  .refine(isAuthority, { error: text.authorityInvalid });

/** Write-only. `undefined` keeps what is stored; kind "none" removes it. */
export const credentialInput = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("bearer"), ...secretFields }),
    z.strictObject({ kind: z.literal("header"), name: credentialHeader, ...secretFields }),
    z.strictObject({ kind: z.literal("query"), name: credentialName, ...secretFields }),
    z.strictObject({
      kind: z.literal("basic"),
      name: lineSchema(200)
        .min(1, { error: text.userNameMissing, abort: true })
        .regex(/^[\x20-\x39\x3b-\x7e]*$/, text.userNameInvalid),
      ...secretFields,
    }),
    z.strictObject({
      kind: z.literal("entra"),
      /** The client id. */
      name: lineSchema(200).min(1, { error: text.clientIdMissing, abort: true }),
      authority,
      scope: lineSchema(1_000).min(1, { error: text.scopeMissing, abort: true }),
      ...secretFields,
    }),
  ],
  { error: text.credentialKindUnknown },
);
export type CredentialInput = z.infer<typeof credentialInput>;

/** Of Entra: where tokens are asked for, and for what. */
export const credentialDetail = z.object({ authority: z.string(), scope: z.string() });

/** A credential that takes over at a time, or by hand. */
export const nextCredentialInput = z.strictObject({
  credential: credentialInput.refine(({ kind }) => kind !== "none", { error: text.nextCredentialMissing }),
  /** Null: by hand. */
  from: z
    .union([z.iso.datetime({ offset: true }), z.literal("").transform(() => null)], {
      error: text.fromInvalid,
    })
    .nullable(),
});
export type NextCredentialInput = z.infer<typeof nextCredentialInput>;

/** "switch": the next one is used from now on. "finish": the old one goes. "cancel": the next one goes. */
export const rotationStep = z.strictObject({ step: z.enum(["switch", "finish", "cancel"]) });
export type RotationStep = z.infer<typeof rotationStep>["step"];
