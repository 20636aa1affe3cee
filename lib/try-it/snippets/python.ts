import { doubleQuoted, isPlain } from "./quote";
import { mergedHeaders, type SampleCall } from "./sample-call";

/** For Python 3, with nothing to install. */
export function writePython(call: SampleCall): string {
  const { method, url, body } = call;
  const headers = mergedHeaders(call).map((header) => {
    const value = "value" in header ? doubleQuoted(header.value) : `os.environ["${header.variable}"]`;
    return `        ${doubleQuoted(header.name)}: ${value},`;
  });
  const needsEnvironment = call.headers.some((header) => "variable" in header);
  return [
    ...(needsEnvironment ? ["import os"] : []),
    "import urllib.error",
    "import urllib.request",
    "",
    ...(body === null ? [] : [`body = ${literal(body)}`, ""]),
    "request = urllib.request.Request(",
    `    ${doubleQuoted(url)},`,
    `    method="${method}",`,
    ...(headers.length > 0 ? ["    headers={", ...headers, "    },"] : []),
    ...(body === null ? [] : ["    data=body.encode(),"]),
    ")",
    "try:",
    "    response = urllib.request.urlopen(request)",
    "except urllib.error.HTTPError as refusal:",
    "    response = refusal  # has a status and a body, too",
    "with response:",
    "    print(response.status, response.reason)",
    '    print(response.read().decode(errors="replace"))',
    "",
  ].join("\n");
}

function literal(text: string): string {
  if (!text.includes("\n") || !isPlain(text)) return doubleQuoted(text);
  // Every quote is escaped when three could meet, or one could meet the closing ones.
  const quotes = /'''|'$/.test(text)
    ? text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")
    : text.replaceAll("\\", "\\\\");
  return `'''${quotes}'''`;
}
