import pino from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => vi.stubEnv("LOG_LEVEL", "info"));
const { log } = await import("./log");

/** pino writes to its stream, past anything that a test could listen to: it is given another. */
const stream = pino.symbols.streamSym;
const streamed = log as unknown as Record<symbol, { write(line: string): void }>;

describe("the log", () => {
  const written: string[] = [];
  const own = streamed[stream];
  beforeEach(() => {
    written.length = 0;
    streamed[stream] = { write: (line) => void written.push(line) };
  });
  afterEach(() => {
    if (own) streamed[stream] = own;
  });

  it("is one line of JSON an event, whatever callers put into it", () => {
    const forged = 'x\r\n{"level":30,"msg":"an administrator signed in"}\n\u2028\u0000\u001b[2J';
    log.error({ err: new Error(forged), target: forged, [forged]: forged }, forged);
    expect(written).toHaveLength(1);
    const [line = ""] = written;
    expect(line.endsWith("\n")).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(line.slice(0, -1)).not.toMatch(/[\x00-\x1f]/);
    expect(JSON.parse(line)).toMatchObject({ msg: forged, target: forged, err: { message: forged } });
  });

  it("leaves out what is called a password, a key or an authorization", () => {
    const secrets = { password: "secret-1", key: "secret-2", authorization: "secret-3" };
    log.info({ ...secrets, inner: secrets }, "signed in");
    expect(written.join("")).not.toContain("secret-");
    expect(written).toHaveLength(1);
  });
});
