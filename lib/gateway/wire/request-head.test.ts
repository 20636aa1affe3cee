import { expect, it } from "vitest";
import { requestHead } from "./request-head";

it("says the line, the host, the headers in order and the framing", () => {
  expect(requestHead("POST", "/a?b=%20", "h:1", ["X-A", "1", "x-a", "\xe9"], 5)).toBe(
    "POST /a?b=%20 HTTP/1.1\r\nHost: h:1\r\nX-A: 1\r\nx-a: \xe9\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n",
  );
});

it.each([
  ["POST", null, "Content-Length: 0"],
  ["PUT", null, "Content-Length: 0"],
  ["POST", "chunked", "Transfer-Encoding: chunked"],
  ["GET", 3, "Content-Length: 3"],
] as const)("%s with a body of %s says %s", (method, length, line) => {
  expect(requestHead(method, "/", "h", [], length)).toContain(`\r\n${line}\r\n`);
});

it.each(["GET", "HEAD", "DELETE"])("%s without a body says nothing of one", (method) => {
  expect(requestHead(method, "/", "h", [], null)).not.toMatch(/content-length|transfer-encoding/i);
});

it.each([
  ["a method", "GET /x HTTP/1.1\r\nA:", "/", "X", "1"],
  ["a path with a space", "GET", "/ HTTP/1.1", "X", "1"],
  ["a path with a line end", "GET", "/\r\nX: 1", "X", "1"],
  ["a path beyond latin1", "GET", "/ĊX", "X", "1"],
  ["an empty name", "GET", "/", "", "1"],
  ["a name with a colon", "GET", "/", "X:", "1"],
  ["a name with a line end", "GET", "/", "X\r\nY", "1"],
  ["a value with a line feed", "GET", "/", "X", "1\nY: 2"],
  ["a value with a carriage return", "GET", "/", "X", "1\rY: 2"],
  ["a value with a NUL", "GET", "/", "X", "1\0"],
  ["a value beyond latin1, whose low bytes are a line end", "GET", "/", "X", "1ĊY: 2"],
])("nothing begins a line of its own by %s", (_, method, path, name, value) => {
  expect(() => requestHead(method, path, "h", [name, value], null)).toThrow(TypeError);
});
