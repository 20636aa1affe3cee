import { describe, expect, it } from "vitest";
import { refusalMessages as text } from "@/lib/messages/en/try-it-refusals";
import { explainRefusal, type RefusedVisitor } from "./explain-refusal";
import type { RefusalSummary } from "./frames";

const visitor: RefusedVisitor = {
  signedIn: true,
  signInHref: "/sign-in?callbackUrl=%2Fapis",
  products: [{ name: "Starter", href: "/products/starter" }],
  hasSubscription: true,
};

function refusal(code: string, more: Partial<RefusalSummary> = {}): RefusalSummary {
  return { code, title: "T", message: "M", detail: null, retryAfterSeconds: null, limit: null, ...more };
}

const limit = {
  scope: "product" as const,
  name: "Starter",
  kind: "rate" as const,
  measure: "calls" as const,
  limit: 5,
  used: 5,
  periodSeconds: 60,
};

describe("a refusal is explained", () => {
  it("by the counter and when it falls, for a rate limit", () => {
    expect(explainRefusal(refusal("rate-limit", { retryAfterSeconds: 57, limit }), visitor)).toMatchObject({
      lines: ["5 of 5 calls in 1 min are used up (product Starter)."],
      wait: { seconds: 57, kind: "rate" },
      tone: "warning",
    });
  });

  it("by the period and who may give more, for a quota", () => {
    const quota = { ...limit, kind: "quota" as const, limit: 100, used: 100, periodSeconds: 604_800 };
    expect(
      explainRefusal(refusal("quota", { retryAfterSeconds: 25_280, limit: quota }), visitor),
    ).toMatchObject({
      lines: ["100 of 100 calls per 7 d are used up (product Starter).", text.askForMore],
      wait: { seconds: 25_280, kind: "quota" },
    });
  });

  it("by how many may be under way, and by amounts in their own unit at other scopes", () => {
    const atOnce = { ...limit, scope: "api" as const, name: "Demo", kind: "concurrency" as const, limit: 2 };
    expect(explainRefusal(refusal("concurrency", { limit: atOnce }), visitor).lines[0]).toContain(
      "2 (API Demo)",
    );
    const volume = {
      ...limit,
      scope: "global" as const,
      name: "",
      kind: "quota" as const,
      measure: "bytes" as const,
    };
    expect(
      explainRefusal(refusal("quota", { limit: { ...volume, limit: 5_000_000 } }), visitor).lines[0],
    ).toContain("of 5 MB of traffic per 1 min are used up (all APIs)");
  });

  it("without a wait for a quota that never starts again", () => {
    const quota = { ...limit, kind: "quota" as const, periodSeconds: 0 };
    expect(explainRefusal(refusal("quota", { limit: quota }), visitor).wait).toBeNull();
  });

  it("by the way to a key: sign in, subscribe, or choose", () => {
    const missing = refusal("missing-key");
    expect(explainRefusal(missing, { ...visitor, signedIn: false }).links).toEqual([
      { label: text.signIn, href: visitor.signInHref },
    ]);
    expect(explainRefusal(missing, { ...visitor, hasSubscription: false }).links).toEqual([
      { label: text.subscribeTo("Starter"), href: "/products/starter" },
    ]);
    expect(explainRefusal(missing, visitor)).toMatchObject({ lines: [text.missingKey], links: [] });
  });

  it("by the reason why a key is not valid, where the gateway tells it", () => {
    const { lines } = explainRefusal(
      refusal("invalid-key", { detail: "the subscription is suspended" }),
      visitor,
    );
    expect(lines).toContain(text.invalidBecause("the subscription is suspended"));
  });

  it.each(Object.keys(text.backend))("by what failed on the way to the web service (%s)", (code) => {
    const { lines, tone } = explainRefusal(refusal(code), visitor);
    expect(lines).toEqual(["M", text.backend[code]]);
    expect(tone).toBe("danger");
  });

  it("by the gateway's own words where there is nothing to add", () => {
    expect(explainRefusal(refusal("bad-path", { detail: "a dot segment" }), visitor)).toMatchObject({
      title: "T",
      lines: ["M", text.reason("a dot segment")],
    });
  });
});
