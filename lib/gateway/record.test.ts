import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallRecord } from "./call";
import { createRecorder } from "./record";

function call(id: number): CallRecord {
  return {
    id: String(id),
    at: 0,
    source: "gateway",
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
    durationMs: 1,
    backendMs: null,
    requestBytes: 0,
    responseBytes: 0,
    rowsScored: null,
    clientAddress: "",
  };
}

function setUp(more: { batchSize?: number; capacity?: number } = {}) {
  const written: string[] = [];
  const sizes: number[] = [];
  const state = { failing: false };
  const onError = vi.fn();
  const recorder = createRecorder({
    async write(batch) {
      await Promise.resolve();
      if (state.failing) throw new Error("locked");
      sizes.push(batch.length);
      written.push(...batch.map(({ id }) => id));
    },
    onError,
    ...more,
  });
  return { recorder, written, sizes, state, onError };
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the recorder", () => {
  it("writes within a second what few calls bring, in one batch", async () => {
    const { recorder, written, sizes } = setUp();
    for (let n = 0; n < 5; n++) recorder.record(call(n));
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual(ids(5));
    expect(sizes).toEqual([5]);
    expect(recorder.queued).toBe(0);
  });

  it("writes full batches at once, one at a time and in order, with a turn for calls between them", async () => {
    const { recorder, written, sizes } = setUp({ batchSize: 10 });
    for (let n = 0; n < 35; n++) recorder.record(call(n));
    await vi.advanceTimersByTimeAsync(0);
    expect(sizes.length).toBeLessThan(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(sizes).toEqual([10, 10, 10]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual(ids(35));
  });

  it("keeps what could not be written, tries again, and says so", async () => {
    const { recorder, written, state, onError } = setUp({ batchSize: 10 });
    state.failing = true;
    for (let n = 0; n < 12; n++) recorder.record(call(n));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(onError).toHaveBeenCalled();
    expect(recorder.queued).toBe(12);
    state.failing = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(written).toEqual(ids(12));
    expect(recorder.dropped).toBe(0);
  });

  it("drops what comes beyond its capacity, and counts it", async () => {
    const { recorder, written, state } = setUp({ batchSize: 10, capacity: 20 });
    state.failing = true;
    for (let n = 0; n < 50; n++) {
      recorder.record(call(n));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(recorder.queued + recorder.dropped).toBe(50);
    expect(recorder.queued).toBeLessThanOrEqual(30);
    const kept = recorder.queued;
    state.failing = false;
    await recorder.close();
    expect(written).toHaveLength(kept);
  });

  it("writes all that waits when it closes", async () => {
    const { recorder, written } = setUp({ batchSize: 10 });
    for (let n = 0; n < 25; n++) recorder.record(call(n));
    await recorder.close();
    expect(written).toEqual(ids(25));
  });

  it("gives up on closing when nothing can be written, and counts what is lost", async () => {
    const { recorder, state } = setUp();
    state.failing = true;
    recorder.record(call(1));
    await recorder.close();
    expect(recorder.dropped).toBe(1);
  });
});
