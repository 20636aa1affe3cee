import { createHash } from "node:crypto";
import { headerOf } from "../headers";
import { isAboutJobs } from "../jobs";
import type { Journey } from "../journey";
import type { CacheRule } from "../policy/document";
import type { CatalogueSnapshot, RouteMatch } from "../routes";
import { type AnswerCache, headersOf, type KeptAnswer, type Question } from "./answer-cache";
import { Keeper } from "./keeper";

/** Answers for which these matter are not whole, or not for anybody else. */
const neverKept = ["range", "if-match", "if-unmodified-since", "if-range", "cookie"];
const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Answers the call with what was kept, or sees to it that its answer is kept. True: it has its answer.
 * @param headers as they would be sent to the backend
 */
export function answeredFromCache(
  cache: AnswerCache,
  rule: CacheRule,
  journey: Journey,
  {
    catalogue,
    sent,
    headers,
  }: { catalogue: CatalogueSnapshot; sent: RouteMatch; headers: readonly string[] },
): boolean {
  const question = questionOf(journey, sent, headers);
  if (question === null) {
    journey.trace?.add("cache", "not for such calls");
    return false;
  }
  cache.use(catalogue);
  const kept = cache.find(question);
  if (kept === null) {
    journey.trace?.add("cache", "no answer is kept");
    if (journey.call.method === "GET")
      journey.keeper = new Keeper((answer) => cache.keep(catalogue, question, answer, rule.seconds));
    return false;
  }
  journey.trace?.add("cache", `an answer is kept, ${kept.ageSeconds} s old`);
  answerAgain(journey, question, kept);
  return true;
}

/** Call it when a call is over: what it may have changed is no longer as it was kept. */
export function forgetChanged(cache: AnswerCache, journey: Journey, status: number): void {
  if (status >= 200 && status < 400 && !safe.has(journey.call.method)) cache.forget(placeOf(journey));
}

function placeOf({ api, target }: Journey): string {
  return `${api?.id} ${target}`;
}

/** Null where neither a kept answer may be given nor the answer be kept. */
function questionOf(journey: Journey, sent: RouteMatch, sentHeaders: readonly string[]): Question | null {
  const { call, subscription, product } = journey;
  const isAsked = (call.method === "GET" || call.method === "HEAD") && call.body === null;
  // Somebody known without a subscription is neither everybody nor a key.
  if (!isAsked || isAboutJobs(sent) || (call.knownCaller !== null && subscription === null)) return null;
  const headers = headersOf(sentHeaders);
  if (neverKept.some((name) => name in headers)) return null;
  const control = headers["cache-control"]?.toLowerCase();
  if (control !== undefined) headers["cache-control"] = control;
  const named = whoSays(journey);
  // The caller's, who is told apart by it, or the backend's, which is the same for all.
  delete headers.authorization;
  const who = `${subscription?.id ?? ""} ${product?.id ?? ""} ${named}`;
  return { place: placeOf(journey), who, isShared: subscription === null && named === "", headers };
}

/** What the caller says beside the key of who they are: their own Authorization, and tokens in the headers that policies name. */
function whoSays({ call, policy }: Journey): string {
  const names = ["authorization", ...(policy?.steps?.tokens ?? []).map(({ header }) => header.toLowerCase())];
  const said = names.map((name) => headerOf(call.headers, name));
  if (said.every((value) => value === null)) return "";
  return createHash("sha256").update(JSON.stringify(said)).digest("base64");
}

function answerAgain(journey: Journey, { headers: asked }: Question, kept: KeptAnswer): void {
  const said = headersOf(kept.headers);
  const age = ["Age", String(kept.ageSeconds), "Cache-Status", `gatehouse; hit; ttl=${kept.freshSeconds}`];
  const withoutAge = kept.headers.filter((_, n) => kept.headers[n - (n % 2)]?.toLowerCase() !== "age");
  if (kept.status === 200 && isKnownTo(asked, said)) {
    const lasting = withoutAge.filter((_, n) => !/^content-/i.test(withoutAge[n - (n % 2)] ?? ""));
    journey.answerAgain(304, "", [...lasting, ...age], Buffer.alloc(0));
  } else {
    const hasLength = "content-length" in said || kept.status === 204;
    const length = hasLength ? [] : ["Content-Length", String(kept.body.length)];
    journey.answerAgain(kept.status, kept.reason, [...withoutAge, ...length, ...age], kept.body);
  }
}

/** Whether the caller has this very answer (RFC 9110 section 13.2.2). */
function isKnownTo(asked: Record<string, string>, said: Record<string, string>): boolean {
  const tags = asked["if-none-match"];
  if (tags !== undefined) {
    const plain = (tag: string) => tag.trim().replace(/^W\//, "");
    const { etag } = said;
    return tags.trim() === "*" || (etag !== undefined && tags.split(",").map(plain).includes(plain(etag)));
  }
  const since = Date.parse(asked["if-modified-since"] ?? "");
  const changed = Date.parse(said["last-modified"] ?? "");
  return changed <= since;
}
