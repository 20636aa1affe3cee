import { describe, expect, it } from "vitest";
import { aliasOf, containing, scrubber, scrubData } from "./scrub";

const ada = { id: "u1", email: "ada@example.com", names: ["Ada (Lovelace)", "Countess", "Jean-Luc"] };
const scrub = scrubber(ada, "Deleted account");

describe("taking a person out of texts", () => {
  it.each([
    ["ada@example.com (token nightly)", "deleted:u1 (token nightly)"],
    ["from ADA@Example.com.", "from deleted:u1."],
    ["key of Ada (Lovelace)", "key of Deleted account"],
    [
      "nada@example.com, x.ada@example.com, ada@example.com.au",
      "nada@example.com, x.ada@example.com, ada@example.com.au",
    ],
    ["Ada (Lovelace)s", "Ada (Lovelace)s"],
    ["Jean-Luc wrote", "Deleted account wrote"],
    ["once Countess", "once Deleted account"],
    ["adaXexample.com", "adaXexample.com"],
  ])("%s", (text, left) => expect(scrub(text)).toBe(left));

  it("takes the longer of two names that begin alike", () => {
    const people = scrubber({ id: "u2", email: "a-b@example.com", names: ["Ann", "Ann Lee"] }, "nobody");
    expect(people("Ann Lee and Ann, a-b@example.com")).toBe("nobody and nobody, deleted:u2");
  });

  it("reaches every depth of data and keeps its shape", () => {
    const data = { members: [{ email: ada.email, count: 2 }], name: ada.names[0], none: null };
    expect(scrubData(data, scrub)).toEqual({
      members: [{ email: aliasOf(ada), count: 2 }],
      name: "Deleted account",
      none: null,
    });
  });

  it("takes no character of a text for a wildcard", () => {
    expect(containing("a_b%c!")).toBe("%a!_b!%c!!%");
  });
});
