import { describe, expect, it } from "vitest";
import {
  emptyPolicy,
  type PolicyDocumentInput,
  type PolicyScope,
  policyDocument,
} from "@/lib/policies/schema";
import { effectiveRows } from "./effective-rows";

function at(scope: PolicyScope, name: string, document: PolicyDocumentInput) {
  return { scope, targetId: name, name, document: policyDocument.parse(document) };
}

const set = (name: string) => ({ action: "set" as const, name, value: "1" });

describe("the effective policy", () => {
  it("is nothing where no scope sets anything", () => {
    expect(effectiveRows([{ scope: "api", targetId: "a", name: "A", document: emptyPolicy }])).toEqual([]);
  });

  it("adds up checks and limits, and says of everything where it comes from", () => {
    const rows = effectiveRows([
      at("global", "all", { access: { deniedAddresses: ["192.0.2.1"] } }),
      at("api", "Demo", {
        access: { requiredHeaders: [{ name: "X-Team" }] },
        limits: [{ id: "a", kind: "rate", measure: "calls", limit: 5, periodSeconds: 60 }],
      }),
    ]);
    expect(rows.map(({ setting, from, overruled }) => [setting, from.scope, overruled])).toEqual([
      ["Not from 192.0.2.1", "global", false],
      ["Header X-Team is required", "api", false],
      ["At most 5 calls a minute", "api", false],
    ]);
  });

  it("shows who has the last word: the narrower scope inward, the wider one outward, the smaller limit", () => {
    const both = { request: { headers: [set("X-A")], limitBytes: 10 }, response: { headers: [set("X-B")] } };
    const cors = { access: { cors: { mode: "refuse" as const } } };
    const rows = effectiveRows([
      at("global", "all", { ...both, ...cors }),
      at("operation", "Score", { ...both, ...cors, request: { headers: [set("x-a")], limitBytes: 99 } }),
    ]);
    const overruled = rows
      .filter((row) => row.overruled)
      .map(({ setting, from }) => `${from.scope}: ${setting}`);
    expect(overruled).toEqual([
      "global: No cross-origin calls",
      "global: Request header X-A: set to 1",
      "operation: Body of at most 99 bytes",
      "operation: Answer header X-B: set to 1",
    ]);
  });

  it("strikes out what is set where absent and cannot be, as the gateway folds it", () => {
    const change = (action: "set" | "default" | "remove", name: string) => ({ action, name, value: "1" });
    const outer = [
      change("default", "A"),
      change("set", "B"),
      change("default", "C"),
      change("default", "D"),
    ];
    const inner = [change("set", "a"), change("default", "b"), change("default", "c"), change("remove", "d")];
    const rows = effectiveRows([
      at("global", "all", { request: { headers: outer }, response: { headers: outer } }),
      at("operation", "Score", { request: { headers: inner }, response: { headers: inner } }),
    ]);
    const overruled = rows.filter((row) => row.overruled).map(({ setting }) => setting);
    expect(overruled).toEqual([
      "Request header A: where absent 1",
      "Request header D: where absent 1",
      "Answer header A: where absent 1",
      "Answer header C: where absent 1",
      "Request header b: where absent 1",
      "Request header c: where absent 1",
      "Answer header b: where absent 1",
    ]);
  });

  it("lets no product overrule another", () => {
    const one = { request: { headers: [set("X-Plan")], limitBytes: 5 } };
    const other = { request: { headers: [set("X-Plan")], limitBytes: 50 } };
    const rows = effectiveRows([at("product", "Free", one), at("product", "Paid", other)]);
    expect(rows.some((row) => row.overruled)).toBe(false);
  });
});
