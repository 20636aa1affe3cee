import { describe, expect, it } from "vitest";
import { classicOperations } from "@/lib/azureml/templates";
import { readDeepLink } from "./deep-link";
import { jobIdInUrl, writeJobLink } from "./job-link";
import { operationParameters } from "./parameters";

const keyNames = { keyHeader: "Ocp-Apim-Subscription-Key", keyQuery: "subscription-key" };
const [, submit, start] = classicOperations({ workspace: "w1", service: "s1" }).map((operation) =>
  operationParameters(operation),
);

describe("a link to the next operation on a job", () => {
  it("carries the job's id and what both operations ask for, defaults too", () => {
    const values = { "path:workspace": "w1", "path:service": "other", "query:apiversion": "2.0" };
    const link = writeJobLink({ parameters: submit ?? [], values, target: "jobid", jobId: "a1" }, keyNames);
    expect(readDeepLink(`#${link}`, start ?? [], keyNames)).toEqual({
      parameters: { ...values, "path:jobid": "a1" },
    });
  });

  it("carries the job of the answer, not another that was typed since", () => {
    const values = { "path:jobid": "typed" };
    const link = writeJobLink({ parameters: start ?? [], values, target: "jobid", jobId: "a1" }, keyNames);
    expect(readDeepLink(link, start ?? [], keyNames)?.parameters).toEqual({ "path:jobid": "a1" });
  });

  it("carries no secret", () => {
    const parameters = [
      { name: "subscription-key", in: "query", type: "string", required: false },
      { name: "Authorization", in: "header", type: "string", required: false },
    ] as const;
    const values = { "query:subscription-key": "s3cret", "header:Authorization": "s3cret" };
    const link = writeJobLink({ parameters, values, target: "jobid", jobId: "a1" }, keyNames);
    expect(link).not.toContain("s3cret");
  });
});

describe("the job of a call", () => {
  it.each([
    ["http://h/gateway/a/workspaces/w/services/s/jobs/a1?api-version=2.0", "a1"],
    ["http://h/gateway/a/jobs/a1/start?x=/jobs/b", "a1"],
    ["http://h/gateway/jobs/x/jobs/a%20b", "a b"],
    ["http://h/gateway/a/jobs?api-version=2.0", null],
    ["http://h/gateway/a/execute", null],
  ])("%s", (url, id) => {
    expect(jobIdInUrl(url)).toBe(id);
  });
});
