import { describe, expect, it } from "vitest";
import { classifyFailure } from "./failure";

const failed = (code: string) => classifyFailure(Object.assign(new Error("it failed"), { code }));

describe("a backend's failure is a backend's, and no fault of the gateway", () => {
  it.each([
    ["UND_ERR_HEADERS_TIMEOUT", "backend-headers-timeout"],
    ["UND_ERR_BODY_TIMEOUT", "backend-headers-timeout"],
    ["UND_ERR_SOCKET", "backend-reset"],
    ["HPE_INVALID_CONSTANT", "backend-answer"],
    ["UND_ERR_HEADERS_OVERFLOW", "backend-answer"],
    ["EAFNOSUPPORT", "backend-refused"],
    ["EPERM", "backend-refused"],
    ["ENETDOWN", "backend-refused"],
    ["INVALID_PURPOSE", "backend-tls"],
    ["ERROR_IN_CERT_NOT_AFTER_FIELD", "backend-tls"],
    ["CERT_HAS_EXPIRED", "backend-tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "backend-tls"],
  ])("%s is %s", (code, refusal) => {
    expect(failed(code).code).toBe(refusal);
  });

  it("what nobody knows is the gateway's, told to the log alone", () => {
    expect(failed("EMFILE")).toMatchObject({ code: "internal", status: 500 });
  });
});
