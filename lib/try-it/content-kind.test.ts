import { describe, expect, it } from "vitest";
import { charsetOf, contentKind, downloadName } from "./content-kind";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the kind of an answer's content", () => {
  it.each([
    ["application/json; charset=utf-8", "json"],
    ["application/problem+json", "json"],
    ["text/json", "json"],
    ["text/html", "html"],
    ["text/csv", "text"],
    ["text/event-stream", "text"],
    ["application/xml", "text"],
    ["application/atom+xml", "text"],
    ["image/png", "image"],
    ["image/svg+xml", "image"],
    ["audio/mpeg", "audio"],
    ["application/octet-stream", "binary"],
    ["application/pdf", "binary"],
    ["nonsense", "binary"],
  ])("%s is %s", (type, kind) => {
    expect(contentKind([["content-type", type]], bytes("x"))).toBe(kind);
  });

  it("without a type follows from the first bytes", () => {
    expect(contentKind([], bytes('  {"a":1}'))).toBe("json");
    expect(contentKind([], bytes("plain č"))).toBe("text");
    expect(contentKind([], new Uint8Array([0x89, 0x50, 0, 1]))).toBe("binary");
    expect(contentKind([], new Uint8Array())).toBe("none");
  });

  it("that is still compressed is bytes", () => {
    expect(
      contentKind(
        [
          ["Content-Type", "application/json"],
          ["Content-Encoding", "gzip"],
        ],
        bytes("x"),
      ),
    ).toBe("binary");
    // A client oddity that some send: no coding at all.
    expect(
      contentKind(
        [
          ["Content-Type", "application/json"],
          ["Content-Encoding", "UTF-8"],
        ],
        bytes("x"),
      ),
    ).toBe("json");
  });
});

it.each([
  ["text/plain; charset=ISO-8859-1", "iso-8859-1"],
  ['text/plain; charset="windows-1250"', "windows-1250"],
  ["application/json", "utf-8"],
  [null, "utf-8"],
])("the charset of %s is %s", (type, charset) => expect(charsetOf(type)).toBe(charset));

describe("a download's name", () => {
  it.each([
    [{ "Content-Disposition": 'attachment; filename="scores.csv"' }, "scores.csv"],
    [{ "Content-Disposition": "attachment; filename=../../etc/passwd" }, "passwd"],
    [{ "Content-Disposition": 'attachment; filename=".."' }, "response.bin"],
    [{ "Content-Type": "application/problem+json" }, "response.json"],
    [{ "Content-Type": "image/jpeg" }, "response.jpg"],
    [{ "Content-Type": "image/png" }, "response.png"],
    [{ "Content-Type": "application/octet-stream" }, "response.bin"],
    [{}, "response.bin"],
  ])("of %j is %s", (headers, name) => {
    expect(downloadName(Object.entries(headers))).toBe(name);
  });
});
