import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { getCall, listCalls } from "./call-log";
import { callsAddress, callsSearch } from "./schema";

const admin = { role: "admin" } as const;
const noon = Date.parse("2026-11-22T12:00:00Z");

describe("the call log", () => {
  useTestDatabase();

  beforeAll(async () => {
    const calls = [
      { status: 200, refusal: null },
      { status: 429, refusal: "rate-limit" },
      { status: 502, refusal: "backend-reset" },
      { status: 500, refusal: null },
      { status: 200, refusal: null },
    ];
    await db().call.createMany({
      data: calls.map((call, n) => ({
        ...call,
        id: `call-${n}`,
        // Two of one moment, so that the order among them is told by their ids.
        at: new Date(noon - Math.floor(n / 2) * 1000),
        source: "gateway",
        method: "POST",
        target: `/demo/score?n=${n}`,
        durationMs: 1.5,
        requestBytes: 12n,
        responseBytes: 3n,
        clientAddress: n === 4 ? "192.0.2.9" : "::1",
        subscriptionId: "gone",
      })),
    });
  });

  const ids = async (query: object, take = 50, blockSize = 5_000) => {
    const { items, older } = await listCalls(admin, callsAddress.parse(query), { take, blockSize });
    return [items.map(({ id }) => id.replace("call-", "")).join(), older];
  };

  it("tells everybody's calls from the newest on, page by page, and none twice", async () => {
    expect(await ids({}, 2)).toEqual(["1,0", "call-0"]);
    expect(await ids({ older: "call-0" }, 2)).toEqual(["3,2", "call-2"]);
    expect(await ids({ older: "call-2" }, 2)).toEqual(["4", null]);
    expect(await ids({ older: "gone" }, 9)).toEqual(["1,0,3,2,4", null]);
  });

  it("reads the log in blocks, so that others have their turn, and misses none at their edges", async () => {
    for (const blockSize of [1, 2, 3]) {
      expect(await ids({}, 2, blockSize)).toEqual(["1,0", "call-0"]);
      expect(await ids({ older: "call-0" }, 2, blockSize)).toEqual(["3,2", "call-2"]);
      expect(await ids({ older: "call-2" }, 2, blockSize)).toEqual(["4", null]);
      expect(await ids({ search: "/demo" }, 50, blockSize)).toEqual(["1,0,3,2,4", null]);
    }
  });

  it("finds a call by its request id, a part of its target, or its caller's address", async () => {
    expect(await ids({ search: "call-2" })).toEqual(["2", null]);
    expect(await ids({ search: "?n=3" })).toEqual(["3", null]);
    expect(await ids({ search: "192.0.2" })).toEqual(["4", null]);
    expect(await ids({ search: "nothing" })).toEqual(["", null]);
  });

  it("tells refused and failed ones apart", async () => {
    expect(await ids({ show: "refused" })).toEqual(["1,2", null]);
    expect(await ids({ show: "failed" })).toEqual(["3,2", null]);
  });

  it("keeps in its address what is asked for, and passes over what means nothing", () => {
    expect(callsSearch({ show: "failed", search: "a&b", older: "x" })).toBe(
      "?show=failed&search=a%26b&older=x",
    );
    expect(callsSearch({ show: "all", search: "" })).toBe("");
    expect(callsAddress.parse({ show: "odd", search: "\0", older: "/" })).toEqual({
      show: "all",
      search: "",
    });
  });

  it("tells all of one call; names of what is gone are none", async () => {
    expect(await getCall(admin, "call-1")).toMatchObject({
      status: 429,
      refusal: "rate-limit",
      at: "2026-11-22T12:00:00.000Z",
      requestBytes: 12,
      responseBytes: 3,
      subscription: null,
      product: null,
      user: null,
    });
    for (const id of ["gone", "\0", "a/b"])
      await expect(getCall(admin, id)).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([null, { role: "developer" as const }])(
    "is for administrators only, not for %j",
    async (viewer) => {
      await expect(listCalls(viewer, callsAddress.parse({}))).rejects.toMatchObject({ code: "not-allowed" });
      await expect(getCall(viewer, "call-1")).rejects.toMatchObject({ code: "not-allowed" });
    },
  );
});
