import { z } from "zod";
import { signUpSettingsMessages as text } from "@/lib/messages/en/sign-up-settings";

/** Who may open an account without an administrator. Browser-safe. */

export const signUpModes = ["off", "domains", "open"] as const;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
    text.domainInvalid,
  );

const rules = z.strictObject({
  mode: z.enum(signUpModes),
  /** For the mode "domains": what stands after the @, exactly. */
  domains: z.array(domain).max(100, text.tooManyDomains),
});

/** The rules as a form sends them. */
export const signUpSettings = rules.refine(({ mode, domains }) => mode !== "domains" || domains.length > 0, {
  path: ["domains"],
  message: text.domainMissing,
});
export type SignUpSettings = z.infer<typeof rules>;

/** What was stored; nothing may have been. */
export const storedSignUpSettings = (usual: SignUpSettings["mode"]) =>
  rules.extend({ mode: rules.shape.mode.default(usual), domains: rules.shape.domains.default([]) });

/** Whether somebody with this address may open an account by themselves. */
export function maySignUp({ mode, domains }: SignUpSettings, email: string): boolean {
  if (mode !== "domains") return mode === "open";
  return domains.includes(email.slice(email.lastIndexOf("@") + 1));
}
