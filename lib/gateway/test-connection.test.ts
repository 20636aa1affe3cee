import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/limits/counter";
import { createAddressGuard } from "./address-guard";
import { createDispatchers } from "./dispatchers";
import type { BackendEntry } from "./entries";
import type { Dispatchers } from "./parts";
import { testConnection } from "./test-connection";
import { type Backend, startBackend, startRawBackend } from "./testing";

let backend: Backend;
let dispatchers: Dispatchers = createDispatchers(createAddressGuard(["loopback"]));

beforeAll(async () => {
  backend = await startBackend((req, res) =>
    res.writeHead(req.headers.authorization === "Bearer good-secret" ? 200 : 401).end("x"),
  );
});
afterEach(async () => {
  await dispatchers.close();
  dispatchers = createDispatchers(createAddressGuard(["loopback"]));
});
afterAll(async () => {
  await dispatchers.close();
  await backend.close();
});

const entry = (url: string, more: Partial<BackendEntry> = {}): BackendEntry => ({
  id: "b",
  url,
  credential: null,
  connectTimeoutMs: 1_000,
  headersTimeoutMs: 300,
  ...more,
});
const test = (one: BackendEntry) => testConnection({ dispatchers, clock: systemClock }, one);

describe("a test of a backend's connection", () => {
  it("asks for the base address with the credential, and tells the status alone", async () => {
    const good = await test(
      entry(`${backend.url}/base`, { credential: { kind: "bearer", token: "good-secret" } }),
    );
    expect(good).toMatchObject({ status: 200, failure: null });
    expect(backend.seen.at(-1)).toMatchObject({ method: "GET", url: "/base" });
    expect((await test(entry(backend.url))).status).toBe(401);
  });

  it("tells what failed", async () => {
    const silent = await startRawBackend(() => {});
    const gone = await startBackend();
    await gone.close();
    expect((await test(entry(silent.url))).failure?.code).toBe("backend-headers-timeout");
    expect((await test(entry(gone.url))).failure?.code).toBe("backend-refused");
    expect((await test(entry("http://name.invalid"))).failure?.code).toBe("backend-name");
    await silent.close();
  });

  it("connects to no address that a call could not", async () => {
    const before = backend.seen.length;
    const guarded = createDispatchers(createAddressGuard([]));
    const report = await testConnection({ dispatchers: guarded, clock: systemClock }, entry(backend.url));
    expect(report.failure?.code).toBe("backend-address");
    expect(backend.seen.length).toBe(before);
    await guarded.close();
  });
});
