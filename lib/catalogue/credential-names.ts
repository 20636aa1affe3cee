import { namedValueMessages } from "@/lib/messages/en/named-values";
import type { NamingText } from "@/lib/named-values/resolve";
import { type CredentialInput, isAuthority } from "./credential-schema";

/**
 * The texts of a credential that may use named values: its secret, and of Microsoft Entra all else too, which
 * administrators can read. `prefix`: where the credential stands in the form.
 */
export function namingTextsOf(credential: CredentialInput, prefix = ""): NamingText[] {
  if (credential.kind === "none") return [];
  const secret = { field: `${prefix}secret`, text: credential.secret };
  if (credential.kind !== "entra") return [secret];
  const { name, authority, scope } = credential;
  const open = (field: string, text: string) => ({ field: `${prefix}${field}`, text, isOpen: true });
  const faultOf = (url: string) => (isAuthority(url) ? null : namedValueMessages.addressResolved(url));
  return [secret, open("name", name), { ...open("authority", authority), faultOf }, open("scope", scope)];
}
