import { NextResponse } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";

export const sessionMaxAgeSeconds = 30 * 24 * 60 * 60;

/** What a session cookie says: who signed in, and with which session version. */
export interface SessionClaims {
  userId: string;
  sessionVersion: number;
}

/** The session cookie's name and attributes, for next-auth and for the routes that renew it themselves. */
export function sessionCookie() {
  const secure = env().publicUrl.startsWith("https://");
  return {
    name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}

/** The encrypted cookie value next-auth would make for these claims. */
export async function sealSession({ userId, sessionVersion }: SessionClaims): Promise<string> {
  return encode({
    token: { userId, sessionVersion },
    secret: installedSecrets().session,
    maxAge: sessionMaxAgeSeconds,
  });
}

/** The claims of a cookie value; null when it is forged, expired or from another installation. */
export async function openSession(value: string | undefined): Promise<SessionClaims | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: installedSecrets().session }).catch(() => null);
  if (token?.userId === undefined || token.sessionVersion === undefined) return null;
  return { userId: token.userId, sessionVersion: token.sessionVersion };
}

/** An empty answer (204) that signs the browser in with these claims. */
export async function withSession(claims: SessionClaims): Promise<Response> {
  return answerWithCookie(await sealSession(claims), sessionMaxAgeSeconds);
}

/** Signs the browser out: an empty answer (204), or one that leads a page on (303). */
export function withoutSession(nextPath?: string): Response {
  return answerWithCookie("", 0, nextPath);
}

function answerWithCookie(value: string, maxAge: number, nextPath?: string): Response {
  const { name, options } = sessionCookie();
  const answer = new NextResponse(null, {
    status: nextPath === undefined ? 204 : 303,
    headers: { "Cache-Control": "no-store", ...(nextPath !== undefined && { Location: nextPath }) },
  });
  answer.cookies.set(name, value, { ...options, maxAge });
  return answer;
}
