import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { z } from "zod";
import { failedSignIn } from "@/lib/auth/arrive";
import { droppedLinkCookie } from "@/lib/auth/link-cookie";
import { authOptions } from "@/lib/auth/options";
import { readSignInFailure, writeSignInFailure } from "@/lib/auth/schema";
import { stateCookieName } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { AppError, isAppError, statusOf } from "@/lib/errors";
import { isOwnOrigin } from "@/lib/http/origin";
import { problemResponse } from "@/lib/http/problem";
import { findSignInProvider, type OpenedProvider } from "@/lib/identities/queries";
import { log } from "@/lib/log";
import { countArrival } from "@/lib/users/guess-limit";

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

/**
 * What of next-auth is in use. Pages of its own and the session as JSON are not: `currentUser` asks the database, and
 * signing out is a form that works without a script (`/api/sign-out`).
 */
const actions: Record<string, readonly string[]> = {
  GET: ["csrf", "providers", "signin", "error"],
  POST: ["callback"],
};
/** Of an identity provider: the way there, and the way back. */
const providerActions: Record<string, string> = { GET: "callback", POST: "signin" };

/** next-auth's routes, behind the same Origin check as every route of ours. */
async function handle(request: Request, context: RouteContext): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  try {
    const [action = "", providerId = ""] = (await context.params).nextauth;
    const isProviders = providerActions[request.method] === action && providerId !== "";
    const provider = isProviders ? await findSignInProvider(providerId) : null;
    if (!provider && !actions[request.method]?.includes(action)) {
      throw new AppError("not-found", "There is nothing here.");
    }
    const { publicUrl } = env();
    if (request.method === "POST" && !isOwnOrigin(request.headers.get("origin"), publicUrl)) {
      throw new AppError("bad-origin", `Changes are taken from ${publicUrl} only.`);
    }
    if (provider) return await handleProvider(request, context, provider);
    return await restate(await NextAuth(await authOptions(request, null))(request, context));
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

/** A browser is on its way to or from a provider: whatever fails leads it to the sign-in page. */
async function handleProvider(
  request: Request,
  context: RouteContext,
  provider: OpenedProvider,
): Promise<Response> {
  const isBack = request.method === "GET";
  // Any page can lead a browser to this address: who did not set out here is neither asked about nor counted.
  if (isBack && !(await cookies()).get(stateCookieName())) return leadBack(failedSignIn("provider-failed"));
  try {
    if (isBack)
      await countArrival({ address: request.headers.get("x-gatehouse-client-address") }, new Date());
    const answer: Response = await NextAuth(await authOptions(request, provider))(request, context);
    if (isBack) answer.headers.append("Set-Cookie", droppedLinkCookie());
    return answer;
  } catch (error) {
    log.warn({ err: error, provider: provider.id }, "an identity provider could not be asked");
    const isLimit = isAppError(error) && error.code === "too-many-attempts";
    const path = isLimit ? `/sign-in?error=${writeSignInFailure(error)}` : failedSignIn("provider-failed");
    return isBack ? leadBack(path) : Response.json({ url: env().publicUrl + path });
  }
}

function leadBack(path: string): Response {
  const headers = { Location: env().publicUrl + path, "Cache-Control": "no-store" };
  return new Response(null, { status: 303, headers });
}

const failedAnswer = z.object({ url: z.url() });
const statuses = new Map<string, number>(Object.entries(statusOf));

/** next-auth answers 401 to every failed sign-in; a limit and a blocked account have a status of their own. */
async function restate(answer: Response): Promise<Response> {
  if (answer.status !== 401) return answer;
  const body = await answer.text();
  const { url } = failedAnswer.parse(JSON.parse(body));
  const failure = readSignInFailure(new URL(url).searchParams.get("error"));
  const restated = new Response(body, {
    status: statuses.get(failure?.code ?? "") ?? 401,
    headers: answer.headers,
  });
  if (failure?.retryAfterSeconds) restated.headers.set("Retry-After", String(failure.retryAfterSeconds));
  return restated;
}

export { handle as GET, handle as POST };
