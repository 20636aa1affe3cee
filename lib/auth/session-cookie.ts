import { NextResponse } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { installedSecrets } from "@/lib/keys/installed";
import { type Browser, sessionDays, startSession } from "@/lib/sessions/commands";

export const sessionMaxAgeSeconds = sessionDays * 24 * 60 * 60;

/** The session cookie's name and attributes, for next-auth and for the routes that renew it themselves. */
export function sessionCookie() {
  const secure = env().publicUrl.startsWith("https://");
  return {
    name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  };
}

/** The cookie that next-auth gives a browser on its way to an identity provider. Other sites' images do not carry it. */
export function stateCookieName(): string {
  return `${env().publicUrl.startsWith("https://") ? "__Secure-" : ""}next-auth.state`;
}

/** The encrypted cookie value next-auth would make for this session. */
export async function sealSession(sessionId: string): Promise<string> {
  return encode({
    token: { sessionId },
    secret: installedSecrets().session,
    maxAge: sessionMaxAgeSeconds,
  });
}

/** The session's id in a cookie value; null when it is forged, expired or from another installation. */
export async function openSession(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: installedSecrets().session }).catch(() => null);
  return token?.sessionId ?? null;
}

/** The browser that sends a request. */
export function browserOf({ headers }: Pick<Request, "headers">): Browser {
  return {
    userAgent: headers.get("user-agent"),
    address: headers.get("x-gatehouse-client-address"),
  };
}

/** An empty answer (204) that signs the asking browser in: with a session of its own. */
export async function withSession(
  { id, sessionVersion }: { id: string; sessionVersion: number },
  request: Request,
): Promise<Response> {
  const sessionId = await startSession({ userId: id, sessionVersion }, browserOf(request));
  return answerWithCookie(await sealSession(sessionId), sessionMaxAgeSeconds);
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
