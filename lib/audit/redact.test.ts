import { expect, it } from "vitest";
import { redact, redacted } from "./redact";

it("takes secrets out wherever they stand, and leaves what only describes them", () => {
  expect(
    redact({
      name: "Demo",
      credential: { kind: "bearer", secret: "s3cret", credentialName: "Authorization" },
      users: [{ password: "p", passwordHash: "$argon2id$..." }],
      credentialKind: "basic",
      keyHeader: "Ocp-Apim-Subscription-Key",
      secret: "",
    }),
  ).toEqual({
    name: "Demo",
    credential: { kind: "bearer", secret: redacted, credentialName: "Authorization" },
    users: [{ password: redacted, passwordHash: redacted }],
    credentialKind: "basic",
    keyHeader: "Ocp-Apim-Subscription-Key",
    secret: "",
  });
});

it("takes our own keys and tokens out of any text", () => {
  const key = `gate_${"k".repeat(43)}`;
  const token = `gatepat_${"t".repeat(43)}`;
  const text = JSON.stringify(redact({ note: `use ${key} or ${token}`, list: [key] }));
  expect(text).not.toContain("kkkk");
  expect(text).not.toContain("tttt");
  expect(text).toContain(`use ${redacted} or ${redacted}`);
});
