import { describe, expect, it } from "vitest";
import { authorise } from "./authorise";
import type { ApiEntry, ProductEntry, SubscriptionEntry } from "./entries";
import { compileCatalogue } from "./match";
import type { ApiRoute } from "./routes";
import { readTarget } from "./target";
import { api, product, settings, subscription } from "./testing";

const now = 1_000_000;
const parts = { clock: { now: () => now, monotonic: () => 0 }, settings };

function route(products: ProductEntry[], more: Partial<ApiEntry> = {}): ApiRoute {
  const entry = api("http://b.test", { productIds: products.map(({ id }) => id), ...more });
  const found = compileCatalogue({ apis: [entry], products }).match("GET", readTarget("/demo/x"));
  if (found.refusal !== null) throw new Error(found.refusal.code);
  return found.api;
}

function outcome(at: ApiRoute, named: boolean, caller: SubscriptionEntry | null): string {
  try {
    return authorise(parts, at, named, caller).product?.id ?? "no product";
  } catch (refusal) {
    return typeof refusal === "object" && refusal !== null && "code" in refusal ? String(refusal.code) : "?";
  }
}

const starter = product("starter");
const open = product("open", { requiresSubscription: false });
const hiddenOpen = product("hidden", { requiresSubscription: false, published: false });

describe("who may pass", () => {
  it.each([
    ["an active subscription to a product with the API", subscription(), "starter"],
    ["one that expires later", subscription({ expiresAtMs: now + 1 }), "starter"],
    ["one that has expired", subscription({ expiresAtMs: now }), "invalid-key"],
    ["a replaced key still kept alive", subscription({ keyExpiresAtMs: now + 1 }), "starter"],
    ["a replaced key", subscription({ keyExpiresAtMs: now }), "invalid-key"],
    ["a submitted one", subscription({ state: "submitted" }), "invalid-key"],
    ["a suspended one", subscription({ state: "suspended" }), "invalid-key"],
    ["a rejected one", subscription({ state: "rejected" }), "invalid-key"],
    ["a cancelled one", subscription({ state: "cancelled" }), "invalid-key"],
    ["an expired one", subscription({ state: "expired" }), "invalid-key"],
    ["a blocked user's", subscription({ userState: "blocked" }), "user-blocked"],
    [
      "a suspended one of a blocked user",
      subscription({ state: "suspended", userState: "blocked" }),
      "invalid-key",
    ],
    ["one to another product", subscription({ productId: "other" }), "not-in-product"],
  ])("%s: %s", (_, caller, expected) => {
    expect(outcome(route([starter]), true, caller)).toBe(expected);
  });

  it("a key that nobody has is invalid, no key is missing", () => {
    expect(outcome(route([starter]), true, null)).toBe("invalid-key");
    expect(outcome(route([starter]), false, null)).toBe("missing-key");
  });

  it("an open product needs no key, while it is published", () => {
    expect(outcome(route([starter, open]), false, null)).toBe("open");
    expect(outcome(route([starter, hiddenOpen]), false, null)).toBe("missing-key");
  });

  it("an open product is open to subscribers of others, yet a wrong key is wrong", () => {
    expect(outcome(route([starter, open]), true, subscription({ productId: "other" }))).toBe("open");
    expect(outcome(route([starter, open]), true, null)).toBe("invalid-key");
  });

  it("an API that asks for no subscription needs no key and has no product", () => {
    expect(outcome(route([starter], { requiresSubscription: false }), false, null)).toBe("no product");
  });

  it("an unpublished API keeps its subscribers and is closed to all others", () => {
    const hidden = route([starter, open], { published: false, requiresSubscription: false });
    expect(outcome(hidden, true, subscription())).toBe("starter");
    expect(outcome(hidden, false, null)).toBe("missing-key");
  });

  it("an unpublished product keeps its subscribers", () => {
    expect(outcome(route([product("starter", { published: false })]), true, subscription())).toBe("starter");
  });
});
