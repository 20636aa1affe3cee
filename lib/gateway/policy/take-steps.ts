import { headerOf } from "../headers";
import type { Journey } from "../journey";
import { MeteredBody } from "../metered-body";
import { refuse } from "../refusal";
import { readWhole } from "../whole-body";
import type { BodyChecks } from "./body-checks";
import type { BodyRule, MockRule, PolicySteps } from "./document";

/** A body that is checked is kept whole meanwhile. */
const longestCheckedBytes = 4 * 1024 * 1024;

interface CheckLimits {
  maxBytes: number;
  checks: BodyChecks;
}

/** What the steps made of a call. */
export interface StepsTaken {
  /** The body, where it had to be read. */
  body: Buffer | null;
}

/**
 * The steps that few calls take, behind limits and before the backend. Null when the call has its answer.
 * @throws a refusal
 */
export async function takeSteps(
  journey: Journey,
  { body: rule, mock }: PolicySteps,
  limits: CheckLimits,
): Promise<StepsTaken | null> {
  let body: Buffer | null = null;
  if (rule !== null) {
    body = await checkedBody(journey, rule, limits);
    if (journey.over) return null;
    journey.trace?.add("body", "fits its schema");
  }
  if (mock !== null) {
    answerExample(journey, mock);
    return null;
  }
  return { body };
}

async function checkedBody(
  journey: Journey,
  rule: BodyRule,
  { maxBytes, checks }: CheckLimits,
): Promise<Buffer | null> {
  const { headers, body: callBody } = journey.call;
  if (callBody === null || callBody.lengthBytes === 0) {
    if (rule.isRequired) throw refuseBody("it is missing");
    return null;
  }
  if ((callBody.lengthBytes ?? 0) > longestCheckedBytes) throw refuse("body-too-large");
  const coding = headerOf(headers, "content-encoding")?.trim().toLowerCase() ?? "";
  // Clients are known to write a charset there.
  if (/gzip|deflate|br|zstd|compress/.test(coding))
    throw refuseBody("it is compressed, and cannot be checked");
  const rows = journey.countRows();
  const opened = callBody.open();
  let whole: Buffer;
  if (Buffer.isBuffer(opened)) {
    if (opened.length > maxBytes) throw refuse("body-too-large");
    rows?.push(opened);
    whole = opened;
  } else {
    try {
      whole = await readWhole(new MeteredBody(opened, Math.min(maxBytes, longestCheckedBytes), rows));
    } catch (error) {
      journey.onForwardFailed(error instanceof Error ? error : new Error(String(error)), false);
      return null;
    }
  }
  const type = headerOf(headers, "content-type")?.split(";")[0]?.trim().toLowerCase() ?? null;
  const judged = rule.judge(type);
  const caller = journey.subscription?.id ?? journey.call.clientAddress;
  const isSchema = judged !== null && typeof judged === "object";
  const isOver = () => journey.over;
  const fault = isSchema ? await checks.check({ caller, schema: judged, body: whole, isOver }) : judged;
  if (fault !== null) throw refuseBody(fault);
  return whole;
}

function refuseBody(fault: string) {
  return refuse("invalid-body", { message: `The body does not fit this operation: ${fault}.` });
}

function answerExample(journey: Journey, { example }: MockRule): void {
  if (example === null) throw refuse("no-example");
  journey.trace?.add("mock", "answered by the operation's example");
  const { status, contentType, body } = example;
  const framing = status === 204 || status === 304 ? [] : ["Content-Length", String(body.length)];
  journey.answerWith(status, ["Content-Type", contentType, ...framing], body);
}
