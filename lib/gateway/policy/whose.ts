import type { PolicyScope } from "./document";

/** How a refusal names the policy behind it. */
export const whose: Readonly<Record<PolicyScope, string>> = {
  global: "the policy of all APIs",
  product: "the product's policy",
  api: "the API's policy",
  operation: "the operation's policy",
};
