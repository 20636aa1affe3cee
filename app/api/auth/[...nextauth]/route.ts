import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { z } from "zod";
import { authOptions } from "@/lib/auth/options";
import { readSignInFailure } from "@/lib/auth/schema";
import { env } from "@/lib/env";
import { AppError, statusOf } from "@/lib/errors";
import { isOwnOrigin } from "@/lib/http/origin";
import { problemResponse } from "@/lib/http/problem";

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

/** next-auth's routes, behind the same Origin check as every route of ours. */
async function handle(request: Request, context: RouteContext): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  try {
    const [action = ""] = (await context.params).nextauth;
    if (!actions[request.method]?.includes(action)) throw new AppError("not-found", "There is nothing here.");
    const { publicUrl } = env();
    if (request.method === "POST" && !isOwnOrigin(request.headers.get("origin"), publicUrl)) {
      throw new AppError("bad-origin", `Changes are taken from ${publicUrl} only.`);
    }
    return await restate(await NextAuth(authOptions(request))(request, context));
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

const failedAnswer = z.object({ url: z.url() });

/** next-auth answers 401 to every failed sign-in; a limit and a blocked account have a status of their own. */
async function restate(answer: Response): Promise<Response> {
  if (answer.status !== 401) return answer;
  const body = await answer.text();
  const { url } = failedAnswer.parse(JSON.parse(body));
  const failure = readSignInFailure(new URL(url).searchParams.get("error"));
  const restated = new Response(body, {
    status: failure ? statusOf[failure.code] : 401,
    headers: answer.headers,
  });
  if (failure?.retryAfterSeconds) restated.headers.set("Retry-After", String(failure.retryAfterSeconds));
  return restated;
}

export { handle as GET, handle as POST };
