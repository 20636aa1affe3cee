import { z } from "zod";

/** Calls of our own JSON routes from the browser, and their failures in one shape. Browser-safe. */

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
  /** Of what was changed meanwhile. */
  changed: z.object({ by: z.string().nullable(), at: z.string().nullable() }).optional(),
});

type ProblemDetails = z.infer<typeof problemSchema>;

/** What a route of ours answered when it did not do as asked; `message` may be shown as it is. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly details: ProblemDetails,
    readonly retryAfterSeconds: number | null,
  ) {
    super(details.detail);
  }
}

const unreachable: ProblemDetails = {
  status: 0,
  code: "unreachable",
  detail: "Gatehouse could not be reached. Check the connection and try again.",
  requestId: "",
  errors: [],
};

/** The problem that an answer tells of, also when it is not one of ours (a reverse proxy's page, say). */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get("retry-after"));
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const details = parsed.data ?? {
    ...unreachable,
    status: response.status,
    code: "unexpected",
    detail: `The server answered ${response.status}. Try again in a moment.`,
    requestId: response.headers.get("x-request-id") ?? "",
  };
  return new ApiProblem(details, retryAfter > 0 ? retryAfter : null);
}

/** The version that a form was opened with. */
export interface Edit {
  /** Nothing is changed that has another one; null: whatever there is, is changed. */
  version: string | null;
  /** Told the version of what was saved. */
  onSaved(version: string | null): void;
}

interface ApiCall<Result> {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  edit?: Edit;
  /** What the answer must look like; without it nothing is read. */
  schema?: z.ZodType<Result>;
  signal?: AbortSignal;
}

/** @throws ApiProblem for every failure, the network's included. */
export async function callApi<Result = undefined>(
  path: string,
  { method = "GET", body, edit, schema, signal }: ApiCall<Result> = {},
): Promise<Result> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(edit && edit.version !== null && { "If-Match": `"${edit.version}"` }),
      },
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(unreachable, null);
  }
  if (!response.ok) throw await readProblem(response);
  edit?.onSaved(/^(?:W\/)?"(.*)"$/.exec(response.headers.get("etag") ?? "")?.[1] ?? null);
  // Without a schema the caller wants no result, and Result is undefined.
  return schema ? schema.parse(await response.json()) : (undefined as Result);
}
