/** Every way a request to Gatehouse's own pages and JSON routes can fail, with the status it is answered with. */
export const statusOf = {
  "invalid-input": 400,
  "not-signed-in": 401,
  "wrong-credentials": 401,
  "not-allowed": 403,
  "not-confirmed": 403,
  "bad-origin": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "changed-meanwhile": 412,
  "too-large": 413,
  "unsupported-type": 415,
  unprocessable: 422,
  "too-many-attempts": 429,
  internal: 500,
  "not-ready": 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** One wrong field: where it is (`responses.0.status`) and what to do about it. */
export interface FieldError {
  field: string;
  message: string;
}

/** The last change of something, as far as the audit log tells. */
export interface LastChange {
  by: string | null;
  /** ISO 8601. */
  at: string | null;
}

interface AppErrorOptions {
  cause?: unknown;
  /** Of what was changed meanwhile. */
  changed?: LastChange;
  fields?: FieldError[];
  retryAfterSeconds?: number;
}

/**
 * An expected failure with a message that is safe to show. The cause goes to the log, never to the caller.
 * Recognised by `isAppError`, not by `instanceof`: the server and Next bundle this file separately.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly changed: LastChange | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { cause, fields = [], retryAfterSeconds, changed }: AppErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
    this.changed = changed;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error;
}

/** The error of one field: what a form shows under it. */
export function fieldError(field: string, message: string): AppError {
  return new AppError("invalid-input", message, { fields: [{ field, message }] });
}
