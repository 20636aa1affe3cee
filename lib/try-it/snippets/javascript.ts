import { doubleQuoted, escaped, isPlain } from "./quote";
import { type SampleCall, type SampleHeader, splitContentType } from "./sample-call";

/** For Node 18 and later (a module), and for browsers less the environment variable. */
export function writeJavaScript({ method, url, headers, body }: SampleCall): string {
  // fetch refuses a body with these.
  const bodiless = method === "GET" || method === "HEAD";
  const sent = body === null || bodiless ? splitContentType(headers).others : headers;
  return [
    ...(body !== null && bodiless ? [`// fetch sends no body with ${method}, so this leaves it out.`] : []),
    `const response = await fetch(${doubleQuoted(url)}, {`,
    `  method: "${method}",`,
    ...(sent.length > 0 ? headerLines(sent) : []),
    ...(body === null || bodiless ? [] : [`  body: ${literal(body)},`]),
    "});",
    "console.log(response.status, response.statusText);",
    "console.log(await response.text());",
    "",
  ].join("\n");
}

function headerLines(headers: readonly SampleHeader[]): string[] {
  const names = headers.map(({ name }) => name.toLowerCase());
  const value = (header: SampleHeader) =>
    "value" in header ? doubleQuoted(header.value) : `process.env.${header.variable}`;
  if (new Set(names).size === names.length) {
    const lines = headers.map((header) => `    ${doubleQuoted(header.name)}: ${value(header)},`);
    return ["  headers: {", ...lines, "  },"];
  }
  const lines = headers.map((header) => `    [${doubleQuoted(header.name)}, ${value(header)}],`);
  return ["  headers: [", ...lines, "  ],"];
}

function literal(text: string): string {
  if (!text.includes("\n") || !isPlain(text)) return doubleQuoted(text);
  const lines = text.split("\n").map((line) => escaped(line, "`").replaceAll("\\t", "\t"));
  return `\`${lines.join("\n").replaceAll("${", "\\${")}\``;
}
