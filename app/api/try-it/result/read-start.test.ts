import { afterAll, beforeAll, expect, it } from "vitest";
import { type Listener, startListener } from "../testing";
import { readStart } from "./read-start";

/** Here no private address is open to backends: ALLOW_PRIVATE_BACKENDS is not set. */

let canary: Listener;
beforeAll(async () => {
  canary = await startListener((_, response) => response.end("a,b\r\n"));
});
afterAll(() => canary.close());

it.each(["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"])(
  "%s is not connected to",
  async (host) => {
    const address = `http://${host}:${new URL(canary.url).port}/out.csv`;
    const options = { limitBytes: 100, timeoutMs: 1_000, signal: new AbortController().signal };
    await expect(readStart(address, options)).rejects.toMatchObject({
      message: expect.stringMatching(/not allowed/),
    });
    expect(canary.requests).toEqual([]);
  },
);
