import { describe, expect, it } from "vitest";
import { personOfClaims, personOfGithub } from "./claims";

const claims = { sub: "s1", email: "Ada@Example.com", name: "Ada" };

describe("an email counts as somebody's", () => {
  it.each([
    ["oidc", { email_verified: true }, "ada@example.com"],
    ["oidc", { email_verified: "true" }, "ada@example.com"],
    ["oidc", { email_verified: false }, null],
    ["oidc", { email_verified: "false" }, null],
    ["oidc", {}, null],
    ["oidc", { xms_edov: true }, null],
    // Any directory's administrator writes what they like into Entra's email (nOAuth).
    ["entra", {}, null],
    ["entra", { email_verified: true }, null],
    ["entra", { xms_edov: false }, null],
    ["entra", { xms_edov: true }, "ada@example.com"],
    ["entra", { xms_edov: "1" }, "ada@example.com"],
  ] as const)("from %s with %j: %s", (kind, given, email) => {
    expect(personOfClaims(kind, { ...claims, ...given })).toMatchObject({
      subject: "s1",
      email,
      name: "Ada",
    });
  });

  it("only where it is one", () => {
    expect(personOfClaims("oidc", { sub: "s", email: "no address", email_verified: true }).email).toBeNull();
    expect(() => personOfClaims("oidc", { email: "a@example.com", email_verified: true })).toThrow();
  });

  it("from GitHub when it is primary and verified", () => {
    const emails = [{ email: "a@example.com", primary: true, verified: true, visibility: null }];
    expect(personOfGithub({ id: 1, login: "a" }, emails)).toMatchObject({
      subject: "1",
      email: "a@example.com",
    });
    expect(personOfGithub({ id: 1, login: "a" }, []).email).toBeNull();
  });
});
