import { describe, expect, it } from "vitest";
import { urlTemplateMessage } from "@/lib/messages/en/url-template";
import { parseUrlTemplate, templateShape, type UrlTemplate } from "./url-template";

function parsed(text: string): UrlTemplate {
  const result = parseUrlTemplate(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.code}`);
  return result.template;
}

describe("a URL template", () => {
  it("yields its segments, its query and its parameters in order", () => {
    expect(
      parsed("/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}"),
    ).toEqual({
      segments: [
        { kind: "literal", text: "workspaces" },
        { kind: "parameter", name: "workspace" },
        { kind: "literal", text: "services" },
        { kind: "parameter", name: "service" },
        { kind: "literal", text: "execute" },
      ],
      wildcard: false,
      query: [
        { key: "api-version", parameter: "apiversion", literal: null },
        { key: "details", parameter: "details", literal: null },
      ],
      parameters: [
        { name: "workspace", in: "path" },
        { name: "service", in: "path" },
        { name: "apiversion", in: "query" },
        { name: "details", in: "query" },
      ],
    });
  });

  it("may be the root alone, end in a slash, a wildcard, or carry a fixed query value", () => {
    expect(parsed("/").segments).toEqual([]);
    expect(parsed("/a/").segments).toEqual([{ kind: "literal", text: "a" }]);
    expect(parsed("/files/*")).toMatchObject({
      wildcard: true,
      segments: [{ kind: "literal", text: "files" }],
    });
    expect(parsed("/jobs?op=start&flag").query).toEqual([
      { key: "op", parameter: null, literal: "start" },
      { key: "flag", parameter: null, literal: "" },
    ]);
  });

  it.each([
    ["score", "no-leading-slash", 0],
    ["", "no-leading-slash", 0],
    ["/a b", "whitespace", 2],
    ["/a\t", "whitespace", 2],
    ["/a#b", "fragment", 2],
    ["/a\\b", "invalid-character", 2],
    ["/a|b", "invalid-character", 2],
    ["/a\u0000", "invalid-character", 2],
    ["/a%2", "invalid-escape", 2],
    ["/a%00", "invalid-escape", 2],
    ["/{a", "unclosed-brace", 1],
    ["/{a/b}", "unclosed-brace", 1],
    ["/{a{b}}", "unclosed-brace", 1],
    ["/a}", "unopened-brace", 2],
    ["/{}", "empty-name", 1],
    ["/a?b={}", "empty-name", 5],
    ["/{1a}", "invalid-name", 1],
    ["/{*rest}", "wildcard-not-last", 2],
    ["/{a}/{a}", "duplicate-parameter", 5],
    ["/{a}?x={A}", "duplicate-parameter", 7],
    ["/x{a}", "part-of-segment", 1],
    ["/{a}{b}", "part-of-segment", 1],
    ["/a//b", "empty-segment", 3],
    ["/a/../b", "dot-segment", 3],
    ["/*/a", "wildcard-not-last", 1],
    ["/a*", "wildcard-not-last", 2],
    ["/a?", "empty-query-key", 3],
    ["/a?=1", "empty-query-key", 3],
    ["/a?{k}=1", "empty-query-key", 3],
    ["/a?x=1&X=2", "duplicate-query-key", 7],
    ["/a?x=v{b}", "part-of-value", 5],
  ])("%j is refused as %s at character %i, with words for it", (text, code, at) => {
    const result = parseUrlTemplate(text);
    expect(result).toMatchObject({ ok: false, error: { code, at } });
    if (!result.ok) expect(urlTemplateMessage(result.error)).toMatch(/^.{15,}[.}]$/s);
  });

  it("has the shape of every other template that takes the same calls", () => {
    expect(templateShape(parsed("/A/{x}?v={y}&b=C"))).toBe("/a/{}?b=c&v={}");
    expect(templateShape(parsed("/a/{z}/?B=c&V={w}"))).toBe("/a/{}?b=c&v={}");
    expect(templateShape(parsed("/a/*"))).toBe("/a/*");
  });
});
