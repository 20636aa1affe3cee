import { escaped, isPlain } from "./quote";
import type { SampleCall } from "./sample-call";

/** For PHP 7 and later with its curl extension. */
export function writePhp({ method, url, headers, body }: SampleCall): string {
  const lines = headers.map((header) =>
    "value" in header
      ? // curl leaves out a header without a value unless it ends in a semicolon.
        quoted(header.value === "" ? `${header.name};` : `${header.name}: ${header.value}`)
      : `${quoted(`${header.name}: `)} . getenv('${header.variable}')`,
  );
  return [
    "<?php",
    `$curl = curl_init(${quoted(url)});`,
    "curl_setopt_array($curl, [",
    method === "HEAD" ? "    CURLOPT_NOBODY => true," : `    CURLOPT_CUSTOMREQUEST => '${method}',`,
    ...(lines.length > 0
      ? ["    CURLOPT_HTTPHEADER => [", ...lines.map((line) => `        ${line},`), "    ],"]
      : []),
    ...(body === null ? [] : [`    CURLOPT_POSTFIELDS => ${quoted(body)},`]),
    "    CURLOPT_RETURNTRANSFER => true,",
    "]);",
    "$answer = curl_exec($curl);",
    "if ($answer === false) {",
    "    exit(curl_error($curl) . PHP_EOL);",
    "}",
    "echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), PHP_EOL, $answer, PHP_EOL;",
    "",
  ].join("\n");
}

/** Single quotes keep all but the backslash and the quote; the rest needs double ones, where a dollar is special. */
function quoted(text: string): string {
  if (isPlain(text)) return `'${text.replace(/[\\']/g, "\\$&")}'`;
  return `"${escaped(text, '"$').replace(
    /\\u([0-9a-f]{4})/g,
    (whole, hex: string, at: number, all: string) => (isEscape(all, at) ? `\\u{${hex}}` : whole),
  )}"`;
}

/** Whether the backslash there begins an escape, or is itself escaped. */
function isEscape(text: string, at: number): boolean {
  const before = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  return before % 2 === 0;
}
