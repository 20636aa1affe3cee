import { describe, expect, it } from "vitest";
import { AnswerParser } from "./answer-parser";

interface Read {
  heads: { status: number; reason: string; headers: string[] }[];
  body: string;
  over: boolean;
  reusable: boolean;
  idleMs: number | null;
}

/** What is read of these pieces; with `closed`, after which the backend closes its side. */
function read(pieces: string[], { method = "GET", closed = false } = {}): Read {
  const heads: Read["heads"] = [];
  let body = "";
  const parser = new AnswerParser(
    {
      onHead: (status, reason, headers) => heads.push({ status, reason, headers }),
      onData: (chunk) => {
        body += chunk.toString("latin1");
      },
    },
    64 * 1024,
  );
  parser.expect(method);
  for (const piece of pieces) parser.push(Buffer.from(piece, "latin1"));
  if (closed) parser.finish();
  return { heads, body, over: parser.over, reusable: parser.reusable, idleMs: parser.idleMs };
}

const ok = "HTTP/1.1 200 OK\r\n";

describe("an answer", () => {
  const whole: [string, string, string, boolean, string?][] = [
    ["of a length", `${ok}Content-Length: 5\r\n\r\nhello`, "hello", true],
    ["of length 0", `${ok}Content-Length: 0\r\n\r\n`, "", true],
    [
      "in chunks",
      `${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n`,
      "hello",
      true,
    ],
    [
      "with trailers",
      `${ok}Transfer-Encoding: Chunked\r\n\r\n5 \r\nhello\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n`,
      "hello",
      true,
    ],
    [
      "behind interim ones",
      `HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 103 Early\r\n\r\n${ok}Content-Length: 1\r\n\r\na`,
      "a",
      true,
    ],
    ["without a reason", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na", "a", true],
    ["without headers", "HTTP/1.1 204 No Content\r\n\r\n", "", true],
    ["of no body by its status", "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n", "", true],
    ["to HEAD", `${ok}Content-Length: 10\r\n\r\n`, "", true, "HEAD"],
    ["that says it closes", `${ok}Connection: x, Close\r\nContent-Length: 1\r\n\r\na`, "a", false],
    ["of HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", "a", false],
  ];

  it.each(whole)("%s is read whole", (_, text, body, reusable, method) => {
    expect(read([text], { method })).toMatchObject({ body, over: true, reusable });
  });

  it.each(whole)("%s is read alike wherever the network cuts it", (_, text, _body, _reusable, method) => {
    const expected = read([text], { method });
    for (let cut = 1; cut < text.length; cut++) {
      expect(read([text.slice(0, cut), text.slice(cut)], { method })).toEqual(expected);
    }
    expect(read([...text], { method })).toEqual(expected);
  });

  it("without framing ends with its connection, which nobody uses again", () => {
    const text = `${ok}X: 1\r\n\r\nhello`;
    expect(read([text])).toMatchObject({ body: "hello", over: false });
    expect(read([text], { closed: true })).toMatchObject({ body: "hello", over: true, reusable: false });
  });

  it("keeps headers in order and number, their bytes as they came, blanks round values left out", () => {
    const { heads } = read([`${ok}a:1\r\nB: \t two \xe9\xa0 \t\r\na:\r\nContent-Length: 0\r\n\r\n`]);
    expect(heads[0]?.headers).toEqual(["a", "1", "B", "two \xe9\xa0", "a", "", "Content-Length", "0"]);
  });

  it("tells how long the backend keeps the connection", () => {
    expect(read([`${ok}Keep-Alive: max=5, timeout=7\r\nContent-Length: 0\r\n\r\n`]).idleMs).toBe(7_000);
    expect(read([`${ok}Content-Length: 0\r\n\r\n`]).idleMs).toBeNull();
  });

  it.each([
    ["bytes behind its end", `${ok}Content-Length: 1\r\n\r\nab`],
    ["a body that HEAD has none of", `${ok}Content-Length: 1\r\n\r\na`, "HEAD"],
    ["a second answer", `HTTP/1.1 204 \r\n\r\n${ok}Content-Length: 0\r\n\r\n`],
  ])("with %s leaves the connection unfit for another", (_, text, method = "GET") => {
    expect(read([text], { method })).toMatchObject({ over: true, reusable: false });
    expect(read([text], { method }).heads).toHaveLength(1);
  });
});

describe("no answer", () => {
  it.each([
    ["another protocol", "SSH-2.0-OpenSSH_9\r\n"],
    ["another protocol, begun", "SS"],
    ["HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["a status of no meaning", "HTTP/1.1 099 No\r\n\r\n"],
    ["an unasked change of protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"],
    ["two lengths", `${ok}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`],
    ["a list of lengths", `${ok}Content-Length: 1, 1\r\n\r\na`],
    ["a signed length", `${ok}Content-Length: +1\r\n\r\na`],
    ["a length beside chunks", `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ["a coding besides chunked", `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n`],
    ["two codings in two lines", `${ok}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`],
    ["chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ["a space before the colon", `${ok}Content-Length : 1\r\n\r\na`],
    ["a folded line", `${ok}X: 1\r\n 2\r\n\r\n`],
    ["a line without a colon", `${ok}X\r\nA: b\r\n\r\n`],
    ["a bare line feed", `${ok}X: 1\nY: 2\r\n\r\n`],
    ["a head of bare line feeds, which never ends", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"],
    ["a bare carriage return", `${ok}X: 1\rY: 2\r\n\r\n`],
    ["a NUL", `${ok}X: \0\r\n\r\n`],
    ["a chunk size of no digits", `${ok}Transfer-Encoding: chunked\r\n\r\nx\r\n`],
    ["a chunk size too great", `${ok}Transfer-Encoding: chunked\r\n\r\n1000000000000\r\n`],
    ["a chunk size with a bare line feed", `${ok}Transfer-Encoding: chunked\r\n\r\n1\na\r\n`],
    ["a chunk that does not end", `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n`],
    ["a trailer with a bare line feed", `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\nX: 1\n\r\n`],
    ["a head without an end", `${ok}X: ${"x".repeat(70_000)}`],
    ["trailers without an end", `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n${"X: 1\r\n".repeat(12_000)}`],
  ])("is %s", (_, text) => {
    expect(() => read([text])).toThrow(/the backend's answer is malformed/);
    expect(() => read([...text])).toThrow(/the backend's answer is malformed/);
  });

  it.each([
    ["nothing at all", ""],
    ["half a head", `${ok}Content-Le`],
    ["half a body", `${ok}Content-Length: 5\r\n\r\nhel`],
    ["half its chunks", `${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n`],
    ["chunks without the last line", `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n`],
  ])("ends well with %s", (_, text) => {
    expect(() => read([text], { closed: true })).toThrow(/closed the connection/);
  });
});
