import { describe, expect, it } from "vitest";
import { commonPhrases, commonWords } from "./common-passwords";
import { findPasswordFault } from "./password-rules";
import { newPasswordSchema } from "./schema";

const ada = { email: "ada.king@lovelace.example", name: "Ada Lovelace" };
const faultOf = (password: string) => findPasswordFault(password, ada);

describe("a new password", () => {
  it.each([
    "correcthorsebatterystaple",
    "Password1234",
    "PASSWORD2026!!",
    "p@ssw0rd-p@ssw0rd",
    "qwertyuiop123",
    "WelcomeGatehouse1",
    "summer-winter-2026",
    "1qaz2wsx3edc",
    "monkeymonkeymonkeymonkey",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "123456789012",
    "098765432109",
    "admin1234567890",
    "lozinka123456",
  ])("is refused when it is common: %s", (password) => {
    expect(faultOf(password)).toContain("among the first");
  });

  it.each(["ada.king@lovelace.example", "AdaLovelace2026", "lovelace-king!", "Ada.King-1815"])(
    "is refused when it is its owner's name or address: %s",
    (password) => {
      expect(faultOf(password)).toContain("your name or email address");
    },
  );

  it.each([
    "velvet anchor thirty plums",
    "k7Q-vv2mZx81",
    "ćevapi na žaru u petak",
    "the lighthouse keeper whistles",
    "password is not what guards this door",
    "83920174655291",
    "adamant cloverleaf 9",
  ])("is taken when it is neither: %s", (password) => {
    expect(faultOf(password)).toBeNull();
  });

  it("needs twelve characters and takes a thousand, of any kind", () => {
    expect(newPasswordSchema.safeParse("x".repeat(11)).success).toBe(false);
    expect(newPasswordSchema.safeParse(" ć😀".repeat(4)).success).toBe(true);
    expect(newPasswordSchema.safeParse("x".repeat(1_000)).success).toBe(true);
    expect(newPasswordSchema.safeParse("x".repeat(1_001)).success).toBe(false);
  });

  it("is judged quickly however long it is", () => {
    const started = performance.now();
    expect(faultOf(`${"passwordx".repeat(111)}`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(200);
  });
});

it("the bundled lists are lower case and long enough to be of use", () => {
  for (const text of [...commonPhrases, ...commonWords]) expect(text).toBe(text.toLowerCase());
  expect(commonPhrases.size + commonWords.size).toBeGreaterThan(500);
});
