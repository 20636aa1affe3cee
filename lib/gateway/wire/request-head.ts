const method = /^[A-Z]+$/;
const unfitPath = /[^\x21-\x7e\x80-\xff]/;
const unfitName = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/;
const unfitValue = /[^\t\x20-\x7e\x80-\xff]/;

/** Methods whose requests are expected to have a body, so that none is said in so many words (RFC 9110 section 8.6). */
const saysEmpty = new Set(["POST", "PUT", "PATCH"]);

/** How long the body is: a number of bytes, "chunked" for as long as it comes, or null for none. */
export type BodyLength = number | "chunked" | null;

/**
 * The head of a request, bytes as latin1: the line, Host, the headers in their order, the framing, an empty line.
 *
 * @throws TypeError where a part could not be sent as it is: nothing may begin a line, or a request, of its own.
 */
export function requestHead(
  verb: string,
  path: string,
  host: string,
  headers: readonly string[],
  length: BodyLength,
): string {
  if (!method.test(verb)) throw new TypeError("an unfit method");
  if (unfitPath.test(path)) throw new TypeError("an unfit path");
  let head = `${verb} ${path} HTTP/1.1\r\nHost: ${host}\r\n`;
  for (let n = 0; n < headers.length; n += 2) {
    const name = headers[n] ?? "";
    const value = headers[n + 1] ?? "";
    if (name === "" || unfitName.test(name)) throw new TypeError("an unfit header name");
    if (unfitValue.test(value)) throw new TypeError(`an unfit value of the header ${name}`);
    head += `${name}: ${value}\r\n`;
  }
  if (length === "chunked") head += "Transfer-Encoding: chunked\r\n";
  else if (length !== null) head += `Content-Length: ${length}\r\n`;
  else if (saysEmpty.has(verb)) head += "Content-Length: 0\r\n";
  return `${head}Connection: keep-alive\r\n\r\n`;
}
