import { describe, expect, it } from "vitest";
import { isScoringBeside, jobFamily, jobPartOf, sampleJobOf } from "./job-operations";
import { classicOperations } from "./templates";

const operations = classicOperations();
const jobs = "/workspaces/{workspace}/services/{service}/jobs";
const named = (name: string) => {
  const found = operations.find(({ displayName }) => displayName === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};

describe("an operation's part in batch jobs", () => {
  it.each([
    ["RRS Execute", null],
    ["BES Submit", { step: "submit", jobs, parameter: null }],
    ["BES Start", { step: "start", jobs, parameter: "jobid" }],
    ["BES Status", { step: "status", jobs, parameter: "jobid" }],
    ["BES Delete", { step: "delete", jobs, parameter: "jobid" }],
  ])("%s", (name, part) => {
    expect(jobPartOf(named(name))).toEqual(part);
  });

  it.each([
    ["a list of jobs", "GET", "/jobs?api-version={v}"],
    ["something below a job", "GET", "/jobs/{id}/log"],
    ["a start that is only asked for", "GET", "/jobs/{id}/start"],
    ["another word that ends so", "POST", "/myjobs"],
    ["a job that is written out", "GET", "/jobs/42"],
    ["a post to one", "POST", "/jobs/42"],
    ["a change of a job", "PUT", "/jobs/{id}"],
    ["a name like an object's own", "constructor", "/jobs"],
  ])("%s has none", (_name, method, urlTemplate) => {
    expect(jobPartOf({ method, urlTemplate })).toBeNull();
  });
});

it("a family is the operations on the same jobs, and none of another web service's", () => {
  const other = { ...named("BES Start"), urlTemplate: "/other/jobs/{jobid}/start" };
  const family = jobFamily(jobs, [...operations, other]);
  expect(family.map(({ part }) => part.step)).toEqual(["submit", "start", "status", "delete"]);
});

it("finds the operation that scores at once beside the jobs", () => {
  expect(operations.filter((one) => isScoringBeside(jobs, one)).map((one) => one.displayName)).toEqual([
    "RRS Execute",
  ]);
});

describe("a sample job", () => {
  it("is that of the operation that scores at once", () => {
    const { request, responses } = named("RRS Execute");
    expect(
      sampleJobOf({
        request: request?.representations[0]?.sample,
        response: responses[0]?.representations[0]?.sample,
      }),
    ).toEqual({ table: ["Col2", "This is a good day"], outputName: "output1", parameters: {} });
  });

  it("keeps several columns, cells that want quotes, and parameters", () => {
    const request = JSON.stringify({
      Inputs: {
        cars: {
          ColumnNames: ["a", "b"],
          Values: [
            ["x, y", 1],
            [null, "2"],
          ],
        },
      },
      GlobalParameters: { rate: 1.5, none: null },
    });
    expect(sampleJobOf({ request, response: '{"Results":{"prices":{}}}' })).toEqual({
      table: ["a,b", '"x, y",1', ",2"],
      outputName: "prices",
      parameters: { rate: "1.5", none: "" },
    });
  });

  it.each([[{}], [{ request: "no JSON", response: "{}" }], [{ request: '{"Inputs":{}}' }]])(
    "is the tutorial's where %j tells nothing",
    (samples) => {
      expect(sampleJobOf(samples)).toEqual({
        table: ["Col2", "This is a good day"],
        outputName: "output1",
        parameters: {},
      });
    },
  );
});
