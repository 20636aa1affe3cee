import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Actor } from "@/lib/audit/commands";
import type { SignedInUser } from "@/lib/auth/session";
import type { Editable } from "@/lib/editing/editable";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { tokenMessages } from "@/lib/messages/en/tokens";
import { type Caller, findCaller } from "./caller";
import { handleVersion } from "./if-match";
import { problemResponse } from "./problem";
import { readJsonBody } from "./request-body";
import { type Access, holdToDocs, type RouteDocs } from "./route-docs";

interface RouteInput<Params, Query, Body, User> {
  request: Request;
  user: User;
  params: Params;
  query: Query;
  body: Body;
  /** The caller as commands and the audit log know them. */
  actor: Actor;
  /** What the caller came with. */
  credential: Caller["credential"];
}

interface RouteDefinition<Allowed extends Access, Params, Query, Body> {
  /** What it does, in one line of the documentation (`/api/openapi.json`). */
  summary: string;
  answer?: RouteDocs["answer"];
  access: Allowed;
  /** Closed to access tokens: passwords, sessions, tokens themselves. */
  sessionOnly?: boolean;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** What is edited as a whole: its version is told as an ETag, and If-Match holds a change to it. */
  edits?: Editable<NoInfer<Params>>;
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

/**
 * One JSON route: the caller (an access token, or a session and its origin), access, strict parsing, `handle`, answer.
 * Every failure becomes problem details. The only way a route under `app/api` is made.
 */
export function defineRoute<Allowed extends Access, Params = undefined, Query = undefined, Body = undefined>(
  definition: RouteDefinition<Allowed, Params, Query, Body>,
) {
  const { summary, answer = {}, access, sessionOnly = false, params, query, body, edits } = definition;
  const versioned = edits !== undefined;
  const docs: RouteDocs = { summary, answer, access, sessionOnly, versioned, params, query, body };
  type Input = RouteInput<Params, Query, Body, Allowed extends "public" ? SignedInUser | null : SignedInUser>;
  const route = async (request: Request, context?: RouteContext): Promise<Response> => {
    // Set by the server for every request; a route called without it (a test) gets one here.
    const requestId = request.headers.get("x-request-id") ?? randomUUID();
    try {
      const { user, credential, name } = await findCaller(request);
      authorise({ user, credential }, docs);
      const given = parse(params, (await context?.params) ?? {});
      const input: Input = {
        request,
        credential,
        // `authorise` has refused a missing user for every access but "public".
        user: user as Input["user"],
        params: given,
        query: parse(query, Object.fromEntries(new URL(request.url).searchParams)),
        body: body
          ? parse(body, await readJsonBody(request, definition.longestBodyMib ?? 12))
          : parse(undefined, null),
        actor: {
          id: user?.id ?? null,
          name,
          address: request.headers.get("x-gatehouse-client-address"),
          requestId,
        },
      };
      const handle = () => definition.handle(input);
      const { answered, version } = edits
        ? await handleVersion(request, { editable: edits, params: given }, handle)
        : { answered: await handle(), version: null };
      const response = respond(answered, requestId);
      if (version !== null) response.headers.set("ETag", `"${version}"`);
      // Documentation that is not true fails the test that finds it out.
      if (env().NODE_ENV === "test") await holdToDocs(response, docs);
      return response;
    } catch (error) {
      return problemResponse(error, requestId);
    }
  };
  return Object.assign(route, { docs });
}

function authorise({ user, credential }: Pick<Caller, "user" | "credential">, docs: RouteDocs): void {
  if (docs.sessionOnly) requireSession(credential);
  if (docs.access === "public") return;
  if (!user) throw new AppError("not-signed-in", "Sign in to go on.");
  if (docs.access === "admin" && user.role !== "admin") {
    throw new AppError("not-allowed", "Only administrators may do this.");
  }
}

/** For what would outlive a token. @throws AppError not-allowed */
export function requireSession(credential: Caller["credential"]): void {
  if (credential === "token") throw new AppError("not-allowed", tokenMessages.sessionWanted);
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
