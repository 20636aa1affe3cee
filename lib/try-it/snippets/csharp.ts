import { doubleQuoted, isPlain } from "./quote";
import type { SampleCall, SampleHeader } from "./sample-call";

/** .NET keeps these apart from the request's other headers. */
const contentHeaders = /^(content-.*|allow|expires|last-modified)$/i;

/** For .NET 7 and later (C# 11): a whole Program.cs. */
export function writeCSharp({ method, url, headers, body }: SampleCall): string {
  const add = (target: string) => (header: SampleHeader) => {
    const value =
      "value" in header
        ? doubleQuoted(header.value)
        : `Environment.GetEnvironmentVariable("${header.variable}")`;
    return `${target}.TryAddWithoutValidation(${doubleQuoted(header.name)}, ${value});`;
  };
  const ofContent = headers.filter(({ name }) => contentHeaders.test(name));
  const others = headers.filter(({ name }) => !contentHeaders.test(name));
  return [
    "using System;",
    "using System.Net.Http;",
    ...(body === null ? [] : ["using System.Text;"]),
    "",
    "using var client = new HttpClient();",
    `using var request = new HttpRequestMessage(new HttpMethod("${method}"), ${doubleQuoted(url)});`,
    ...others.map(add("request.Headers")),
    ...(body === null
      ? []
      : [
          `var body = ${literal(body)};`,
          "request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));",
          ...ofContent.map(add("request.Content.Headers")),
        ]),
    "",
    "using var response = await client.SendAsync(request);",
    "Console.WriteLine((int)response.StatusCode + " + '" " + response.ReasonPhrase);',
    "Console.WriteLine(await response.Content.ReadAsStringAsync());",
    "",
  ].join("\n");
}

/** A raw literal holds any text: it opens and closes with more quotes than the text has in a row. */
function literal(text: string): string {
  if (!text.includes("\n") || !isPlain(text)) return doubleQuoted(text);
  const runs = text.match(/"+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  const quotes = '"'.repeat(longest + 1);
  return `${quotes}\n${text}\n${quotes}`;
}
