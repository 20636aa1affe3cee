import { describe, expect, it } from "vitest";
import type { AnswerSink, CallReport, GatewayCall } from "@/lib/gateway/call";
import type { Gateway } from "@/lib/gateway/parts";
import { type Frame, FrameDecoder } from "@/lib/try-it/frames";
import { answerFrames } from "./answer-frames";

/** A gateway that answers as it is told, and counts. */
function fakeGateway() {
  let sink: AnswerSink | null = null;
  let settle: (report: CallReport) => void = () => {};
  const finished = new Promise<CallReport>((resolve) => {
    settle = resolve;
  });
  const seen = { calls: 0, aborts: 0 };
  const gateway: Gateway = {
    inFlight: 0,
    healthOf: () => ({ state: "closed", failures: 0, restsUntilMs: null, lastFailure: null }),
    dryRun: async () => [],
    handle(_call, answer) {
      seen.calls += 1;
      sink = answer;
      return {
        finished,
        abort() {
          seen.aborts += 1;
        },
      };
    },
  };
  const answer = () => {
    if (!sink) throw new Error("not called yet");
    return sink;
  };
  return { gateway, seen, answer, finish: () => settle(report) };
}

const report: CallReport = {
  record: {
    id: "r1",
    at: 0,
    source: "console",
    apiId: null,
    operationId: null,
    productId: null,
    subscriptionId: null,
    userId: null,
    method: "GET",
    target: "/",
    status: 200,
    refusal: null,
    refusalDetail: null,
    durationMs: 2,
    backendMs: 1,
    requestBytes: 0,
    responseBytes: 3,
    rowsScored: null,
    clientAddress: "",
  },
  refusal: null,
  requestedUrl: "http://backend.internal/",
  totalMs: 2,
  backendMs: 1,
  backendHeadMs: 1,
  gatewayMs: 1,
  trace: [],
};

const call: GatewayCall = {
  source: "console",
  method: "GET",
  target: "/",
  headers: [],
  body: null,
  scheme: "http",
  host: "",
  clientAddress: "",
  forwardedFor: "",
  knownCaller: null,
  refused: null,
};
const sent = { method: "GET", url: "https://portal.example/gateway/", headers: [] };

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Frame[]> {
  return new FrameDecoder().push(new Uint8Array(await new Response(stream).arrayBuffer()));
}

describe("the course of a call", () => {
  it("is told in order, the backend's address left out", async () => {
    const { gateway, answer, finish } = fakeGateway();
    const frames = readAll(answerFrames(gateway, call, sent, new AbortController().signal));
    await expect.poll(() => answer()).toBeTruthy();
    answer().head(200, "OK", ["A", "1", "A", "2"]);
    answer().data(Buffer.from("abc"), () => {});
    answer().end();
    finish();
    const told = await frames;
    expect(told.map(({ type }) => type)).toEqual(["sent", "head", "data", "report"]);
    expect(told[1]).toMatchObject({
      headers: [
        ["A", "1"],
        ["A", "2"],
      ],
    });
    expect(JSON.stringify(told)).not.toContain("backend.internal");
  });

  it("holds the backend back while the browser does not read", async () => {
    const { gateway, answer } = fakeGateway();
    const stream = answerFrames(gateway, call, sent, new AbortController().signal);
    const reader = stream.getReader();
    await reader.read();
    await expect.poll(() => answer()).toBeTruthy();
    answer().head(200, "OK", []);
    let taken = 0;
    while (taken < 1000 && answer().data(Buffer.alloc(64 * 1024), () => {})) taken += 1;
    expect(taken).toBeLessThan(10);
    await reader.cancel();
  });

  it.each(["before the answer", "in the middle of it"])(
    "is aborted when the browser leaves %s",
    async (when) => {
      const { gateway, seen, answer } = fakeGateway();
      const reader = answerFrames(gateway, call, sent, new AbortController().signal).getReader();
      await reader.read();
      await expect.poll(() => seen.calls).toBe(1);
      if (when !== "before the answer") {
        answer().head(200, "OK", []);
        answer().data(Buffer.from("abc"), () => {});
        await reader.read();
      }
      await reader.cancel();
      await expect.poll(() => seen.aborts).toBeGreaterThan(0);
    },
  );

  it("is aborted when the request's signal says that the browser is gone", async () => {
    const { gateway, seen } = fakeGateway();
    const leaving = new AbortController();
    const reader = answerFrames(gateway, call, sent, leaving.signal).getReader();
    await reader.read();
    const rest = reader.read();
    await expect.poll(() => seen.calls).toBe(1);
    leaving.abort();
    expect(await rest).toMatchObject({ done: true });
    expect(seen.aborts).toBeGreaterThan(0);
  });

  it("never begins for a browser that has left already", async () => {
    const { gateway, seen } = fakeGateway();
    await answerFrames(gateway, call, sent, new AbortController().signal).cancel();
    expect(seen.calls).toBe(0);
  });

  it("ends with the news of an answer that broke off, and its report", async () => {
    const { gateway, answer, finish } = fakeGateway();
    const frames = readAll(answerFrames(gateway, call, sent, new AbortController().signal));
    await expect.poll(() => answer()).toBeTruthy();
    answer().head(200, "OK", []);
    answer().fail(new Error("reset by 10.0.0.7"));
    finish();
    const told = await frames;
    expect(told.map(({ type }) => type)).toEqual(["sent", "head", "broken", "report"]);
    expect(JSON.stringify(told)).not.toContain("10.0.0.7");
  });
});
