import { describe, expect, it } from "vitest";
import { readPlainRequest } from "./plain-request";

const read = (text: string) => readPlainRequest(Buffer.from(text, "latin1"));
const head = (line: string, ...headers: string[]) => [line, ...headers, "", ""].join("\r\n");

describe("a plain request", () => {
  it("is read to its headers, host and lengths, as received", () => {
    const text = head(
      "POST /a%2Fb?c=%20;d HTTP/1.1",
      "host: h:1",
      "X-A:\t1 ",
      "x-a: \xe9",
      "Content-Length: 3",
    );
    expect(read(`${text}abc`)).toEqual({
      method: "POST",
      target: "/a%2Fb?c=%20;d",
      headers: ["host", "h:1", "X-A", "1", "x-a", "\xe9", "Content-Length", "3"],
      host: "h:1",
      headBytes: text.length,
      bodyBytes: 3,
    });
  });

  it("may have no body, wish to keep its connection, and have more behind it", () => {
    const text = head("GET / HTTP/1.1", "Host: h", "Connection: Keep-Alive");
    expect(read(`${text}GET /2`)).toMatchObject({ bodyBytes: null, headBytes: text.length });
  });
});

describe("is left to node:http", () => {
  const host = "Host: h";
  it.each([
    ["a head that is not whole", "GET / HTTP/1.1\r\nHost: h\r\n"],
    ["an empty line before it", `\r\n${head("GET / HTTP/1.1", host)}`],
    ["an unknown method", head("PURGE / HTTP/1.1", host)],
    ["a method in lower case", head("get / HTTP/1.1", host)],
    ["TRACE", head("TRACE / HTTP/1.1", host)],
    ["CONNECT", head("CONNECT h:443 HTTP/1.1", host)],
    ["an absolute target", head("GET http://h/ HTTP/1.1", host)],
    ["the target *", head("OPTIONS * HTTP/1.1", host)],
    ["a target with a space", head("GET /a b HTTP/1.1", host)],
    ["a target beyond ASCII", head("GET /\xe9 HTTP/1.1", host)],
    ["a target over 8 KiB", head(`GET /${"x".repeat(8_192)} HTTP/1.1`, host)],
    ["HTTP/1.0", head("GET / HTTP/1.0", host)],
    ["HTTP/2", head("PRI * HTTP/2.0")],
    ["no Host", head("GET / HTTP/1.1", "X: 1")],
    ["no headers", head("GET / HTTP/1.1")],
    ["two Hosts", head("GET / HTTP/1.1", host, host)],
    ["an empty Host", head("GET / HTTP/1.1", "Host: ")],
    ["a Host with a user", head("GET / HTTP/1.1", "Host: a@h")],
    ["two lengths", head("POST / HTTP/1.1", host, "Content-Length: 1", "Content-Length: 1")],
    ["a list of lengths", head("POST / HTTP/1.1", host, "Content-Length: 1, 1")],
    ["a signed length", head("POST / HTTP/1.1", host, "Content-Length: +1")],
    ["an empty length", head("POST / HTTP/1.1", host, "Content-Length:")],
    ["a transfer coding", head("POST / HTTP/1.1", host, "Transfer-Encoding: chunked")],
    ["an expectation", head("POST / HTTP/1.1", host, "Expect: 100-continue")],
    ["an offer of another protocol", head("GET / HTTP/1.1", host, "Upgrade: h2c")],
    ["the wish to close", head("GET / HTTP/1.1", host, "Connection: close")],
    ["headers for this hop only", head("GET / HTTP/1.1", host, "Connection: keep-alive, x")],
    ["a space before a colon", head("GET / HTTP/1.1", host, "X : 1")],
    ["a folded line", head("GET / HTTP/1.1", host, "X: 1", " 2")],
    ["a line without a colon", head("GET / HTTP/1.1", host, "X")],
    ["a bare line feed", head("GET / HTTP/1.1", host, "X: 1\nY: 2")],
    ["a bare carriage return", head("GET / HTTP/1.1", host, "X: 1\rY: 2")],
    ["a NUL", head("GET / HTTP/1.1", host, "X: \0")],
    ["a head over 16 KiB", head("GET / HTTP/1.1", host, `X: ${"x".repeat(16_384)}`)],
    ["a TLS greeting", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n"],
  ])("%s", (_, text) => {
    expect(read(text)).toBeNull();
  });
});
