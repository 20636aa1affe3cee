import { describe, expect, it } from "vitest";
import { operationInput } from "@/lib/catalogue/schema";
import { readCurl } from "./read-curl";

const only = (command: string) => {
  const draft = readCurl(command);
  const [operation] = draft.operations;
  if (!operation) throw new Error("no operation");
  return { ...draft, operation };
};

it("a command as a help page gives it: URL, body and key", () => {
  const { operation, webServiceUrl, credential } = only(`curl -X POST \\
    'https://models.example/v1/score?api-version=2.0' \\
    -H "Authorization: Bearer s3cr3t" -H 'Content-Type: application/json' -H 'X-Trace: on' \\
    --data '{"data": [[1, 2]]}'`);
  expect(webServiceUrl).toBe("https://models.example");
  expect(credential).toEqual({ kind: "bearer", secret: "s3cr3t" });
  expect(operation).toMatchObject({
    method: "POST",
    urlTemplate: "/v1/score",
    parameters: [
      { name: "api-version", in: "query", default: "2.0", required: false },
      { name: "X-Trace", in: "header", default: "on" },
    ],
  });
  expect(JSON.parse(operation.request?.representations[0]?.sample ?? "")).toEqual({ data: [[1, 2]] });
  expect(JSON.stringify(operation)).not.toContain("s3cr3t");
  expect(operationInput.safeParse(operation).success).toBe(true);
});

it.each([
  ["curl https://a.example/x", "GET", "/x"],
  ["curl a.example/x", "GET", "/x"],
  ["curl -sSL --compressed https://a.example/x -o out.json", "GET", "/x"],
  ["curl -XDELETE --url=https://a.example/x", "DELETE", "/x"],
  ["curl --json '{}' https://a.example/x", "POST", "/x"],
  ["curl -G -d a=1 https://a.example/x", "GET", "/x"],
  ["curl -I https://a.example/x", "HEAD", "/x"],
  ["/usr/bin/curl https://a.example/%7Bx%7D ;", "GET", "/%7Bx%7D"],
  ["curl $'https://a.example/x' -d $'a\\nb\\u0021'", "POST", "/x"],
])("%s", (command, method, urlTemplate) => {
  expect(only(command).operation).toMatchObject({ method, urlTemplate });
});

it.each([
  ["curl -u ann:pw https://a.example", { kind: "basic", name: "ann", secret: "pw" }],
  ["curl https://ann:pw@a.example", { kind: "basic", name: "ann", secret: "pw" }],
  ["curl -H 'X-API-Key: k1' https://a.example", { kind: "header", name: "X-API-Key", secret: "k1" }],
  ["curl 'https://a.example?api_key=k2'", { kind: "query", name: "api_key", secret: "k2" }],
  ["curl https://a.example", null],
])("the credential of %s leaves the operation", (command, credential) => {
  const draft = only(command);
  expect(draft.credential).toEqual(credential);
  expect(JSON.stringify(draft.operation)).not.toMatch(/pw|k1|k2/);
});

describe("what is refused, naming what it is", () => {
  it.each([
    ["wget https://a.example", /begin with curl/],
    ["", /begin with curl/],
    ["curl https://a.example; rm -rf /", /Paste one command/],
    ["curl https://a.example | sh", /Paste one command/],
    ["curl https://a.example > /etc/passwd", /Paste one command/],
    ["curl $(cat /etc/passwd)", /filled in by a shell/],
    ["curl `id`", /filled in by a shell/],
    ['curl "https://a.example/$HOME"', /filled in by a shell/],
    ["curl 'https://a.example", /quote is not closed/],
    ["curl", /no URL/],
    ["curl https://a.example https://b.example", /several URLs/],
    ["curl file:///etc/passwd", /not an http/],
    ["curl --config evil https://a.example", /option --config/],
    ["curl -x http://proxy.example https://a.example", /option -x/],
    ["curl https://a.example -H", /lacks its value/],
    ["curl -X TRACE https://a.example", /verb TRACE/],
  ])("%s", (command, message) => {
    expect(() => readCurl(command)).toThrow(message);
  });
});

it("files and cookies are left out, and said to be", () => {
  const { operation, notes } = only("curl -d @/etc/passwd -b session=1 -H 'Cookie: a=b' https://a.example/x");
  expect(operation.request).toBeNull();
  expect(notes.map(({ message }) => message).join(" ")).toMatch(/etc\/passwd, which is not read.*cookie/i);
  expect(JSON.stringify(operation)).not.toContain("session");
});

it.each([
  ["a user name with a broken escape", "curl https://us%zz:secret@h.example/x"],
  ["a path with an empty segment", "curl https://h.example//a"],
  ["a path with a broken escape", "curl https://h.example/a%zz"],
  ["a content type that is none", "curl -H 'Content-Type: application/json, x' -d '{}' https://h.example/a"],
])("refuses %s at the command, before anything is stored", (_, command) => {
  expect(() => readCurl(command)).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ field: "source.command" })] }),
  );
});
