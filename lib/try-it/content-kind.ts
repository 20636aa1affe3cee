import type { HeaderPair } from "./build-request";

/** How an answer's content is shown. "binary" is offered as a download alone. */
export type ContentKind = "none" | "json" | "text" | "html" | "image" | "audio" | "video" | "binary";

const textTypes =
  /^(?:text\/|application\/(?:.*\+)?(?:xml|yaml|x-yaml|javascript|ecmascript|graphql|sql|toml|x-www-form-urlencoded|x-ndjson|jsonl|csv)$)/;

export function headerOf(headers: readonly HeaderPair[], name: string): string | null {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? null;
}

/** The type alone, in lower case: `application/json`. */
export function mediaType(contentType: string | null): string {
  return contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The charset that the type names, or UTF-8. */
export function charsetOf(contentType: string | null): string {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase() ?? "utf-8";
}

/**
 * By its type; without one, by its first bytes. Content that is still encoded (gzip, br) is bytes to us: the call
 * asked for it so, and it is passed on as it came.
 */
export function contentKind(headers: readonly HeaderPair[], firstBytes: Uint8Array): ContentKind {
  if (firstBytes.length === 0) return "none";
  const encoding = headerOf(headers, "content-encoding")?.trim().toLowerCase() ?? "";
  if (/^(?:gzip|x-gzip|br|deflate|zstd|compress)$/.test(encoding)) return "binary";
  const type = mediaType(headerOf(headers, "content-type"));
  if (type === "") return sniff(firstBytes);
  if (/^(?:application|text)\/(?:[^/]+\+)?json$/.test(type)) return "json";
  if (type === "text/html" || type === "application/xhtml+xml") return "html";
  if (type === "image/svg+xml") return "image";
  if (textTypes.test(type)) return "text";
  const family = type.split("/")[0];
  if (family === "image" || family === "audio" || family === "video") return family;
  return "binary";
}

function sniff(firstBytes: Uint8Array): ContentKind {
  const text = new TextDecoder("utf-8").decode(firstBytes.subarray(0, 2_000), { stream: true });
  if (/[^\P{Cc}\t\n\r]|\ufffd/u.test(text)) return "binary";
  return /^\s*[[{"]/.test(text) ? "json" : "text";
}

const extensions: Record<string, string> = {
  "application/json": "json",
  "application/problem+json": "json",
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/xml": "xml",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
};

/** What a download is called: the server's own name for it where it gives one, never with a path. */
export function downloadName(headers: readonly HeaderPair[]): string {
  const disposition = headerOf(headers, "content-disposition") ?? "";
  const given = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition);
  const name =
    (given?.[1] ?? given?.[2] ?? "")
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/[^\p{L}\p{N}._ -]/gu, "") ?? "";
  if (/^[^.]/.test(name)) return name;
  const type = mediaType(headerOf(headers, "content-type"));
  const subtype = type.split("/")[1]?.replace(/^x-/, "") ?? "";
  const extension = extensions[type] ?? (/^[a-z0-9]{2,5}$/.test(subtype) ? subtype : "bin");
  return `response.${extension}`;
}
