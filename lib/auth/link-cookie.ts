import type { NextResponse } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";

/**
 * Says that the next arrival from a provider is to be linked to the account that is signed in now: it names the session
 * that asked, so that it is good for that session alone.
 */
const maxAgeSeconds = 10 * 60;
const salt = "gatehouse-link";

const claims = z.object({ sessionId: z.string(), providerId: z.string() });
export type Linking = z.infer<typeof claims>;

export function linkCookieName(): string {
  return `${env().publicUrl.startsWith("https://") ? "__Secure-" : ""}gatehouse.link`;
}

export async function setLinkCookie(answer: NextResponse, linking: Linking): Promise<void> {
  const secret = installedSecrets().session;
  const value = await encode({ token: { ...linking }, secret, salt, maxAge: maxAgeSeconds });
  answer.cookies.set(linkCookieName(), value, {
    httpOnly: true,
    sameSite: "lax",
    secure: env().publicUrl.startsWith("https://"),
    path: "/api/auth/callback",
    maxAge: maxAgeSeconds,
  });
}

/** The header that drops it: it is good for one arrival. */
export function droppedLinkCookie(): string {
  const secure = env().publicUrl.startsWith("https://") ? "; Secure" : "";
  return `${linkCookieName()}=; Path=/api/auth/callback; Max-Age=0; HttpOnly; SameSite=Lax${secure}`;
}

/** Null where nothing is being linked; "over" where it was, too long ago. */
export async function readLinkCookie(value: string | undefined): Promise<Linking | "over" | null> {
  if (!value) return null;
  const secret = installedSecrets().session;
  const token = await decode({ token: value, secret, salt }).catch(() => null);
  return claims.safeParse(token).data ?? "over";
}
