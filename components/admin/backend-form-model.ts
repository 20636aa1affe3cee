import { z } from "zod";
import { backendInput, credentialInput, credentialKinds } from "@/lib/catalogue/schema";

/** The form's way to say what becomes of the credential: kept, removed ("none"), or replaced. */
export const credentialChoices = ["keep", ...credentialKinds] as const;
export type CredentialChoice = (typeof credentialChoices)[number];

const credentialField = z
  .object({ kind: z.enum(credentialChoices), name: z.string(), secret: z.string() })
  .transform(({ kind, name, secret }, context) => {
    if (kind === "keep") return undefined;
    const wanted = kind === "none" ? { kind } : kind === "bearer" ? { kind, secret } : { kind, name, secret };
    const parsed = credentialInput.safeParse(wanted);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
    return z.NEVER;
  });

/** A backend as its form holds it; its output is what the route takes. */
export const backendForm = z.strictObject({
  webServiceUrl: backendInput.shape.webServiceUrl,
  credential: credentialField,
  connectTimeoutMs: backendInput.shape.connectTimeoutMs,
  headersTimeoutMs: backendInput.shape.headersTimeoutMs,
});
export type BackendFormInput = z.input<typeof backendForm>;
export type BackendFormOutput = z.output<typeof backendForm>;
