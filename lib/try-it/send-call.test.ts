import { afterEach, describe, expect, it, vi } from "vitest";
import { encodeFrame, type Frame } from "./frames";
import type { TryItInput } from "./schema";
import { CallNotMade, sendCall } from "./send-call";

const input: TryItInput = {
  operationId: "o",
  subscriptionId: null,
  parameters: {},
  headers: [],
  contentType: null,
  body: { kind: "text", text: "" },
};
const head: Frame = { type: "head", status: 200, reason: "OK", headers: [] };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Answers as the portal would, with these bytes; `after` is what the connection does then. */
function answerWith(frames: readonly Frame[], then: "end" | "break" | "stay" = "end"): void {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of frames.flatMap(encodeFrame)) controller.enqueue(piece);
      if (then === "end") controller.close();
    },
    pull(controller) {
      if (then === "break") controller.error(new TypeError("network error"));
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body));
}

async function send(signal = new AbortController().signal): Promise<Frame[]> {
  const frames: Frame[] = [];
  await sendCall(input, { signal, onFrame: (frame) => frames.push(frame) });
  return frames;
}

describe("sending a call", () => {
  it("hands over the frames in order", async () => {
    answerWith([head, { type: "data", bytes: new Uint8Array([1]) }]);
    expect((await send()).map(({ type }) => type)).toEqual(["head", "data"]);
  });

  it("tells of an answer that was cut, or whose connection was lost", async () => {
    answerWith([head], "break");
    expect((await send()).at(-1)?.type).toBe("broken");
    vi.stubGlobal("fetch", async () => new Response('{"type":"data","length":9}\nab'));
    expect((await send()).map(({ type }) => type)).toEqual(["data", "broken"]);
  });

  it("tells the portal's own words and the fields that it names", async () => {
    const problem = {
      detail: "Enter a value for model.",
      errors: [{ field: "parameters.path:model", message: "x" }],
    };
    vi.stubGlobal("fetch", async () => Response.json(problem, { status: 400 }));
    await expect(send()).rejects.toMatchObject({
      status: 400,
      message: problem.detail,
      problems: problem.errors,
    });
  });

  it("is not misled by pages of others on the way", async () => {
    vi.stubGlobal("fetch", async () => new Response("<html>Bad gateway</html>", { status: 502 }));
    await expect(send()).rejects.toEqual(new CallNotMade(502, ""));
    vi.stubGlobal("fetch", async () => Response.json({ detail: 1, errors: [null, {}] }, { status: 500 }));
    await expect(send()).rejects.toMatchObject({ status: 500, message: "", problems: [] });
  });

  it("tells that the portal could not be reached from that the call was cancelled", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    await expect(send()).rejects.toMatchObject({ name: "CallNotMade", status: 0 });
    await expect(send(AbortSignal.abort())).rejects.toMatchObject({ name: "TypeError" });
  });
});
