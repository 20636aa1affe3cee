/** One call of a web service in several languages. Each reads the API key from AZUREML_API_KEY and prints the answer. */
interface SampleCode {
  language: string;
  code: string;
}

export function sampleCode(url: string, body: string): SampleCode[] {
  return [
    { language: "curl", code: curl(url, body) },
    { language: "Python 3", code: python(url, body) },
    { language: "C#", code: csharp(url, body) },
    { language: "R", code: r(url, body) },
    { language: "JavaScript (Node.js)", code: javascript(url, body) },
  ];
}

function curl(url: string, body: string): string {
  return `curl -sS '${url}' \\
  -H "Authorization: Bearer $AZUREML_API_KEY" \\
  -H 'Content-Type: application/json' \\
  --data-binary @- <<'JSON'
${body}
JSON
`;
}

function python(url: string, body: string): string {
  return `import os
import urllib.error
import urllib.request

url = "${url}"
body = r"""${body}"""

request = urllib.request.Request(
    url,
    data=body.encode("utf-8"),
    headers={
        "Authorization": "Bearer " + os.environ["AZUREML_API_KEY"],
        "Content-Type": "application/json",
    },
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode("utf-8"))
except urllib.error.HTTPError as error:
    print(error.code, error.headers["x-ms-request-id"])
    print(error.read().decode("utf-8"))
`;
}

function csharp(url: string, body: string): string {
  return `using System.Net.Http.Headers;
using System.Text;

const string url = "${url}";
const string body = """
${body}
""";

using var client = new HttpClient();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
    "Bearer", Environment.GetEnvironmentVariable("AZUREML_API_KEY"));
using var content = new StringContent(body, Encoding.UTF8, "application/json");
using var response = await client.PostAsync(url, content);
Console.WriteLine((int)response.StatusCode);
Console.WriteLine(await response.Content.ReadAsStringAsync());
`;
}

function r(url: string, body: string): string {
  return `library(httr)

url <- "${url}"
body <- r"---(${body})---"

response <- POST(
  url,
  add_headers(Authorization = paste("Bearer", Sys.getenv("AZUREML_API_KEY"))),
  content_type_json(),
  body = body
)
cat(status_code(response), content(response, "text", encoding = "UTF-8"), sep = "\\n")
`;
}

function javascript(url: string, body: string): string {
  return `const url = "${url}";
const body = ${body};

const response = await fetch(url, {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.AZUREML_API_KEY}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify(body),
});
console.log(response.status, await response.text());
`;
}
