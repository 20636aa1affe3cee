import { env } from "@/lib/env";

/** Where an API is called: the public URL, the gateway's base and the URL suffix. */
export function apiBaseUrl(suffix: string): string {
  return `${env().publicUrl}/gateway/${suffix}`;
}

/** The sign-in page, with the way back. */
export function signInHref(backTo: string): string {
  return `/sign-in?${new URLSearchParams({ callbackUrl: backTo })}`;
}
