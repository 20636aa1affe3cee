import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Actor } from "@/lib/audit/commands";
import { currentUser, type SignedInUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isOwnOrigin } from "./origin";
import { problemResponse } from "./problem";
import { readJsonBody } from "./request-body";

/** Who may call: anybody, anybody signed in, or administrators. */
export type Access = "public" | "signed-in" | "admin";

interface RouteInput<Params, Query, Body, User> {
  request: Request;
  user: User;
  params: Params;
  query: Query;
  body: Body;
  /** The caller as commands and the audit log know them. */
  actor: Actor;
}

interface RouteDefinition<Allowed extends Access, Params, Query, Body> {
  access: Allowed;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** The JSON body. A route without it reads none. */
  body?: z.ZodType<Body>;
  /** The longest body that is read; 12 MiB unless said otherwise. */
  longestBodyMib?: number;
  /** Answers data (sent as JSON), nothing (204), or a whole Response. */
  handle(
    input: RouteInput<Params, Query, Body, Allowed extends "public" ? SignedInUser | null : SignedInUser>,
  ): Promise<unknown>;
}

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

const reading = new Set(["GET", "HEAD"]);

/**
 * One JSON route: origin check for mutations, session, access, strict parsing, `handle`, answer. Every failure
 * becomes problem details. The only way a route under `app/api` is made.
 */
export function defineRoute<Allowed extends Access, Params = undefined, Query = undefined, Body = undefined>(
  definition: RouteDefinition<Allowed, Params, Query, Body>,
) {
  return async (request: Request, context?: RouteContext): Promise<Response> => {
    // Set by the server for every request; a route called without it (a test) gets one here.
    const requestId = request.headers.get("x-request-id") ?? randomUUID();
    try {
      const { publicUrl } = env();
      if (!reading.has(request.method) && !isOwnOrigin(request.headers.get("origin"), publicUrl)) {
        throw new AppError("bad-origin", `Changes are taken from ${publicUrl} only.`);
      }
      const user = await authorise(definition.access);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const answer = await definition.handle({
        request,
        // `authorise` has refused a missing user for every access but "public".
        user: user as Allowed extends "public" ? SignedInUser | null : SignedInUser,
        params: parse(definition.params, (await context?.params) ?? {}),
        query: parse(definition.query, query),
        body: definition.body
          ? parse(definition.body, await readJsonBody(request, definition.longestBodyMib ?? 12))
          : parse(undefined, null),
        actor: {
          id: user?.id ?? null,
          name: user?.email ?? "anonymous",
          address: request.headers.get("x-gatehouse-client-address"),
          requestId,
        },
      });
      return respond(answer, requestId);
    } catch (error) {
      return problemResponse(error, requestId);
    }
  };
}

async function authorise(access: Access): Promise<SignedInUser | null> {
  const user = await currentUser();
  if (access === "public") return user;
  if (!user) throw new AppError("not-signed-in", "Sign in to go on.");
  if (access === "admin" && user.role !== "admin") {
    throw new AppError("not-allowed", "Only administrators may do this.");
  }
  return user;
}

function parse<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  // Without a schema the type parameter is `undefined`, and nothing is passed on.
  if (!schema) return undefined as Value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join("."),
          message: `There is no field "${key}". Remove it.`,
        }))
      : [{ field: issue.path.join("."), message: issue.message }],
  );
  const first = fields[0];
  const detail = first ? (first.field ? `${first.field}: ${first.message}` : first.message) : "Not valid.";
  throw new AppError("invalid-input", detail, { fields });
}

function respond(answer: unknown, requestId: string): Response {
  if (answer instanceof Response) {
    answer.headers.set("X-Request-Id", requestId);
    return answer;
  }
  const headers = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
  if (answer === undefined) return new Response(null, { status: 204, headers });
  return Response.json(answer, { headers });
}
