/** 201 with what was made and where it is. */
export function created(location: string, made: unknown): Response {
  return Response.json(made, { status: 201, headers: { "Cache-Control": "no-store", Location: location } });
}
