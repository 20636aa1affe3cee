import { describe, expect, it } from "vitest";
import type { Parameter } from "./operation-schema";
import { followTemplate, templateParameters } from "./template-parameters";

const described: Parameter[] = [
  { name: "workspace", in: "path", type: "string", required: true, description: "Whose it is." },
  { name: "details", in: "query", type: "boolean", required: false, default: "true" },
  { name: "X-Trace", in: "header", type: "string", required: false },
];

describe("parameters of a URL template", () => {
  it("are found by themselves, path first, required", () => {
    expect(followTemplate("/a/{x}?v={y}", [])).toEqual([
      { name: "x", in: "path", type: "string", required: true },
      { name: "y", in: "query", type: "string", required: true },
    ]);
  });

  it("keep what was said of them, and their spelling follows the template", () => {
    expect(followTemplate("/a/{Workspace}?d={details}", described)).toEqual([
      { ...described[0], name: "Workspace" },
      described[1],
      described[2],
    ]);
  });

  it("leave the list with the path they stood in; headers and further query parameters stay", () => {
    expect(followTemplate("/a", described)).toEqual([described[1], described[2]]);
  });

  it("take their description along from path to query and are required there only without a default", () => {
    expect(followTemplate("/a?w={workspace}", described)[0]).toEqual({
      ...described[0],
      in: "query",
    });
    expect(
      templateParameters("/a?d={details}", [
        { name: "details", in: "query", type: "string", required: false },
      ]),
    ).toEqual([{ name: "details", in: "query", type: "string", required: true }]);
  });

  it("are not guessed while the template does not parse", () => {
    expect(templateParameters("/a/{x", described)).toBeNull();
  });
});
