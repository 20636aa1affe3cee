import { refusalMessages as text } from "@/lib/messages/en/try-it-refusals";
import type { LimitSummary, RefusalSummary } from "./frames";
import { formatBytes, formatDuration } from "./measures";

/** Why a call was refused, in the words and with the links that help this visitor. */
export interface Explanation {
  /** The gateway's own title: "Rate limit exceeded". */
  title: string;
  lines: string[];
  links: { label: string; href: string }[];
  /** Counts down to when a call may be sent again; null where waiting does not help. */
  wait: { seconds: number; kind: "rate" | "quota" } | null;
  /** Whose turn it is: the caller's ("warning"), or that of whoever runs what failed ("danger"). */
  tone: "warning" | "danger";
}

export interface RefusedVisitor {
  signedIn: boolean;
  signInHref: string;
  products: readonly { name: string; href: string }[];
  hasSubscription: boolean;
}

export function explainRefusal(refusal: RefusalSummary, visitor: RefusedVisitor): Explanation {
  const { code, title, message, detail, limit, retryAfterSeconds } = refusal;
  const plain: Explanation = {
    title,
    lines: [message, ...(detail === null ? [] : [text.reason(detail)])],
    links: [],
    wait: null,
    tone: "warning",
  };
  if (limit) return { ...plain, ...explainLimit(limit, retryAfterSeconds) };
  switch (code) {
    case "missing-key":
      return { ...plain, ...explainMissingKey(visitor) };
    case "invalid-key": {
      const lines = [text.invalidKey, ...(detail === null ? [] : [text.invalidBecause(detail)])];
      return { ...plain, lines, links: ownLinks(visitor) };
    }
    case "not-in-product":
      return { ...plain, lines: [text.notInProduct], links: productLinks(visitor) };
    case "user-blocked":
      return { ...plain, lines: [text.userBlocked] };
  }
  const explained = text.backend[code];
  if (explained !== undefined) {
    return { ...plain, lines: [message, explained], wait: waitFor(retryAfterSeconds), tone: "danger" };
  }
  const ours = /^(?:internal|.*-unavailable)$/.test(code);
  return { ...plain, wait: waitFor(retryAfterSeconds), tone: ours ? "danger" : "warning" };
}

function explainLimit(limit: LimitSummary, retryAfterSeconds: number | null): Partial<Explanation> {
  const { kind, used, limit: most, measure, periodSeconds, scope, name } = limit;
  const period = formatDuration(periodSeconds);
  const owner = text.owners[scope](name);
  const show = (count: number) => (measure === "bytes" ? formatBytes(count) : count.toLocaleString("en"));
  const counted = { used: show(used), limit: show(most), measure: text.measures[measure], owner };
  if (kind === "concurrency") {
    return { lines: [text.countedAtOnce(counted)], wait: waitFor(retryAfterSeconds) };
  }
  if (kind === "rate") {
    return { lines: [text.countedRate(counted, period)], wait: waitFor(retryAfterSeconds) };
  }
  if (periodSeconds === 0) return { lines: [text.countedForEver(counted), text.askForMore] };
  const lines = [text.countedQuota(counted, period), text.askForMore];
  return { lines, wait: retryAfterSeconds === null ? null : { seconds: retryAfterSeconds, kind } };
}

function waitFor(seconds: number | null): Explanation["wait"] {
  return seconds === null ? null : { seconds, kind: "rate" };
}

function explainMissingKey(visitor: RefusedVisitor): Partial<Explanation> {
  if (!visitor.signedIn) {
    return {
      lines: [text.missingKey, text.signInFirst],
      links: [{ label: text.signIn, href: visitor.signInHref }],
    };
  }
  if (visitor.hasSubscription) return { lines: [text.missingKey] };
  return { lines: [text.missingKey, text.subscribeFirst], links: productLinks(visitor) };
}

function productLinks({ products }: RefusedVisitor): Explanation["links"] {
  return products.map(({ name, href }) => ({ label: text.subscribeTo(name), href }));
}

function ownLinks({ signedIn, signInHref }: RefusedVisitor): Explanation["links"] {
  return signedIn
    ? [{ label: text.mySubscriptions, href: "/subscriptions" }]
    : [{ label: text.signIn, href: signInHref }];
}
