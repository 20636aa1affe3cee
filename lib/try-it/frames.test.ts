import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, type Frame, FrameDecoder } from "./frames";

const report: Frame = {
  type: "report",
  report: {
    status: 429,
    requestId: "r1",
    totalMs: 1.5,
    gatewayMs: 1.5,
    backendMs: null,
    requestBytes: 3,
    responseBytes: 20,
    refusal: {
      code: "rate-limit",
      title: "Rate limit exceeded",
      message: "Rate limit is exceeded. Try again in 57 seconds.",
      detail: null,
      retryAfterSeconds: 57,
      limit: {
        scope: "product",
        name: "Starter",
        kind: "rate",
        measure: "calls",
        limit: 5,
        used: 5,
        periodSeconds: 60,
      },
    },
    trace: [{ step: "match", verdict: "operation Score of API Demo", atMs: 0.1 }],
    results: [["output1", "ticket"]],
  },
};
const frames: Frame[] = [
  { type: "sent", request: { method: "POST", url: "http://localhost/a?b=č", headers: [["X", "1"]] } },
  {
    type: "head",
    status: 200,
    reason: "OK",
    headers: [
      ["Set-Cookie", "a"],
      ["Set-Cookie", "b"],
    ],
  },
  { type: "data", bytes: new Uint8Array([0, 10, 255, 13, 10]) },
  { type: "data", bytes: new TextEncoder().encode('{"type":"report"}\n') },
  { type: "broken", message: "cut" },
  report,
];

function joined(list: readonly Frame[]): Uint8Array {
  return new Uint8Array(Buffer.concat(list.flatMap(encodeFrame)));
}

/** Data frames may be cut anywhere; only their bytes together count. */
function merged(list: readonly Frame[]): unknown[] {
  const out: unknown[] = [];
  let bytes: number[] = [];
  for (const frame of list) {
    if (frame.type === "data") {
      bytes.push(...frame.bytes);
      continue;
    }
    if (bytes.length > 0) out.push(bytes);
    bytes = [];
    out.push(frame);
  }
  return out;
}

describe("frames", () => {
  it("arrive whole and in order however the bytes are cut", () => {
    const all = joined(frames);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const decoder = new FrameDecoder();
        const received: Frame[] = [];
        let at = 0;
        for (let turn = 0; at < all.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          received.push(...decoder.push(all.slice(at, at + size)));
          at += size;
        }
        expect(merged(received)).toEqual(merged(frames));
        expect(decoder.complete).toBe(true);
      }),
    );
  });

  it("tell when the last one is cut off", () => {
    const decoder = new FrameDecoder();
    decoder.push(joined(frames).slice(0, -1));
    expect(decoder.complete).toBe(false);
  });

  it.each(["null\n", "[]\n", '{"type":"other"}\n', '{"type":"head","status":"200"}\n', "<html>\n"])(
    "that no route of ours sends are refused (%j)",
    (line) => {
      expect(() => new FrameDecoder().push(new TextEncoder().encode(line))).toThrow();
    },
  );
});
