import { describe, expect, it } from "vitest";
import { describeError, type ErrorCase } from "@/lib/azureml/error-table";
import { FaultSwitch, parseFault } from "./faults";
import { callGoodDay, startForTest } from "./test-support";

const withFault = (fault: string) => ({ headers: { "x-emulator-fault": fault } });

describe("parseFault", () => {
  it.each([
    ["latency=250", { latencyMs: 250, jobMs: 0, error: null, drop: null }],
    ["throttle", { latencyMs: 0, jobMs: 0, error: "RequestThrottled", drop: null }],
    ["error=500", { latencyMs: 0, jobMs: 0, error: "ContainerProcessTerminatedWithSystemError", drop: null }],
    ["error=BlobNotFound", { latencyMs: 0, jobMs: 0, error: "BlobNotFound", drop: null }],
    ["job=250", { latencyMs: 0, jobMs: 250, error: null, drop: null }],
    ["drop", { latencyMs: 0, jobMs: 0, error: null, drop: "connection" }],
    [" latency = 5 ; drop=body", { latencyMs: 5, jobMs: 0, error: null, drop: "body" }],
    ["latency=5,error=503", { latencyMs: 5, jobMs: 0, error: "RequestThrottled", drop: null }],
  ])("reads %j", (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it.each([
    "",
    "latency",
    "latency=",
    "latency=-1",
    "latency=600001",
    "latency=1e3",
    "error=200",
    "error=toString",
    "drop=all",
    "error=503;",
    "x=1",
  ])("refuses %j instead of ignoring it", (text) => {
    expect(() => parseFault(text)).toThrow("does not know this fault");
  });
});

describe("a standing order", () => {
  it("holds for the number of calls it was given", () => {
    const faults = new FaultSwitch();
    faults.set({ fault: "error=503", calls: 2 });
    const errors = [1, 2, 3].map(() => faults.next(undefined).error);
    expect(errors).toEqual(["RequestThrottled", "RequestThrottled", null]);
  });

  it("gives way to a call's own fault, which does not use it up", () => {
    const faults = new FaultSwitch();
    faults.set({ fault: "error=503", calls: 1 });
    expect(faults.next("error=500").error).toBe("ContainerProcessTerminatedWithSystemError");
    expect(faults.describe()).toEqual({ fault: "error=503", calls: 1 });
  });

  it("stays until it is cleared when no number was given", () => {
    const faults = new FaultSwitch();
    faults.set({ fault: "drop" });
    faults.next(undefined);
    expect(faults.describe()).toEqual({ fault: "drop" });
    faults.clear();
    expect(faults.next(undefined).drop).toBeNull();
  });
});

describe("faults of one call, by its header", () => {
  it.each<[string, ErrorCase]>([
    ["throttle", { code: "RequestThrottled", values: ["default", "20"] }],
    ["error=503", { code: "RequestThrottled", values: ["default", "20"] }],
    ["error=TooManyConcurrentRequests", { code: "TooManyConcurrentRequests" }],
    ["error=408", { code: "ScoreRequestTimeout" }],
    ["error=500", { code: "ContainerProcessTerminatedWithSystemError" }],
    ["error=504", { code: "BackendScoreTimeout" }],
    ["error=401", { code: "ScoreRequestUnauthorized" }],
  ])("%s", async (fault, error) => {
    const answer = await callGoodDay(await startForTest(), withFault(fault));
    const { status, body } = describeError(error);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  });

  it("latency waits and then answers as usual", async () => {
    const waited: number[] = [];
    const wait = async (ms: number) => waited.push(ms);
    const answer = await callGoodDay(await startForTest({ wait }), withFault("latency=250"));
    expect([answer.status, waited]).toEqual([200, [250]]);
  });

  it("latency beyond the permitted time is a 408 at that time", async () => {
    const waited: number[] = [];
    const wait = async (ms: number) => waited.push(ms);
    const emulator = await startForTest({ wait, scoreTimeoutMs: 100 });
    const answer = await callGoodDay(emulator, withFault("latency=60000"));
    expect(await answer.json()).toEqual(describeError({ code: "ScoreRequestTimeout" }).body);
    expect([answer.status, waited]).toEqual([408, [100]]);
  });

  it("a dropped connection gives no answer at all", async () => {
    await expect(callGoodDay(await startForTest(), withFault("drop"))).rejects.toThrow("fetch failed");
  });

  it("an answer dropped in the middle never looks complete", async () => {
    const answer = await callGoodDay(await startForTest(), withFault("drop=body"));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it("an unknown fault is refused", async () => {
    const answer = await callGoodDay(await startForTest(), withFault("latncy=5"));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("EmulatorFaultInvalid");
  });

  it("needs the API key like every call", async () => {
    const headers = { "x-emulator-fault": "error=500", Authorization: "" };
    expect((await callGoodDay(await startForTest(), { headers })).status).toBe(401);
  });
});

describe("faults of the next calls, by /faults", () => {
  it("are ordered, read and cleared with the API key", async () => {
    const emulator = await startForTest();
    const headers = { Authorization: `Bearer ${emulator.identity.apiKeys[0]}` };
    const send = (method: string, body?: string) =>
      fetch(`${emulator.url}/faults`, { method, headers, ...(body !== undefined && { body }) });

    const ordered = await send("PUT", '{"fault":"error=503","calls":2}');
    expect(await ordered.json()).toEqual({ order: { fault: "error=503", calls: 2 } });
    expect((await callGoodDay(emulator)).status).toBe(503);
    expect(await (await send("GET")).json()).toEqual({ order: { fault: "error=503", calls: 1 } });
    expect((await callGoodDay(emulator)).status).toBe(503);
    expect((await callGoodDay(emulator)).status).toBe(200);

    await send("PUT", '{"fault":"error=500"}');
    expect((await callGoodDay(emulator)).status).toBe(500);
    expect((await send("DELETE")).status).toBe(204);
    expect((await callGoodDay(emulator)).status).toBe(200);
  });

  it.each(["", "x", "{}", '{"fault":"x"}', '{"fault":"drop","calls":0}', '{"fault":"drop","more":1}'])(
    "the order %j is refused",
    async (body) => {
      const { url, identity } = await startForTest();
      const headers = { Authorization: `Bearer ${identity.apiKeys[0]}` };
      expect((await fetch(`${url}/faults`, { method: "PUT", headers, body })).status).toBe(400);
    },
  );

  it("are refused without the key", async () => {
    const { url } = await startForTest();
    expect((await fetch(`${url}/faults`, { method: "PUT", body: '{"fault":"drop"}' })).status).toBe(401);
  });
});
