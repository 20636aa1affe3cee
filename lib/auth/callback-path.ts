/** Any origin will do: it only shows whether an address stays where it is resolved. */
const anywhere = "http://own.invalid";

/** Pages that would send a signed-in person round in circles. */
const entrances = /^\/(sign-in|sign-up|confirm|reset|invitation|setup|api)(\/|$)/;

/**
 * Where to go after signing in: a path of our own, with its query and fragment. Whatever could lead elsewhere
 * (`//evil`, `/\evil`, `/.//evil`, `https:evil`, control characters that browsers drop) leads to the start page.
 */
export function safeCallbackPath(candidate: string | string[] | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them when they read an address
  if (typeof candidate !== "string" || !candidate.startsWith("/") || /[\\\x00-\x1f]/.test(candidate))
    return "/";
  const url = URL.parse(candidate, anywhere);
  if (url?.origin !== anywhere || url.pathname.startsWith("//") || entrances.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
