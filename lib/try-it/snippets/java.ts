import { escaped, isPlain, unicode } from "./quote";
import type { SampleCall } from "./sample-call";

/** For Java 15 and later: `java Call.java`. */
export function writeJava({ method, url, headers, body }: SampleCall): string {
  const publisher =
    body === null ? "HttpRequest.BodyPublishers.noBody()" : "HttpRequest.BodyPublishers.ofString(body)";
  return [
    "import java.net.URI;",
    "import java.net.http.HttpClient;",
    "import java.net.http.HttpRequest;",
    "import java.net.http.HttpResponse;",
    "",
    "public class Call {",
    "  public static void main(String[] arguments) throws Exception {",
    ...(body === null ? [] : [`    String body = ${literal(body)};`]),
    `    HttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(url)}))`,
    `        .method("${method}", ${publisher})`,
    ...headers.map((header) => {
      const value = "value" in header ? quoted(header.value) : `System.getenv("${header.variable}")`;
      return `        .header(${quoted(header.name)}, ${value})`;
    }),
    "        .build();",
    "    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();",
    "    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());",
    "    System.out.println(response.statusCode());",
    "    System.out.println(response.body());",
    "  }",
    "}",
    "",
  ].join("\n");
}

/** Older compilers read sources in the platform's encoding, so that nothing but ASCII is safe. */
function ascii(text: string): string {
  return text.replace(/[^\0-\x7e]/g, unicode);
}

function quoted(text: string): string {
  return `"${ascii(escaped(text))}"`;
}

/** A text block with its margin at the first column, so that no space is taken from the text. */
function literal(text: string): string {
  if (!text.includes("\n") || !isPlain(text)) return quoted(text);
  const lines = text.split("\n").map((line) => {
    const safe = ascii(escaped(line, "").replaceAll('"""', '\\"\\"\\"')).replaceAll("\\t", "\t");
    // Spaces at a line's end would be stripped.
    return safe.replace(/[ \t]$/, (space) => (space === " " ? "\\s" : "\\t"));
  });
  return `"""\n${lines.join("\n")}\\\n"""`;
}
