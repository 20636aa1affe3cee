import { describe, expect, it } from "vitest";
import type { CallSummary } from "@/lib/try-it/frames";
import { ReceivedBody } from "@/lib/try-it/received-body";
import { type Run, type RunAction, runReducer } from "./run-state";

const request = { method: "GET", url: "http://localhost/x", headers: [], body: null };
const report: CallSummary = {
  status: 200,
  requestId: "r",
  totalMs: 12,
  gatewayMs: 1,
  trace: [],
  backendMs: 11,
  requestBytes: 0,
  responseBytes: 3,
  refusal: null,
  results: [],
};
const body = new ReceivedBody();
body.append(new Uint8Array(3));
const head: RunAction = {
  type: "frame",
  body,
  frame: { type: "head", status: 200, reason: "OK", headers: [] },
};

function follow(...actions: RunAction[]): Run {
  return actions.reduce<Run>(runReducer, { phase: "idle" });
}

describe("a call's course", () => {
  const start = { type: "start", atMs: 100, request } as const;

  it("goes from Send over the answer's head to its whole end", () => {
    const sent: RunAction = { type: "frame", body, frame: { type: "sent", request } };
    expect(follow(start, sent, head)).toMatchObject({ phase: "pending", sent: { url: request.url } });
    expect(follow(start, sent, head, { type: "end", atMs: 999, incomplete: null, report })).toMatchObject({
      phase: "done",
      totalMs: 12,
      incomplete: null,
      answer: { status: 200, receivedBytes: 3 },
    });
  });

  it("cancelled, keeps what came and how long it took", () => {
    expect(
      follow(start, head, { type: "end", atMs: 350, incomplete: "cancelled", report: null }),
    ).toMatchObject({
      phase: "done",
      totalMs: 250,
      incomplete: "cancelled",
      answer: { status: 200 },
    });
  });

  it("passes over what a cancelled call still sends", () => {
    const done = follow(start, { type: "end", atMs: 350, incomplete: "cancelled", report: null });
    expect(runReducer(done, head)).toBe(done);
    expect(runReducer(done, { type: "progress", receivedBytes: 9 })).toBe(done);
  });

  it("begins anew with the next Send", () => {
    const again = follow(start, head, { type: "fail", message: "no" }, { ...start, atMs: 500 });
    expect(again).toEqual({ phase: "pending", startedAtMs: 500, request, sent: null, answer: null });
  });
});
