import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parameter } from "@/lib/catalogue/schema";
import { readTarget } from "@/lib/gateway/target";
import { buildRequest, type HeaderPair, type RequestValues } from "./build-request";

const keyHeader = "Ocp-Apim-Subscription-Key";

function parameter(place: Parameter["in"], name: string, more: Partial<Parameter> = {}): Parameter {
  return { name, in: place, type: "string", required: true, ...more };
}

function build(
  urlTemplate: string,
  values: Partial<RequestValues> = {},
  parameters: Parameter[] = [],
  method = "POST",
) {
  const nothing = { parameters: {}, headers: [], contentType: null, body: "" };
  return buildRequest({ method, urlTemplate, parameters }, { ...nothing, ...values }, keyHeader);
}

const pathOf = (...given: Parameters<typeof build>) => build(...given).request.path;
const fieldsOf = (...given: Parameters<typeof build>) => build(...given).problems.map(({ field }) => field);

describe("path and query", () => {
  it("writes the tutorial's call", () => {
    const template =
      "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";
    const parameters = {
      "path:workspace": "abc",
      "path:service": "def",
      "query:apiversion": "2.0",
      "query:details": "true",
    };
    const { request, problems } = build(template, { parameters });
    expect(request.path).toBe("/workspaces/abc/services/def/execute?api-version=2.0&details=true");
    expect(problems).toEqual([]);
  });

  it.each([
    ["a slash", "a/b", "a%2Fb"],
    ["a question mark and a hash", "a?b#c", "a%3Fb%23c"],
    ["an ampersand, an equals sign and a plus", "a&b=c+d", "a%26b%3Dc%2Bd"],
    ["a space", "a b", "a%20b"],
    ["a percent sign, also of an escape", "100%41", "100%2541"],
    ["letters of other scripts", "Čakovec 日本", "%C4%8Cakovec%20%E6%97%A5%E6%9C%AC"],
    ["an emoji", "😀", "%F0%9F%98%80"],
    ["a line break", "a\r\nb", "a%0D%0Ab"],
    ["an authority", "@evil.example", "%40evil.example"],
    ["a URL", "http://evil.example/", "http%3A%2F%2Fevil.example%2F"],
  ])("a value with %s stays one value", (_, value, encoded) => {
    expect(pathOf("/a/{x}", { parameters: { "path:x": value } })).toBe(`/a/${encoded}`);
    expect(pathOf("/a?k={x}", { parameters: { "query:x": value } })).toBe(`/a?k=${encoded}`);
  });

  it("keeps what has no value yet in braces, and names the field", () => {
    expect(pathOf("/a/{x}?k={y}")).toBe("/a/{x}?k={y}");
    expect(fieldsOf("/a/{x}?k={y}")).toEqual(["parameters.path:x", "parameters.query:y"]);
  });

  it("sends a template parameter's default when the field is empty, as the gateway would", () => {
    const parameters = [parameter("query", "y", { required: false, default: "2.0" })];
    expect(build("/a?k={y}", { parameters: { "query:y": "" } }, parameters)).toMatchObject({
      request: { path: "/a?k=2.0" },
      problems: [],
    });
  });

  it("asks for a template's query parameter without default even where it is called optional", () => {
    expect(fieldsOf("/a?k={y}", {}, [parameter("query", "y", { required: false })])).toEqual([
      "parameters.query:y",
    ]);
  });

  it("leaves out empty optional query parameters and appends filled ones", () => {
    const parameters = [
      parameter("query", "top", { required: false }),
      parameter("query", "sort by", { required: false, default: "name" }),
    ];
    expect(pathOf("/a", {}, parameters)).toBe("/a");
    expect(pathOf("/a?v=1", { parameters: { "query:top": "5", "query:sort by": "a b" } }, parameters)).toBe(
      "/a?v=1&top=5&sort%20by=a%20b",
    );
  });

  it("keeps the slashes of a wildcard's value and escapes the rest", () => {
    expect(pathOf("/files/*", { parameters: { "path:*": "/a b/c?d/e" } })).toBe("/files/a%20b/c%3Fd/e");
    expect(fieldsOf("/files/*")).toEqual([]);
  });

  it("keeps the template's own escapes and escapes what a URL cannot hold", () => {
    expect(pathOf("/caf%C3%A9/kuća?q=š%20")).toBe("/caf%C3%A9/ku%C4%87a?q=%C5%A1%20");
  });

  it.each([
    "..",
    ".",
    "../x",
    "..%2fx",
    "%2e%2e",
    "%252e%252e/",
    "a/../b",
    "..\\x",
    "%5c..%5c",
    "..;x",
    "%c0%ae.",
  ])("refuses %s in a path, at its field", (value) => {
    expect(fieldsOf("/a/{x}", { parameters: { "path:x": value } })).toEqual(["parameters.path:x"]);
  });

  it("takes the same values in a query, where they climb nowhere", () => {
    expect(fieldsOf("/a?k={x}", { parameters: { "query:x": "../.." } })).toEqual([]);
  });

  it.each(["\0", "a\ud800"])("refuses characters that no URL can hold (%j)", (value) => {
    expect(fieldsOf("/a/{x}", { parameters: { "path:x": value } })).toEqual(["parameters.path:x"]);
    expect(fieldsOf("/a?k={x}", { parameters: { "query:x": value } })).toEqual(["parameters.query:x"]);
  });

  it("refuses values of parameters that the operation does not have", () => {
    expect(fieldsOf("/a", { parameters: { url: "http://evil.example" } })).toEqual(["parameters.url"]);
  });

  it("whatever is typed: with no problem found, the gateway reads the same two values back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ unit: "grapheme" }), (x, y) => {
        const template = "/fixed/{x}/end?k={y}";
        const parameters = [parameter("query", "y", { default: "" })];
        const { request, problems } = build(
          template,
          { parameters: { "path:x": x, "query:y": y } },
          parameters,
        );
        if (problems.length > 0) return;
        const target = readTarget(request.path);
        expect(target.segments).toHaveLength(3);
        expect(decodeURIComponent(request.path.split("?")[0]?.split("/")[2] ?? "")).toBe(x);
        expect(target.pairs).toHaveLength(1);
        expect(decodeURIComponent(target.query?.slice(2) ?? "")).toBe(y);
      }),
    );
  });
});

describe("headers", () => {
  const json = { contentType: "application/json", body: "{}" };
  const headersOf = (...given: Parameters<typeof build>) => build(...given).request.headers;

  it("sends the body's type, header parameters and rows, in this order of sight", () => {
    const parameters = [parameter("header", "X-Model", { required: false })];
    const rows: HeaderPair[] = [
      ["X-B", "2"],
      ["X-A", "1"],
      ["X-B", "3"],
    ];
    expect(
      headersOf("/a", { ...json, headers: rows, parameters: { "header:X-Model": " m " } }, parameters),
    ).toEqual([["X-Model", "m"], ["Content-Type", "application/json"], ...rows]);
  });

  it("lets a row take the place of what would be sent by itself, whatever its case", () => {
    const headers: HeaderPair[] = [["content-type", "text/json"]];
    expect(headersOf("/a", { ...json, headers })).toEqual([["content-type", "text/json"]]);
  });

  it("sends no type without a body", () => {
    expect(headersOf("/a", { contentType: "application/json" })).toEqual([]);
  });

  it("passes over empty rows", () => {
    expect(build("/a", { headers: [["", " "]] })).toMatchObject({ request: { headers: [] }, problems: [] });
  });

  it("does not ask for the key where a document lists its header as a parameter", () => {
    const parameters = [parameter("header", keyHeader.toLowerCase())];
    expect(fieldsOf("/a", {}, parameters)).toEqual([]);
  });

  it.each([
    ["no name", ["", "x"], "headers.0.name"],
    ["a space in the name", ["X Y", "x"], "headers.0.name"],
    ["a colon in the name", ["X:", "x"], "headers.0.name"],
    ["a line break in the name", ["X\r\nY", "x"], "headers.0.name"],
    ["a line break in the value", ["X", "x\r\nHost: evil"], "headers.0.value"],
    ["a NUL in the value", ["X", "a\0b"], "headers.0.value"],
    ["letters beyond ASCII in the value", ["X", "č"], "headers.0.value"],
    ["Host", ["Host", "evil.example"], "headers.0.name"],
    ["Content-Length", ["content-length", "3"], "headers.0.name"],
    ["Transfer-Encoding", ["Transfer-Encoding", "chunked"], "headers.0.name"],
    ["Connection", ["Connection", "close"], "headers.0.name"],
    ["a forged address", ["X-Forwarded-For", "1.2.3.4"], "headers.0.name"],
    ["our own", ["X-Gatehouse-Client-Address", "1.2.3.4"], "headers.0.name"],
  ] satisfies [string, HeaderPair, string][])("names the row with %s", (_, row, field) => {
    expect(fieldsOf("/a", { headers: [row] })).toEqual([field]);
  });

  it.each(["Authorization", keyHeader, "Content-Type"])("takes %s once", (name) => {
    const headers: HeaderPair[] = [
      [name, "a"],
      [name.toLowerCase(), "b"],
    ];
    expect(fieldsOf("/a", { headers })).toEqual(["headers.1.name"]);
  });
});

describe("the body", () => {
  it("goes as it is typed, invalid JSON too", () => {
    const body = '{"a": \r\n"č';
    expect(build("/a", { body, contentType: "application/json" })).toMatchObject({
      request: { body },
      problems: [],
    });
  });

  it("is none when empty", () => {
    expect(build("/a", { body: "" }).request.body).toBeNull();
  });

  it("beyond the limit is refused with the way out", () => {
    expect(fieldsOf("/a", { body: "x".repeat(10_000_001) })).toEqual(["body"]);
  });
});

it("an operation whose template is broken is told of, not thrown", () => {
  expect(fieldsOf("/a/{x")).toEqual(["operationId"]);
});
