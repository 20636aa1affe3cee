import { doubleQuoted, isPlain } from "./quote";
import type { SampleCall } from "./sample-call";

/** For Go 1.16 and later: `go run call.go`. */
export function writeGo({ method, url, headers, body }: SampleCall): string {
  const needsEnvironment = headers.some((header) => "variable" in header);
  return [
    "package main",
    "",
    "import (",
    '\t"fmt"',
    '\t"io"',
    '\t"net/http"',
    ...(needsEnvironment ? ['\t"os"'] : []),
    ...(body === null ? [] : ['\t"strings"']),
    ")",
    "",
    "func main() {",
    ...(body === null ? [] : [`\tbody := strings.NewReader(${literal(body)})`]),
    `\trequest, err := http.NewRequest("${method}", ${doubleQuoted(url)}, ${body === null ? "nil" : "body"})`,
    ...failing,
    ...headers.map((header) => {
      const value = "value" in header ? doubleQuoted(header.value) : `os.Getenv("${header.variable}")`;
      return `\trequest.Header.Add(${doubleQuoted(header.name)}, ${value})`;
    }),
    "\tresponse, err := http.DefaultClient.Do(request)",
    ...failing,
    "\tdefer response.Body.Close()",
    "\tanswer, err := io.ReadAll(response.Body)",
    ...failing,
    "\tfmt.Println(response.Status)",
    "\tfmt.Println(string(answer))",
    "}",
    "",
  ].join("\n");
}

const failing = ["\tif err != nil {", "\t\tpanic(err)", "\t}"];

function literal(text: string): string {
  if (text.includes("\n") && isPlain(text) && !text.includes("`")) return `\`${text}\``;
  return doubleQuoted(text);
}
