import { isPlain } from "./quote";
import { mergedHeaders, type SampleCall, splitContentType } from "./sample-call";

/** For Windows PowerShell 5.1 and PowerShell 7. */
export function writePowerShell(call: SampleCall): string {
  const { method, url, body } = call;
  const { contentType, others } = splitContentType(mergedHeaders(call));
  const headers = others.map((header) => {
    const value = "value" in header ? quoted(header.value) : `$env:${header.variable}`;
    return `  ${quoted(header.name)} = ${value}`;
  });
  return [
    ...(headers.length > 0 ? ["$headers = @{", ...headers, "}"] : []),
    ...(body === null ? [] : [`$body = ${quoted(body)}`]),
    "$call = @{",
    `  Uri = ${quoted(url)}`,
    `  Method = '${method}'`,
    ...(headers.length > 0 ? ["  Headers = $headers"] : []),
    ...(body === null ? [] : ["  Body = [Text.Encoding]::UTF8.GetBytes($body)"]),
    ...(body === null || contentType === null ? [] : [`  ContentType = ${quoted(contentType)}`]),
    "  UseBasicParsing = $true",
    "}",
    "$response = Invoke-WebRequest @call",
    "$response.StatusCode",
    "$response.Content",
    "",
  ].join("\n");
}

/** In single quotes nothing is special but the quote itself, in each of the forms that PowerShell takes for one. */
function quoted(text: string): string {
  const doubled = (piece: string) => `'${piece.replace(/['‘’‚‛]/g, "$&$&")}'`;
  if (isPlain(text)) return doubled(text);
  const pieces = text
    .split(/([^\P{Cc}\n\t])/u)
    .map((piece, index) => (index % 2 === 1 ? `[char]${piece.charCodeAt(0)}` : doubled(piece)));
  // A text first, so that the sum is one.
  return `(${pieces.filter((piece, index) => index === 0 || piece !== "''").join(" + ")})`;
}
