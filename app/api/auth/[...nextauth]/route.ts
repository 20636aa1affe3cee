import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
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
    return await NextAuth(authOptions())(request, context);
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

export { handle as GET, handle as POST };
