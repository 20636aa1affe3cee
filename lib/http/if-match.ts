import { withFirstCheck } from "@/lib/db/first-check";
import { type Edited, requireVersion, versionOf } from "@/lib/editing/editable";

/**
 * RFC 9110, section 13.1.1: a change that names a version is made of that version or not at all, and says which version it
 * made; who reads is told the version. What is read is never older than the version that is told of it.
 */
export async function handleVersion<Params>(
  request: Request,
  edited: Edited<Params>,
  handle: () => Promise<unknown>,
): Promise<{ answered: unknown; version: string | null }> {
  const { editable, params } = edited;
  if (request.method === "GET") {
    const version = await versionOf(editable, params);
    return { answered: await handle(), version };
  }
  let version: string | null = null;
  const expected = expectedVersions(request.headers.get("if-match"));
  const answered = await withFirstCheck(
    {
      before: (tx) => requireVersion(tx, edited, expected),
      async after(tx) {
        version = await versionOf(editable, params, tx);
      },
    },
    handle,
  );
  return { answered, version };
}

/** Null without a condition, or with one that holds for whatever is there. Weak tags never match. */
function expectedVersions(header: string | null): string[] | null {
  if (header === null || header.trim() === "*") return null;
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag = ""]) => (weak ? [] : [tag]));
}
