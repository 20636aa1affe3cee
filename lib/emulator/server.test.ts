import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeError } from "@/lib/azureml/error-table";
import { emulatorIdentity } from "./identity";
import { describeEmulator } from "./main";
import { type Emulator, startEmulator } from "./server";
import { callGoodDay, execute, goodDay, startForTest } from "./test-support";

describe("who the emulator is", () => {
  it("has ids of 32 hex digits and keys of 88 characters of base64", () => {
    const { workspace, emptyWorkspace, subscription, services, apiKeys } = emulatorIdentity();
    const ids = [workspace, emptyWorkspace, subscription, ...Object.values(services)];
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(ids).size).toBe(5);
    for (const key of apiKeys) expect(key).toMatch(/^[A-Za-z0-9+/]{86}==$/);
  });

  it("is the same for the same seed and another for another", () => {
    expect(emulatorIdentity({ seed: "a" })).toEqual(emulatorIdentity({ seed: "a" }));
    expect(emulatorIdentity({ seed: "a" }).workspace).not.toBe(emulatorIdentity({ seed: "b" }).workspace);
  });

  it("takes a given workspace and given keys, all of which open the web services", async () => {
    const emulator = await startForTest({ workspace: "a".repeat(32), apiKeys: ["first", "second"] });
    for (const key of ["first", "second"]) {
      expect((await callGoodDay(emulator, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
    }
    expect(() => emulatorIdentity({ workspace: "Nope" })).toThrow("32 lower-case hexadecimal digits");
  });

  it("prints a line to paste that calls the demo service", async () => {
    const emulator = await startForTest();
    const [url = "", authorization = "", , body = ""] = [
      ...describeEmulator(emulator).matchAll(/'([^']+)'/g),
    ].map(([, quoted]) => quoted);
    const Authorization = authorization.replace("Authorization: ", "");
    const answer = await fetch(url, { method: "POST", headers: { Authorization }, body });
    expect(await answer.text()).toContain('"1","1","2","2","0","2","0","1"');
  });
});

describe("concurrency", () => {
  /** Starts an emulator whose latency lasts until `release`, and tells when a call has begun to wait. */
  async function startWithLatch(limits: { concurrency?: number; totalConcurrency?: number }) {
    const waiting: (() => void)[] = [];
    let announce = () => {};
    const wait = () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        announce();
      });
    const emulator = await startForTest({ ...limits, wait });
    async function hold(): Promise<{ answer: Promise<Response> }> {
      const begun = new Promise<void>((resolve) => {
        announce = resolve;
      });
      const answer = callGoodDay(emulator, { headers: { "x-emulator-fault": "latency=1" } });
      await begun;
      return { answer };
    }
    return { emulator, hold, release: () => waiting.splice(0).map((resolve) => resolve()) };
  }

  it("a full endpoint answers 503 and takes calls again when one has ended", async () => {
    const { emulator, hold, release } = await startWithLatch({ concurrency: 2 });
    const held = [await hold(), await hold()];
    const refused = await callGoodDay(emulator);
    const { status, body } = describeError({ code: "RequestThrottled", values: ["default", "2"] });
    expect({ status: refused.status, body: await refused.json() }).toEqual({ status, body });
    expect(refused.headers.get("retry-after")).toBeNull();
    release();
    for (const { answer } of held) expect((await answer).status).toBe(200);
    expect((await callGoodDay(emulator)).status).toBe(200);
  });

  it("one endpoint's throttling leaves the other alone, until all together are too many", async () => {
    const { emulator, hold, release } = await startWithLatch({ concurrency: 1, totalConcurrency: 1 });
    const { answer } = await hold();
    const other = await execute(emulator, {}, { service: "priceRegression" });
    const { status, body } = describeError({ code: "TooManyConcurrentRequests" });
    expect({ status: other.status, body: await other.json() }).toEqual({ status, body });
    release();
    await answer;
    expect((await execute(emulator, {}, { service: "priceRegression" })).status).toBe(400);
  });

  it("a caller that goes away frees its place", async () => {
    const { url, identity } = await startForTest({ concurrency: 1 });
    const path = `/workspaces/${identity.workspace}/services/${identity.services.featureHashing}/execute`;
    const inFlight = async () => (await (await fetch(`${url}/health`)).json()).callsInFlight;
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      `POST ${path}?api-version=2.0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${identity.apiKeys[0]}\r\nContent-Length: 100\r\n\r\n{`,
    );
    await expect.poll(inFlight).toBe(1);
    socket.destroy();
    await expect.poll(inFlight).toBe(0);
  });
});

describe("what it does not do", () => {
  it.each([
    ["POST", "", ""],
    ["GET", "/0f3c1a5e", ""],
    ["DELETE", "/0f3c1a5e", ""],
    ["POST", "/0f3c1a5e/start", ""],
  ])("%s .../jobs%s says, without blob storage, that batch jobs are not emulated", async (method, rest) => {
    const { url, identity } = await startForTest();
    const path = `/workspaces/${identity.workspace}/services/${identity.services.featureHashing}/jobs${rest}`;
    const headers = { Authorization: `Bearer ${identity.apiKeys[0]}` };
    const answer = await fetch(`${url}${path}?api-version=2.0`, { method, headers });
    expect(answer.status).toBe(501);
    expect(await answer.json()).toMatchObject({
      error: { details: [{ code: "BatchExecutionNotEmulated" }] },
    });
    expect((await fetch(`${url}${path}?api-version=2.0`, { method })).status).toBe(401);
  });

  it.each([
    "/nothing",
    "//",
    "/workspaces",
    "/workspaces/a/services/b/run",
    "/%00",
    "/workspaces/a/services/b/jobs/c/d",
  ])("%s is no address", async (path) => {
    const answer = await fetch((await startForTest()).url + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "NotFound" } });
  });

  it.each([
    ["GET", "POST"],
    ["OPTIONS", "POST"],
    ["PUT", "POST"],
  ])("%s .../execute is refused and says what is taken", async (method, allowed) => {
    const { url, identity } = await startForTest();
    const path = `/workspaces/${identity.workspace}/services/${identity.services.featureHashing}/execute`;
    const answer = await fetch(url + path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allowed]);
  });

  it("a port in use is one clear line", async () => {
    const { url } = await startForTest();
    const port = Number(new URL(url).port);
    await expect(startEmulator({ port })).rejects.toThrow(
      `The AzureML emulator cannot listen on 127.0.0.1:${port}: the port is in use.`,
    );
  });
});

describe("pages for people and tools", () => {
  it("the first page leads to each web service's help and schema, which need no key", async () => {
    const { url, services } = await startForTest();
    const index = await fetch(`${url}/`);
    const links = [...(await index.text()).matchAll(/href="([^"]+)"/g)].map(([, link]) => `${url}${link}`);
    expect(links.length).toBeGreaterThanOrEqual(2 * services.length);
    for (const link of new Set(links)) expect((await fetch(link)).status).toBe(200);
  });

  it("a help page tells the address, the headers, the samples and code in five languages", async () => {
    const { url, identity } = await startForTest();
    const path = `/workspaces/${identity.workspace}/services/${identity.services.priceRegression}`;
    const answer = await fetch(url + path);
    const text = await answer.text();
    for (const told of [
      "/execute?api-version=2.0",
      "Authorization",
      "Currency rate",
      "Scored Labels",
      "ColumnNames",
    ]) {
      expect(text).toContain(told);
    }
    for (const language of ["curl", "Python 3", "C#", "R", "JavaScript (Node.js)"]) {
      expect(text).toContain(`<summary>${language}</summary>`);
    }
    expect(text).not.toContain(identity.apiKeys[0]);
    expect(text).not.toMatch(/<script|https?:\/\/(?!localhost)/);
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it("swagger.json says where it is", async () => {
    const { url, identity } = await startForTest();
    const basePath = `/workspaces/${identity.workspace}/services/${identity.services.featureHashing}`;
    const swagger: unknown = await (await fetch(`${url}${basePath}/swagger.json`)).json();
    expect(swagger).toMatchObject({ swagger: "2.0", host: new URL(url).host, basePath, schemes: ["http"] });
  });

  it("health is ok", async () => {
    const answer = await fetch(`${(await startForTest()).url}/health`);
    expect(await answer.json()).toEqual({ status: "ok", callsInFlight: 0 });
  });
});

describe("whatever is sent", () => {
  it("a body over the limit is a 413, and the next call on the same emulator works", async () => {
    const emulator = await startForTest({ bodyLimitBytes: 1000 });
    const answer = await execute(emulator, "x".repeat(1_000_000));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: "RequestEntityTooLarge" } });
    expect((await callGoodDay(emulator)).status).toBe(200);
  });

  it.each([
    ["no HTTP", "\x16\x03\x01\r\n\r\n", "HTTP/1.1 400"],
    [
      "headers over the limit",
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(20_000)}\r\n\r\n`,
      "HTTP/1.1 431",
    ],
  ])("%s is refused", async (_, bytes, statusLine) => {
    const { url } = await startForTest();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const closed = once(socket, "close");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    socket.write(bytes);
    await closed;
    expect(answer.startsWith(statusLine)).toBe(true);
  });

  const anyBody = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        Inputs: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom("input1", "x", "__proto__"), anyInput()),
        ),
        GlobalParameters: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom("Currency rate", "x"), fc.jsonValue()),
        ),
      })
      .map((body) => JSON.stringify(body)),
  );

  function anyInput() {
    const cell = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom("1", "2.5", "NaN"));
    const columns = ["Col2", "engine-size", "horsepower", "highway-mpg", "constructor"];
    return fc.oneof(
      fc.jsonValue(),
      fc.record({ ColumnNames: fc.subarray(columns), Values: fc.array(fc.array(cell)) }),
      fc.array(fc.dictionary(fc.constantFrom(...columns), cell)),
    );
  }

  const anyQuery = fc.constantFrom(
    "api-version=2.0",
    "api-version=2.0&details=true",
    "api-version=2.0&format=swagger",
    "%zz&=&api-version=%",
  );

  it("any body gets a result or a refusal in the contract's shape, never an internal error", async () => {
    const errors: unknown[] = [];
    const emulator: Emulator = await startForTest({ reportError: (error) => errors.push(error) });
    await fc.assert(
      fc.asyncProperty(
        anyBody,
        anyQuery,
        fc.constantFrom("featureHashing", "priceRegression"),
        async (body, query, service) => {
          const answer = await execute(emulator, body, { query, service });
          expect([200, 400]).toContain(answer.status);
          expect(await answer.json()).toHaveProperty(
            answer.status === 200 ? "Results" : "error.details.0.code",
          );
        },
      ),
      { numRuns: 300 },
    );
    expect(errors).toEqual([]);
  });

  it("deeply nested JSON is refused like any other", async () => {
    const body = `{"Inputs":{"input1":${"[".repeat(500_000)}${"]".repeat(500_000)}}}`;
    expect((await execute(await startForTest(), body)).status).toBe(400);
  });

  it("a megabyte of rows is scored", async () => {
    const Values = Array.from({ length: 30_000 }, () => goodDay.Values[0]);
    const answer = await execute(await startForTest(), { Inputs: { input1: { ...goodDay, Values } } });
    expect((await answer.json()).Results.output1.value.Values).toHaveLength(30_000);
  });
});
