import { describe, expect, it } from "vitest";
import { errorBodySchema } from "./contract";
import { describeError, errorClasses, errorDetails, isDetailCode } from "./error-table";

describe("describeError", () => {
  it("names the class outside and the case in the details, with its values filled in", () => {
    expect(describeError({ code: "RequestThrottled", values: ["default", "20"] })).toEqual({
      status: 503,
      body: {
        error: {
          code: "ServiceUnavailable",
          message: "Service is temporarily unavailable.",
          details: [
            {
              code: "RequestThrottled",
              message:
                "Request was throttled for default endpoint. The maximum concurrency for the endpoint is 20.",
            },
          ],
        },
      },
    });
  });

  it("tells which parameter it is about", () => {
    const { body } = describeError(
      { code: "UnexpectedParameter", target: "a" },
      { code: "UnexpectedParameter", target: "b" },
    );
    expect(body.error.details.map(({ target }) => target)).toEqual(["a", "b"]);
  });

  it("never reads a placeholder or a pattern out of a caller's value", () => {
    const { body } = describeError({ code: "BlobNotFound", values: ["{1}$&", "$1"] });
    expect(body.error.details[0]?.message).toBe(
      "Unable to access the provided Azure blob - {1}$&.  Azure error message: $1.",
    );
  });

  it.each(Object.keys(errorDetails).filter(isDetailCode))(
    "gives %s a body that follows the contract",
    (code) => {
      const { status, body } = describeError({ code });
      expect(status).toBe(errorClasses[errorDetails[code].class].status);
      expect(errorBodySchema.parse(body)).toEqual(body);
    },
  );
});

it("takes no inherited name for a code", () => {
  expect(isDetailCode("toString")).toBe(false);
});
