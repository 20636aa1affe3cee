import type { HeaderPair } from "./build-request";

/**
 * How a call's course travels from the route to the console: frames, each one line of JSON; a `data` line is followed
 * by as many raw bytes as it says. Any content fits, nothing is encoded twice, and both ends hold one chunk at a time.
 * Pure, for both ends.
 */
export type Frame =
  | { type: "sent"; request: SentRequest }
  | { type: "head"; status: number; reason: string; headers: HeaderPair[] }
  | { type: "data"; bytes: Uint8Array }
  /** The answer broke off: what came is not whole. */
  | { type: "broken"; message: string }
  | { type: "report"; report: CallSummary };

/** The request as it went to the gateway; the subscription's key is not among its headers. */
export interface SentRequest {
  method: string;
  url: string;
  headers: HeaderPair[];
}

export interface CallSummary {
  status: number;
  requestId: string;
  totalMs: number;
  gatewayMs: number;
  /** Null when the web service was not asked. */
  backendMs: number | null;
  requestBytes: number;
  responseBytes: number;
  refusal: RefusalSummary | null;
  /** Of a finished job's results: the output's name, and the ticket that opens it for a preview. */
  /** What the gateway did, step by step; empty for a call refused before it was known whose it is. */
  trace: TraceLine[];
  results: HeaderPair[];
}

export interface TraceLine {
  step: string;
  verdict: string;
  /** From the call's start. */
  atMs: number;
}

/** Why the gateway answered by itself. */
export interface RefusalSummary {
  code: string;
  title: string;
  message: string;
  detail: string | null;
  retryAfterSeconds: number | null;
  limit: LimitSummary | null;
}

export interface LimitSummary {
  scope: "global" | "product" | "api" | "operation";
  /** The product, API or operation by name; empty for the global scope. */
  name: string;
  kind: "rate" | "quota" | "concurrency";
  measure: "calls" | "bytes" | "rows";
  limit: number;
  used: number;
  /** 0: a quota without end. */
  periodSeconds: number;
}

const encoder = new TextEncoder();

/** A frame's bytes. A data frame's own bytes follow by themselves, without a copy. */
export function encodeFrame(frame: Frame): Uint8Array[] {
  if (frame.type !== "data") return [encoder.encode(`${JSON.stringify(frame)}\n`)];
  const { bytes } = frame;
  return [encoder.encode(`{"type":"data","length":${bytes.length}}\n`), bytes];
}

/** Takes the bytes as they come and gives back the frames that are whole. */
export class FrameDecoder {
  #line: Uint8Array[] = [];
  #dataLeft = 0;

  /** @throws Error for what no route of ours sends. */
  push(chunk: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#dataLeft > 0) {
        const bytes = chunk.subarray(at, at + this.#dataLeft);
        frames.push({ type: "data", bytes });
        this.#dataLeft -= bytes.length;
        at += bytes.length;
        continue;
      }
      const end = chunk.indexOf(0x0a, at);
      this.#line.push(chunk.subarray(at, end === -1 ? chunk.length : end));
      if (end === -1) break;
      at = end + 1;
      const frame = readLine(this.#line);
      this.#line = [];
      if (typeof frame === "number") this.#dataLeft = frame;
      else frames.push(frame);
    }
    return frames;
  }

  /** Whether the last frame was whole. */
  get complete(): boolean {
    return this.#dataLeft === 0 && this.#line.length === 0;
  }
}

function readLine(pieces: readonly Uint8Array[]): Frame | number {
  const decoder = new TextDecoder();
  const line = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
  const value: unknown = JSON.parse(line);
  if (!isObject(value)) throw new Error("A frame is not an object.");
  switch (value.type) {
    case "data":
      return numberOf(value.length);
    case "sent":
      return { type: "sent", request: readSent(value.request) };
    case "head": {
      const { status, reason, headers } = value;
      return { type: "head", status: numberOf(status), reason: textOf(reason), headers: pairsOf(headers) };
    }
    case "broken":
      return { type: "broken", message: textOf(value.message) };
    case "report":
      return { type: "report", report: readReport(value.report) };
    default:
      throw new Error("A frame is of no known type.");
  }
}

function readSent(value: unknown): SentRequest {
  const { method, url, headers } = objectOf(value);
  return { method: textOf(method), url: textOf(url), headers: pairsOf(headers) };
}

function readReport(value: unknown): CallSummary {
  const report = objectOf(value);
  return {
    status: numberOf(report.status),
    requestId: textOf(report.requestId),
    totalMs: numberOf(report.totalMs),
    gatewayMs: numberOf(report.gatewayMs),
    backendMs: report.backendMs === null ? null : numberOf(report.backendMs),
    requestBytes: numberOf(report.requestBytes),
    responseBytes: numberOf(report.responseBytes),
    refusal: report.refusal === null ? null : readRefusal(report.refusal),
    trace: readTrace(report.trace),
    results: pairsOf(report.results),
  };
}

function readTrace(value: unknown): TraceLine[] {
  if (!Array.isArray(value)) throw new Error("A frame's trace is no list.");
  return value.map((line: unknown): TraceLine => {
    const { step, verdict, atMs } = objectOf(line);
    return { step: textOf(step), verdict: textOf(verdict), atMs: numberOf(atMs) };
  });
}

function readRefusal(value: unknown): RefusalSummary {
  const { code, title, message, detail, retryAfterSeconds, limit } = objectOf(value);
  return {
    code: textOf(code),
    title: textOf(title),
    message: textOf(message),
    detail: detail === null ? null : textOf(detail),
    retryAfterSeconds: retryAfterSeconds === null ? null : numberOf(retryAfterSeconds),
    limit: limit === null ? null : readLimit(limit),
  };
}

function readLimit(value: unknown): LimitSummary {
  const { scope, name, kind, measure, limit, used, periodSeconds } = objectOf(value);
  return {
    scope: oneOf(scope, ["global", "product", "api", "operation"]),
    name: textOf(name),
    kind: oneOf(kind, ["rate", "quota", "concurrency"]),
    measure: oneOf(measure, ["calls", "bytes", "rows"]),
    limit: numberOf(limit),
    used: numberOf(used),
    periodSeconds: numberOf(periodSeconds),
  };
}

function pairsOf(value: unknown): HeaderPair[] {
  if (!Array.isArray(value)) throw new Error("A frame's headers are no list.");
  return value.map((pair: unknown): HeaderPair => {
    if (!Array.isArray(pair)) throw new Error("A frame's header is no pair.");
    return [textOf(pair[0]), textOf(pair[1])];
  });
}

function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Error("A frame's word is not known.");
  return found;
}

function numberOf(value: unknown): number {
  if (typeof value !== "number") throw new Error("A frame lacks a number.");
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Error("A frame lacks a text.");
  return value;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error("A frame lacks a part.");
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
