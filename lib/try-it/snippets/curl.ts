import { isPlain } from "./quote";
import type { SampleCall, SampleHeader } from "./sample-call";

/** For sh, bash and zsh. */
export function writeCurl({ method, url, headers, body }: SampleCall): string {
  // Without it, curl reads brackets and braces in a URL as ranges.
  const glob = /[[\]{}]/.test(url) ? " --globoff" : "";
  const verb =
    method === "HEAD" ? " --head" : method === "GET" && body === null ? "" : ` --request ${method}`;
  return [
    `curl --include${glob}${verb} ${quoted(url)}`,
    ...headers.map((header) => `--header ${headerText(header)}`),
    // Not --data: that would take a leading @ for a file's name.
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(" \\\n  ");
}

function headerText(header: SampleHeader): string {
  if ("value" in header) {
    // A header without a value is written with a semicolon.
    return quoted(header.value === "" ? `${header.name};` : `${header.name}: ${header.value}`);
  }
  if (/^[A-Za-z0-9-]+$/.test(header.name)) return `"${header.name}: $${header.variable}"`;
  return `${quoted(`${header.name}: `)}"$${header.variable}"`;
}

/** In single quotes nothing is special; what a terminal would swallow needs the other form, of bash and zsh. */
function quoted(text: string): string {
  if (isPlain(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replace(/[\\'!]|\p{Cc}/gu, (character) => {
    if (character === "\\" || character === "'") return `\\${character}`;
    return character < "\x80" ? `\\x${hex(character)}` : character;
  });
  return `$'${escaped}'`;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, "0");
}
