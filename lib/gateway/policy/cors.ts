import { refuse } from "../refusal";
import type { CorsRule, ScopedDocument } from "./document";

/** The innermost scope that says something, or null. A rule that refuses has no origins. */
export function compileCors(outermostFirst: readonly ScopedDocument[]): CorsRule | null {
  const found = outermostFirst.findLast(({ document }) => document.access.cors.mode !== "inherit");
  if (found === undefined) return null;
  const { mode, origins, headers, exposedHeaders, credentials, maxAgeSeconds } = found.document.access.cors;
  const refused = mode === "refuse";
  return {
    scope: found.scope,
    anyOrigin: !refused && origins.includes("*"),
    origins: new Set(refused ? [] : origins.map((origin) => origin.toLowerCase())),
    anyHeader: headers.includes("*"),
    headers: headers.join(", "),
    exposedHeaders: ["X-Request-Id", ...exposedHeaders].join(", "),
    credentials,
    maxAge: String(maxAgeSeconds),
  };
}

/** The first value of a header, by its lower-case name. */
function headerValue(headers: readonly string[], lower: string): string | null {
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (name.length === lower.length && name.toLowerCase() === lower) return headers[n + 1] ?? "";
  }
  return null;
}

/** The method that a browser's preflight asks about (Fetch standard, CORS-preflight request), or null for another request. */
export function preflightMethod({
  method,
  headers,
}: {
  method: string;
  headers: readonly string[];
}): string | null {
  return method === "OPTIONS" ? headerValue(headers, "access-control-request-method") : null;
}

/** The origin to answer with, or null when this one may not call. */
function allowedOrigin(rule: CorsRule, headers: readonly string[]): string | null {
  const origin = headerValue(headers, "origin");
  if (origin === null) return null;
  if (rule.anyOrigin) return "*";
  return rule.origins.has(origin.toLowerCase()) ? origin : null;
}

/** The headers of a preflight's answer. @throws a refusal when the origin may not call */
export function preflightHeaders(rule: CorsRule, headers: readonly string[], method: string): string[] {
  const origin = allowedOrigin(rule, headers);
  if (origin === null) throw refuse("cors-not-allowed");
  const asked = headerValue(headers, "access-control-request-headers");
  const allowed = rule.anyHeader ? (asked ?? "") : rule.headers;
  return [
    ...corsHeaders(rule, headers),
    "Access-Control-Allow-Methods",
    method,
    ...(allowed === "" ? [] : ["Access-Control-Allow-Headers", allowed]),
    "Access-Control-Max-Age",
    rule.maxAge,
  ];
}

/** What an answer says to a browser; nothing where the origin may not read it. */
export function corsHeaders(rule: CorsRule, requestHeaders: readonly string[]): string[] {
  const vary = rule.anyOrigin ? [] : ["Vary", "Origin"];
  const origin = allowedOrigin(rule, requestHeaders);
  if (origin === null) return vary;
  return [
    "Access-Control-Allow-Origin",
    origin,
    ...(rule.credentials ? ["Access-Control-Allow-Credentials", "true"] : []),
    "Access-Control-Expose-Headers",
    rule.exposedHeaders,
    ...vary,
  ];
}

/** An answer's headers with what the backend said of origins replaced by what the policy says. */
export function withCors(
  headers: readonly string[],
  rule: CorsRule,
  requestHeaders: readonly string[],
): string[] {
  const kept: string[] = [];
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    if (!name.toLowerCase().startsWith("access-control-")) kept.push(name, headers[n + 1] ?? "");
  }
  kept.push(...corsHeaders(rule, requestHeaders));
  return kept;
}
