import { parseUrlTemplate } from "@/lib/catalogue/url-template";
import type { EffectivePolicy } from "./document";

/** The route with the path that the backend is asked for in place of the one that was called. */
export function rewritten<Route extends { readonly operationPath: string }>(
  route: Route,
  policy: EffectivePolicy | null,
): Route {
  const rewrite = policy?.steps?.rewrite ?? null;
  return rewrite === null ? route : { ...route, operationPath: rewrite(route.operationPath) };
}

const part = /\{(\*|[^{}]+)\}/g;

/**
 * A path template made ready for an operation: `{name}` is the segment that the operation's own template names so, `{*}`
 * the whole path as it was called, both byte for byte. Null when it names a segment that the operation does not have.
 */
export function compileRewrite(
  template: string,
  urlTemplate: string,
): ((operationPath: string) => string) | null {
  const parsed = parseUrlTemplate(urlTemplate);
  if (!parsed.ok) return null;
  const indexOf = new Map<string, number>();
  parsed.template.segments.forEach((segment, index) => {
    if (segment.kind === "parameter") indexOf.set(segment.name, index);
  });
  const names = [...template.matchAll(part)].map(([, name = ""]) => name);
  if (names.some((name) => name !== "*" && !indexOf.has(name))) return null;
  return (operationPath) => {
    const segments = operationPath.split("/").slice(1);
    return template.replace(part, (_, name: string) =>
      name === "*" ? segments.join("/") : (segments[indexOf.get(name) ?? -1] ?? ""),
    );
  };
}
