import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { readSignInFailure, writeSignInFailure } from "./schema";

describe("a failed sign-in on its way to the page", () => {
  it("arrives with its reason and the time to wait", () => {
    const error = new AppError("too-many-attempts", "wait", { retryAfterSeconds: 540 });
    expect(readSignInFailure(writeSignInFailure(error))).toEqual({
      code: "too-many-attempts",
      retryAfterSeconds: 540,
    });
    expect(readSignInFailure(writeSignInFailure(new AppError("not-allowed", "blocked")))).toEqual({
      code: "not-allowed",
      retryAfterSeconds: null,
    });
  });

  it("tells a wrong password from no failure at all", () => {
    expect(readSignInFailure("CredentialsSignin")?.code).toBe("wrong-credentials");
    expect(readSignInFailure(undefined)).toBeNull();
    expect(readSignInFailure("")).toBeNull();
  });

  it.each(["<script>", "too-many-attempts.", "too-many-attempts.99999999", "Configuration", "__proto__"])(
    "takes nothing else from the address: %s",
    (text) => {
      expect(readSignInFailure(text)).toEqual({ code: "internal", retryAfterSeconds: null });
    },
  );
});
