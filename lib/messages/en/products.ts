import { plural } from "@/lib/messages/plural";

interface DescribedLimit {
  kind: "rate" | "quota" | "concurrency";
  measure: "calls" | "bytes" | "rows";
  limit: number;
  periodSeconds: number;
}

const oneUnit: Record<number, string> = {
  1: "a second",
  60: "a minute",
  3600: "an hour",
  86400: "a day",
  604800: "a week",
  2592000: "a month of 30 days",
};

const units = [
  [604_800, { one: "# week", other: "# weeks" }],
  [86_400, { one: "# day", other: "# days" }],
  [3_600, { one: "# hour", other: "# hours" }],
  [60, { one: "# minute", other: "# minutes" }],
  [1, { one: "# second", other: "# seconds" }],
] as const;

/** "a minute", "every 10 minutes", "in all" for a quota without end. */
function period(seconds: number): string {
  if (seconds === 0) return "in all";
  const single = oneUnit[seconds];
  if (single) return single;
  const [size, forms] = units.find(([length]) => seconds % length === 0) ?? units[4];
  return `every ${plural("en", seconds / size, forms)}`;
}

function grouped(value: number): string {
  return value.toLocaleString("en");
}

const byteUnits = [
  [1_000_000_000, "GB"],
  [1_000_000, "MB"],
  [1_000, "kB"],
] as const;

function bytes(count: number): string {
  const [size, unit] = byteUnits.find(([size]) => count >= size) ?? [1, count === 1 ? "byte" : "bytes"];
  return `${(count / size).toLocaleString("en", { maximumFractionDigits: 2 })} ${unit}`;
}

function amount(count: number, measure: DescribedLimit["measure"]): string {
  if (measure === "bytes") return bytes(count);
  return plural(
    "en",
    count,
    measure === "rows" ? { one: "# row", other: "# rows" } : { one: "# call", other: "# calls" },
  );
}

/** "5 calls a minute", "1 call every 10 minutes", "10 MB a day", "2 calls at once". */
export function describeLimit({ kind, measure, limit, periodSeconds }: DescribedLimit): string {
  return `${amount(limit, measure)} ${kind === "concurrency" ? "at once" : period(periodSeconds)}`;
}

/** "3 of 5 calls a minute". */
export function usageLine({ used, ...limit }: DescribedLimit & { used: number }): string {
  return `${limit.measure === "bytes" ? bytes(used) : grouped(used)} of ${describeLimit(limit)}`;
}

/** All limits in one line: "5 calls a minute, 100 a week"; "No limits" where there are none. */
export function describeLimits(limits: readonly DescribedLimit[]): string {
  const [first, ...rest] = limits;
  if (!first) return "No limits";
  const others = rest.map((one) =>
    one.measure === first.measure && one.measure !== "bytes" && one.kind !== "concurrency"
      ? `${grouped(one.limit)} ${period(one.periodSeconds)}`
      : describeLimit(one),
  );
  return [describeLimit(first), ...others].join(", ");
}

/** What the product pages, the subscribe dialog and the limits' schema say. */
export const productMessages = {
  title: "Products",
  description: "A product opens one or more APIs to you, with its own terms and limits.",
  noneTitle: "No products yet",
  noneDescription: "Products appear here as soon as an administrator publishes one to you.",
  noneSignedOutDescription: "There may be more for you to see once you have signed in.",
  signIn: "Sign in",
  contents: "APIs in this product",
  apiCount: (count: number) => plural("en", count, { one: "# API", other: "# APIs" }),
  noApisTitle: "No APIs yet",
  noApisDescription: "An administrator has not added any API to this product.",
  limits: "Limits",
  limitsHintRate: "Counted in any window of this length.",
  limitsHintQuota: "Counted from the moment that your subscription begins, and again in each period.",
  limitsHintAtOnce: "Calls that are under way at the same time.",
  limitsHintTotal: "Counted over the whole life of your subscription.",
  noLimits: "No limits",
  access: "Access",
  open: "Open: no key needed",
  needsApproval: "Needs approval",
  atOnce: "Active at once",
  approvalHint: "An administrator looks at your request before you get keys.",
  atOnceHint: "You get your keys as soon as you subscribe.",
  openHint: "Its APIs answer without a subscription key.",
  maxSubscriptions: (count: number) =>
    plural("en", count, { one: "One subscription each", other: "At most # subscriptions each" }),
  terms: "Terms of use",
  notPublished: "Not published",
  notPublishedHint: "Only administrators see it.",
  yours: (count: number) =>
    plural("en", count, {
      one: "You have # subscription to this product.",
      other: "You have # subscriptions to this product.",
    }),
  seeYours: "See your subscriptions",
  atMaximum: (count: number) =>
    plural("en", count, {
      one: "You hold the one subscription that this product allows.",
      other: "You hold all # subscriptions that this product allows.",
    }),
  subscribed: "Subscribed",
  details: "Details",
  detailsOf: (name: string) => `Details of ${name}`,
  search: "Search products",
  noMatchTitle: (text: string) => `No product matches “${text}”`,
  noMatchDescription: "Try fewer or other words.",
  showAll: "Show all products",
  notFoundTitle: "There is no such product",
  notFoundDescription: "It may have been withdrawn, or it is not offered to you.",
  notFoundAction: "See all products",
};
