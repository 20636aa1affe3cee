import { expect, it } from "vitest";
import { curlOf } from "./curl";
import type { ApiOperation } from "./schema";

const read: ApiOperation = {
  id: "getApis",
  method: "GET",
  path: "/api/apis",
  tag: "apis",
  summary: "List APIs",
  access: "admin",
  token: "read",
  versioned: false,
  parameters: [],
  body: null,
  answer: { status: 200, types: ["application/json"], schema: null },
};

it("carries the token from the environment, never in the line itself", () => {
  expect(curlOf(read, "https://portal.example")).toBe(
    `curl --fail-with-body \\\n  --header "Authorization: Bearer $GATEHOUSE_TOKEN" \\\n  'https://portal.example/api/apis'`,
  );
});

it("sends a body where one is taken, and no token where none is", () => {
  const line = curlOf({ ...read, method: "PUT", body: {}, token: null }, "https://portal.example");
  expect(line).toContain("--request PUT");
  expect(line).toContain("--data @body.json");
  expect(line).not.toContain("GATEHOUSE_TOKEN");
});
