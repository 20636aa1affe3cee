import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readOrCreateDemoState } from "./demo-state";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, "demo-state.json");

describe("the demo's state", () => {
  it("is made once, for its owner's eyes only", () => {
    const made = readOrCreateDemoState(folder);
    expect(readOrCreateDemoState(folder)).toEqual(made);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(made.storage.key, "base64")).toHaveLength(64);
  });

  it("of a version without blob storage gets an account, once, and keeps all else", () => {
    const { storage, ...old } = readOrCreateDemoState(folder);
    writeFileSync(path(), JSON.stringify(old), { mode: 0o600 });
    const completed = readOrCreateDemoState(folder);
    expect(completed).toEqual({ ...old, storage: completed.storage });
    expect(completed.storage.key).not.toBe(storage.key);
    expect(JSON.parse(readFileSync(path(), "utf8"))).toEqual(completed);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readOrCreateDemoState(folder)).toEqual(completed);
  });

  it("that cannot be understood is not overwritten", () => {
    writeFileSync(path(), '{"emulatorSeed": 1}');
    expect(() => readOrCreateDemoState(folder)).toThrow();
    expect(readFileSync(path(), "utf8")).toBe('{"emulatorSeed": 1}');
  });
});
