import { unavailable } from "@/lib/db/unavailable";
import { type AppError, type FieldError, isAppError, type LastChange, statusOf } from "@/lib/errors";
import { log } from "@/lib/log";

/** RFC 9457 problem details, as every JSON route of ours answers them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: FieldError[];
  /** Who changed it meanwhile, and when. */
  changed?: LastChange;
}

const titles: Record<AppError["code"], string> = {
  "invalid-input": "Some values are not valid",
  "not-signed-in": "Sign in first",
  "wrong-credentials": "Wrong email or password",
  "not-allowed": "You may not do this",
  "not-confirmed": "Confirm your email first",
  "bad-origin": "The request came from another site",
  "not-found": "Not found",
  "method-not-allowed": "Method not allowed",
  conflict: "In conflict with what is there",
  "changed-meanwhile": "Changed meanwhile",
  "too-large": "Too large",
  "unsupported-type": "Unsupported content type",
  unprocessable: "Could not be processed",
  "too-many-attempts": "Too many attempts",
  internal: "Something went wrong on our side",
  "not-ready": "Not ready",
};

/** Turns any failure into an answer: a database that cannot be used into 503. Unexpected ones are logged whole and told of only by their request id. */
export function problemResponse(error: unknown, requestId: string): Response {
  const known = isAppError(error) ? error : unavailable(error);
  const code = known?.code ?? "internal";
  const status = statusOf[code];
  if (status >= 500) log.error({ err: error, requestId }, "request failed");
  const problem: Problem = {
    type: `urn:gatehouse:problem:${code}`,
    title: titles[code],
    status,
    detail: known?.message ?? "Try again. If it keeps failing, tell the operator the request id.",
    code,
    requestId,
    ...(known && known.fields.length > 0 ? { errors: known.fields } : {}),
    ...(known?.changed && { changed: known.changed }),
  };
  const headers = new Headers({
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
  });
  if (known?.retryAfterSeconds) headers.set("Retry-After", String(known.retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status, headers });
}
