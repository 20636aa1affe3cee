import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { MeteredBody } from "./metered-body";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A body that is read as it comes, and the codes of what ends it. */
function flowing() {
  const source = new PassThrough();
  const body = new MeteredBody(source, 1_000_000, null);
  const errors: unknown[] = [];
  body.on("error", (error) => errors.push(Reflect.get(error, "code")));
  body.resume();
  return { source, body, errors };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets this much come in each of so many stretches of ten seconds. */
async function stretches(source: PassThrough, bytes: number, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    if (bytes > 0) source.write(Buffer.alloc(bytes));
    await turn();
    vi.advanceTimersByTime(10_000);
    await turn();
  }
}

it.each([0, 10, 1_000])(
  "a caller who sends %i bytes in ten seconds is given up, not before the second ten",
  async (bytes) => {
    const { source, errors } = flowing();
    await stretches(source, bytes, 1);
    expect(errors).toEqual([]);
    await stretches(source, bytes, 1);
    expect(errors).toEqual(["GATEHOUSE_BODY_TOO_SLOW"]);
    expect(source.destroyed).toBe(false);
  },
);

it("a slow line that brings a kilobyte in ten seconds is not", async () => {
  const { source, body, errors } = flowing();
  await stretches(source, 1_024, 20);
  expect(errors).toEqual([]);
  source.end();
  await turn();
  await turn();
  expect(body.bytes).toBe(20 * 1_024);
  expect(vi.getTimerCount()).toBe(0);
});

it("a caller whom a slow backend keeps waiting is not", async () => {
  const source = new PassThrough();
  const body = new MeteredBody(source, 1_000_000, null);
  const errors: unknown[] = [];
  body.on("error", (error) => errors.push(error));
  body.once("readable", () => {});
  source.write(Buffer.alloc(200_000));
  await stretches(source, 0, 5);
  expect(errors).toEqual([]);
  body.destroy();
});
