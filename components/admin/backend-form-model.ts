import { z } from "zod";
import { backendFields, credentialInput, credentialKinds, nextCredentialInput } from "@/lib/catalogue/schema";

/** The form's way to say what becomes of the credential: kept, removed ("none"), or replaced. */
export const credentialChoices = ["keep", ...credentialKinds] as const;
export type CredentialChoice = (typeof credentialChoices)[number];

/** The fields of all kinds; which of them count depends on the kind. */
const typedCredential = z.object({
  kind: z.enum(credentialChoices),
  name: z.string(),
  authority: z.string(),
  scope: z.string(),
  secret: z.string(),
  /** A day, or empty. */
  expires: z.string(),
});
export type TypedCredential = z.infer<typeof typedCredential>;

export function emptyCredential(kind: CredentialChoice): TypedCredential {
  return { kind, name: "", authority: "", scope: "", secret: "", expires: "" };
}

const credentialField = typedCredential.transform((typed, context) => {
  const { kind, name, authority, scope, secret } = typed;
  if (kind === "keep") return undefined;
  // The last moment of the day, wherever its issuer is.
  const expiresAt = typed.expires === "" ? null : `${typed.expires}T23:59:59Z`;
  const wanted =
    kind === "none"
      ? { kind }
      : kind === "bearer"
        ? { kind, secret, expiresAt }
        : kind === "entra"
          ? { kind, name, authority, scope, secret, expiresAt }
          : { kind, name, secret, expiresAt };
  const parsed = credentialInput.safeParse(wanted);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: "custom", path: path[0] === "expiresAt" ? ["expires"] : [...path], message });
  }
  return z.NEVER;
});

/** A backend as its form holds it; its output is what the route takes. */
export const backendForm = z.strictObject({ ...backendFields, credential: credentialField });
export type BackendFormInput = z.input<typeof backendForm>;
export type BackendFormOutput = z.output<typeof backendForm>;

/** The next credential as its dialog holds it. */
export const rotationForm = z.strictObject({
  credential: credentialField,
  /** A local day and time, or empty to switch by hand. */
  from: z.string().transform((local) => (local === "" ? null : new Date(local).toISOString())),
});
export type RotationFormInput = z.input<typeof rotationForm>;
export type RotationFormOutput = z.output<typeof rotationForm>;

/** What the route takes of it. @throws ZodError when it is not whole, which the form has checked */
export const nextCredentialOf = (typed: RotationFormOutput) => nextCredentialInput.parse(typed);
