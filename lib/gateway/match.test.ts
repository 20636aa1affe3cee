import { describe, expect, it } from "vitest";
import type { ApiEntry, OperationEntry } from "./entries";
import { compileCatalogue } from "./match";
import type { MatchFailure, RouteMatch } from "./routes";
import { readTarget } from "./target";
import { api as entry, operation, product } from "./testing";

function api(suffix: string, operations: OperationEntry[], more: Partial<ApiEntry> = {}): ApiEntry {
  return entry("http://backend.test/base/", { id: suffix, name: suffix, suffix, operations, ...more });
}

function match(apis: ApiEntry[], line: string): RouteMatch | MatchFailure {
  const [method = "", target = ""] = line.split(" ");
  return compileCatalogue({ apis, products: [product("starter")] }).match(method, readTarget(target));
}

/** The operation found, else the refusal's status. */
function found(apis: ApiEntry[], line: string): string | number {
  const result = match(apis, line);
  return result.refusal === null ? `${result.api.id}: ${result.operation.id}` : result.refusal.status;
}

const azureml = api("azureml-demo", [
  operation(
    "POST",
    "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}",
    { id: "execute" },
  ),
  operation("POST", "/workspaces/{workspace}/services/{service}/jobs?api-version={apiversion}", {
    id: "submit",
  }),
  operation(
    "POST",
    "/workspaces/{workspace}/services/{service}/jobs/{jobid}/start?api-version={apiversion}",
    {
      id: "start",
    },
  ),
  operation("GET", "/workspaces/{workspace}/services/{service}/jobs/{jobid}?api-version={apiversion}", {
    id: "status",
  }),
  operation("DELETE", "/workspaces/{workspace}/services/{service}/jobs/{jobid}?api-version={apiversion}", {
    id: "delete",
  }),
]);

describe("an API is found by its suffix", () => {
  const apis = [
    api("a", [operation("GET", "/*")]),
    api("a/b", [operation("GET", "/x")]),
    api("C/d", [operation("GET", "/")]),
  ];

  it.each([
    ["GET /a/z", "a: GET /*"],
    ["GET /a", "a: GET /*"],
    ["GET /a/b/x", "a/b: GET /x"],
    ["GET /A/B/X", "a/b: GET /x"],
    ["GET /c/D", "C/d: GET /"],
    ["GET /c/d/", "C/d: GET /"],
    ["GET /a/b/y", 404],
    ["GET /ab", 404],
    ["GET /b/x", 404],
    ["GET /", 404],
    ["GET //a/z", 404],
  ])("%s: %s (the longest that fits, and no other)", (line, expected) => {
    expect(found(apis, line)).toBe(expected);
  });
});

describe("an operation is found by method and template", () => {
  it.each([
    [
      "POST /azureml-demo/workspaces/w/services/s/execute?api-version=2.0&details=true",
      "azureml-demo: execute",
    ],
    ["POST /azureml-demo/WORKSPACES/w/Services/s/EXECUTE?API-Version=2.0&details=", "azureml-demo: execute"],
    [
      "POST /azureml-demo/workspaces/w/services/s/execute/?api-version=2.0&details=true",
      "azureml-demo: execute",
    ],
    [
      "POST /azureml-demo/workspaces/w/services/s/%65xecute?api-version=2.0&details=true",
      "azureml-demo: execute",
    ],
    ["POST /azureml-demo/workspaces/w/services/s/jobs?api-version=2.0", "azureml-demo: submit"],
    ["GET /azureml-demo/workspaces/w/services/s/jobs/1?api-version=2.0", "azureml-demo: status"],
    ["HEAD /azureml-demo/workspaces/w/services/s/jobs/1?api-version=2.0", "azureml-demo: status"],
    ["DELETE /azureml-demo/workspaces/w/services/s/jobs/1?api-version=2.0", "azureml-demo: delete"],
    ["POST /azureml-demo/workspaces/w/services/s/jobs/1/start?api-version=2.0", "azureml-demo: start"],
    ["POST /azureml-demo/workspaces/w/services/s/execute?api-version=2.0", 400],
    ["POST /azureml-demo/workspaces//services/s/jobs?api-version=2.0", 404],
    ["PUT /azureml-demo/workspaces/w/services/s/jobs/1?api-version=2.0", 405],
    ["GET /azureml-demo/workspaces/w/services/s/execute?api-version=2.0&details=true", 405],
    ["POST /azureml-demo/workspaces/w/services/s", 404],
    ["POST /azureml-demo/workspaces/w/services/s/execute/more?api-version=2.0&details=true", 404],
  ])("%s: %s", (line, expected) => {
    expect(found([azureml], line)).toBe(expected);
  });

  const ranked = [
    api("r", [
      operation("GET", "/*"),
      operation("GET", "/{any}"),
      operation("GET", "/fixed"),
      operation("GET", "/fixed/deep"),
      operation("GET", "/{x}/deeper/end"),
      operation("POST", "/fixed"),
      operation("DELETE", "/{any}"),
    ]),
  ];

  it.each([
    ["GET /r/fixed", "r: GET /fixed"],
    ["GET /r/other", "r: GET /{any}"],
    ["GET /r/fixed/deep", "r: GET /fixed/deep"],
    ["GET /r/fixed/deeper/end", "r: GET /{x}/deeper/end"],
    ["GET /r/a/b/c", "r: GET /*"],
    ["GET /r", "r: GET /*"],
    ["GET /r//", "r: GET /*"],
    ["DELETE /r/fixed", "r: DELETE /{any}"],
    ["POST /r/other", 405],
  ])(
    "%s: %s (literals before parameters before the wildcard, back up where a branch ends)",
    (line, expected) => {
      expect(found(ranked, line)).toBe(expected);
    },
  );

  const byQuery = [
    api("q", [
      operation("POST", "/jobs", { id: "plain" }),
      operation("POST", "/jobs?op=start", { id: "start" }),
      operation("POST", "/jobs?op=stop&id={id}", { id: "stop" }),
    ]),
  ];

  it.each([
    ["POST /q/jobs", "q: plain"],
    ["POST /q/jobs?op=start", "q: start"],
    ["POST /q/jobs?x=1&OP=Start", "q: start"],
    ["POST /q/jobs?op=stop&id=7", "q: stop"],
    ["POST /q/jobs?op=stop", "q: plain"],
    ["POST /q/jobs?op=other", "q: plain"],
  ])("%s: %s (the template that asks for most of what is there)", (line, expected) => {
    expect(found(byQuery, line)).toBe(expected);
  });

  it("names the missing query parameter", () => {
    const line = "POST /azureml-demo/workspaces/w/services/s/execute?details=true";
    expect(match([azureml], line)).toMatchObject({
      refusal: { code: "missing-parameter", message: 'The query parameter "api-version" is required.' },
      api: { id: "azureml-demo" },
    });
  });

  it("names the methods of a path in Allow, HEAD with GET", () => {
    const line = "PUT /azureml-demo/workspaces/w/services/s/jobs/1?api-version=2.0";
    expect(match([azureml], line).refusal?.headers).toEqual(["Allow", "GET, DELETE, HEAD"]);
  });

  it("fills in the defaults of absent query parameters only", () => {
    const withDefaults = api("d", [
      operation("GET", "/x?a={a}&b={b}", { queryDefaults: { a: "1 2", b: "&" } }),
      operation("GET", "/y?a={toString}"),
    ]);
    expect(match([withDefaults], "GET /d/x?b=3")).toMatchObject({ defaultPairs: ["a=1%202"] });
    expect(match([withDefaults], "GET /d/x")).toMatchObject({ defaultPairs: ["a=1%202", "b=%26"] });
    expect(match([withDefaults], "GET /d/y")).toMatchObject({ refusal: { status: 400 } });
  });

  it.each([
    ["GET /a/b/c%2Fd?x", "/c%2Fd"],
    ["GET /A/B/C//d/", "/C//d/"],
    ["GET /%61/b/c", "/c"],
    ["GET /a/b", ""],
    ["GET /a/b/", "/"],
  ])("%s hands on %j, as received", (line, operationPath) => {
    expect(match([api("a/b", [operation("GET", "/*")])], line)).toMatchObject({ operationPath });
  });
});

describe("a catalogue", () => {
  it("leaves out what cannot work and says what", () => {
    const good = api("good", [operation("GET", "/x"), operation("GET", "/{broken")]);
    const badUrl = { ...api("bad", []), backend: { ...good.backend, url: "ftp://x" } };
    const { problems } = compileCatalogue({ apis: [good, badUrl, api("GOOD", [])], products: [] });
    expect(problems).toEqual([
      "API good, operation GET /{broken: the URL template does not parse (unclosed-brace)",
      "API bad: the web service URL does not parse",
      "API GOOD: the suffix good is another API's",
    ]);
  });

  it("with names like __proto__ behaves like any other", () => {
    const odd = api("__proto__", [operation("GET", "/constructor/{__proto__}?__proto__={x}")]);
    expect(found([odd], "GET /__proto__/constructor/a?__proto__=1")).toMatch(/^__proto__: /);
    expect(found([odd], "GET /__proto__/toString")).toBe(404);
    expect(found([azureml], "GET /__proto__")).toBe(404);
  });

  it("costs a call the same with 10 operations as with 10,000", () => {
    const many = (count: number) =>
      compileCatalogue({
        apis: [
          api(
            "m",
            Array.from({ length: count }, (_, n) => operation("GET", `/a${n}/{x}/b?v={v}`)),
          ),
        ],
        products: [],
      });
    const target = readTarget("/m/a7/1/b?v=1");
    const steps = (count: number): number => {
      let reads = 0;
      const segments = new Proxy([...target.segments], {
        get(array, property, receiver) {
          reads++;
          return Reflect.get(array, property, receiver);
        },
      });
      expect(many(count).match("GET", { ...target, segments })).toMatchObject({ refusal: null });
      return reads;
    };
    expect(steps(10_000)).toBe(steps(10));
  });
});
