import { doubleQuoted, isPlain } from "./quote";
import { mergedHeaders, type SampleCall, splitContentType } from "./sample-call";

/** For R 4.1 and later with the package httr2. */
export function writeR(call: SampleCall): string {
  const { method, url, body } = call;
  const { contentType, others } = splitContentType(mergedHeaders(call));
  const headers = others.map((header) => {
    const value = "value" in header ? doubleQuoted(header.value) : `Sys.getenv("${header.variable}")`;
    return `    ${backticked(header.name)} = ${value}`;
  });
  const type = contentType === null ? "" : `, type = ${doubleQuoted(contentType)}`;
  return [
    "library(httr2)",
    "",
    `response <- request(${doubleQuoted(url)}) |>`,
    `  req_method("${method}") |>`,
    ...(headers.length > 0 ? ["  req_headers(", headers.join(",\n"), "  ) |>"] : []),
    ...(body === null ? [] : [`  req_body_raw(${literal(body)}${type}) |>`]),
    "  req_error(is_error = function(response) FALSE) |>",
    "  req_perform()",
    "",
    'cat(resp_status(response), resp_status_desc(response), "\\n")',
    "cat(rawToChar(response$body))",
    "",
  ].join("\n");
}

/** A raw string holds any text: it closes with more dashes than the text has anywhere in such a place. */
function literal(text: string): string {
  if (!text.includes("\n") || !isPlain(text)) return doubleQuoted(text);
  const runs = [...text.matchAll(/\)(-*)"/g)].map(([, dashes]) => dashes?.length ?? 0);
  const dashes = "-".repeat(runs.length > 0 ? Math.max(...runs) + 1 : 0);
  return `r"${dashes}(${text})${dashes}"`;
}

function backticked(name: string): string {
  return `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}
