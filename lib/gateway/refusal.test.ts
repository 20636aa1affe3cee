import { describe, expect, it } from "vitest";
import {
  formatDuration,
  isRefusal,
  problemBody,
  problemHeaders,
  refusalTitle,
  refuse,
  refuseKey,
  refuseLimit,
} from "./refusal";

const limit = {
  scope: "product" as const,
  name: "Starter",
  limitId: "rate",
  kind: "rate" as const,
  measure: "calls" as const,
  limit: 5,
  used: 5,
  periodSeconds: 60,
};

describe("a refusal", () => {
  it.each([
    [1, "00:00:01"],
    [25_280, "07:01:20"],
    [86_399, "23:59:59"],
    [86_400, "1.00:00:00"],
    [604_799, "6.23:59:59"],
  ])("writes %i seconds as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it("by rate says when to try again, in words and in headers", () => {
    expect(refuseLimit(limit, 56_100)).toMatchObject({
      status: 429,
      message: "Rate limit is exceeded. Try again in 57 seconds.",
      headers: ["RateLimit-Policy", '"rate";q=5;w=60', "RateLimit", '"rate";r=0;t=57', "Retry-After", "57"],
    });
  });

  it("by quota says when it is replenished, or nothing when never", () => {
    const quota = { ...limit, kind: "quota" as const };
    expect(refuseLimit(quota, 25_280_000)).toMatchObject({
      status: 403,
      message: "Out of call volume quota. Quota will be replenished in 07:01:20.",
      headers: ["Retry-After", "25280"],
    });
    expect(refuseLimit(quota, null)).toMatchObject({
      status: 403,
      message: "Out of call volume quota.",
      headers: [],
    });
  });

  it("for a key carries the challenge clients know, whatever the names are made of", () => {
    expect(refuseKey("missing-key", 'http://p"\r\nX: y', "Ocp-Apim-Subscription-Key").headers).toEqual([
      "WWW-Authenticate",
      'AzureApiManagementKey realm="http://pX: y",name="Ocp-Apim-Subscription-Key",type="header"',
    ]);
  });

  it("becomes a problem with the members of RFC 9457 and those that existing clients read", () => {
    const refusal = refuse("not-found", { detail: "for the log" });
    const body = problemBody(refusal, "id-1", false);
    expect(JSON.parse(body.toString())).toEqual({
      type: "urn:gatehouse:refusal:not-found",
      title: "Not found",
      status: 404,
      detail: "Resource not found",
      statusCode: 404,
      message: "Resource not found",
      requestId: "id-1",
    });
    expect(problemHeaders(refusal, "id-1", body.length)).toContain("application/problem+json");
  });

  it("keeps its reason for the log, and shows it in the console", () => {
    const refusal = refuse("invalid-key", { detail: "the subscription is suspended" });
    expect(problemBody(refusal, "id", false).toString()).not.toContain("suspended");
    expect(JSON.parse(problemBody(refusal, "id", true).toString())).toMatchObject({
      reason: "the subscription is suspended",
    });
  });

  it("is told in words from its code alone, and one of a later version in none", () => {
    expect(refusalTitle(refuse("not-in-product").code)).toBe("Not in the subscription's product");
    expect([refusalTitle("of-tomorrow"), refusalTitle("toString")]).toEqual([null, null]);
  });

  it("is told by its shape, so that it is known across bundles, and an error is none", () => {
    expect(isRefusal(structuredClone(refuse("quota")))).toBe(true);
    expect(isRefusal(Object.assign(new Error("x"), { code: "E" }))).toBe(false);
  });
});
