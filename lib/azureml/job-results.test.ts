import { describe, expect, it } from "vitest";
import { findJobId, findJobResults } from "./job-results";

const result = {
  ConnectionString: null,
  RelativeLocation: "data/out.csv",
  BaseLocation: "http://127.0.0.1:4011/demo/",
  SasBlobToken: "?sv=1&sig=a%2Fb",
};
const finished = (output1: object) => ({ StatusCode: "Finished", Results: { output1 }, Details: null });

describe("a job's results", () => {
  it("are the addresses that their three parts make", () => {
    expect(findJobResults(finished(result))).toEqual([
      {
        name: "output1",
        location: "data/out.csv",
        url: "http://127.0.0.1:4011/demo/data/out.csv?sv=1&sig=a%2Fb",
      },
    ]);
  });

  it("may lack a token", () => {
    const [open] = findJobResults(finished({ ...result, SasBlobToken: null }));
    expect(open?.url).toBe("http://127.0.0.1:4011/demo/data/out.csv");
  });

  it.each([
    ["a running job", { StatusCode: "Running", Results: null, Details: null }],
    ["a finished job of no output", { StatusCode: "Finished", Results: {}, Details: null }],
    ["the answer of RRS", { Results: { output1: { type: "table" } } }],
    ["null", null],
    ["a list", [finished(result)]],
    ["a script in an address", finished({ ...result, BaseLocation: "javascript:alert(1)//" })],
    ["a file", finished({ ...result, BaseLocation: "file:///etc/" })],
    ["an address with a user", finished({ ...result, BaseLocation: "http://a@b/" })],
    ["no address", finished({ ...result, BaseLocation: "nowhere" })],
    ["a number for a part", finished({ ...result, RelativeLocation: 1 })],
  ])("are none in %s", (_name, answer) => {
    expect(findJobResults(answer)).toEqual([]);
  });
});

describe("a job's id", () => {
  it("is the text that a submit answers", () => {
    expect(findJobId("0f3c1a5e9b7d48c2a6e4d1f08b5c7a92")).toBe("0f3c1a5e9b7d48c2a6e4d1f08b5c7a92");
  });

  it.each([
    ["a sentence", "Not found."],
    ["a path", "../x"],
    ["nothing", ""],
    ["an object", { id: "a" }],
  ])("is not in %s", (_name, answer) => {
    expect(findJobId(answer)).toBeNull();
  });
});
