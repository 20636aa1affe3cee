import type { SignInFailure } from "@/lib/auth/schema";
import { authMessages } from "@/lib/messages/en/auth";

/** A failed sign-in in words; for too many attempts also when to come back, in the viewer's own time. */
export function explainFailure(failure: SignInFailure | null, now = new Date()): string | null {
  if (!failure) return null;
  if (failure.code !== "too-many-attempts") return authMessages.failures[failure.code];
  if (failure.retryAfterSeconds === null) return authMessages.tooManyAttemptsSoon;
  const again = new Date(now.getTime() + failure.retryAfterSeconds * 1000);
  const time = again.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return authMessages.tooManyAttempts(Math.ceil(failure.retryAfterSeconds / 60), time);
}
