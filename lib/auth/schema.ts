import { z } from "zod";
import type { AppError } from "@/lib/errors";

/**
 * Why a sign-in failed, as it travels from next-auth to the page: next-auth hands over one string, in an answer or in
 * `?error=`. Browser-safe.
 */
const failureCodes = [
  "wrong-credentials",
  "too-many-attempts",
  "not-allowed",
  "not-confirmed",
  "not-ready",
  "provider-failed",
  "email-unverified",
  "sign-up-closed",
  "identity-differs",
  "link-taken",
  "link-exists",
  "link-over",
  "internal",
] as const;

export type FailureCode = (typeof failureCodes)[number];

export interface SignInFailure {
  code: FailureCode;
  retryAfterSeconds: number | null;
}

/** `too-many-attempts.540`: a code and the seconds to wait, never a message from inside. */
export function writeSignInFailure({
  code,
  retryAfterSeconds,
}: Pick<AppError, "code" | "retryAfterSeconds">): string {
  return retryAfterSeconds === undefined ? code : `${code}.${retryAfterSeconds}`;
}

/** Anything may stand in the address, so what is not known is an internal failure. Null when there is none. */
export function readSignInFailure(text: string | null | undefined): SignInFailure | null {
  if (!text) return null;
  // next-auth's own word for a provider that answered null.
  if (text === "CredentialsSignin") return { code: "wrong-credentials", retryAfterSeconds: null };
  // Its words for a provider that could not be asked, or whose answer does not hold.
  if (/^(?:OAuth(?:Signin|Callback)|Callback)$/.test(text)) {
    return { code: "provider-failed", retryAfterSeconds: null };
  }
  const [word, seconds] = /^([a-z-]+)(?:\.(\d{1,6}))?$/.exec(text)?.slice(1) ?? [];
  const code = z.enum(failureCodes).catch("internal").parse(word);
  return { code, retryAfterSeconds: seconds === undefined ? null : Number(seconds) };
}
