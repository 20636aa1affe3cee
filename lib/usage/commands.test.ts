import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { addQuotaUsage, readQuotaUsage, recordCalls } from "./commands";

const call = {
  id: "call-1",
  at: Date.UTC(2026, 10, 22, 12, 30, 0, 5),
  source: "gateway",
  apiId: "api",
  operationId: null,
  productId: "product",
  subscriptionId: "subscription",
  userId: "user",
  method: "POST",
  target: `/a/'"\\{}%C3%A9?x=${"y".repeat(3_000)}`,
  status: 200,
  refusal: null,
  refusalDetail: "words, \"quoted\" 'twice' – and é",
  durationMs: 1.25,
  backendMs: null,
  requestBytes: 3_000_000_000,
  responseBytes: 0,
  rowsScored: null,
  clientAddress: "2001:db8::1",
};

describe("what the gateway stores", () => {
  useTestDatabase();

  describe("recorded calls", () => {
    it("are stored as they were given, and found by time like any other row", async () => {
      await recordCalls([call, { ...call, id: "call-2", at: call.at + 1, durationMs: 3, rowsScored: 7 }]);
      const twin = { ...call, id: "twin", requestBytes: 1n, responseBytes: 1n, at: new Date(call.at) };
      await db().call.create({ data: twin });
      const rows = await db().call.findMany({
        where: { at: { lte: new Date(call.at) } },
        orderBy: { id: "asc" },
      });
      expect(rows.map(({ id }) => id)).toEqual(["call-1", "twin"]);
      expect(rows[0]).toEqual({
        ...call,
        at: new Date(call.at),
        requestBytes: 3_000_000_000n,
        responseBytes: 0n,
      });
      expect(await db().call.findUnique({ where: { id: "call-2" } })).toMatchObject({
        durationMs: 3,
        rowsScored: 7,
      });
    });

    it("that come again, because the answer to their storing was lost, are stored once, and new ones with them", async () => {
      await recordCalls([
        { ...call, status: 500 },
        { ...call, id: "new" },
      ]);
      const rows = await db().call.findMany({
        where: { id: { in: [call.id, "new"] } },
        orderBy: { id: "asc" },
      });
      expect(rows.map(({ id, status }) => [id, status])).toEqual([
        [call.id, 200],
        ["new", 200],
      ]);
    });

    it("are stored all or not at all", async () => {
      const unfit = { ...call, id: "unfit", status: Number.NaN };
      await expect(recordCalls([{ ...call, id: "fresh" }, unfit])).rejects.toThrow();
      expect(await db().call.count({ where: { id: "fresh" } })).toBe(0);
    });
  });

  describe("quota use", () => {
    const periodStart = new Date(Date.UTC(2026, 10, 16));

    it("adds up, apart for each key, and passes over subscriptions that are gone", async () => {
      const user = await db().user.create({ data: { email: "quota@example.com", name: "Q" } });
      const product = await db().product.create({ data: { name: "Quota", slug: "quota" } });
      const data = { name: "S", userId: user.id, productId: product.id, state: "active" };
      const { id: subscriptionId } = await db().subscription.create({ data });
      const key = { subscriptionId, limitId: "weekly", periodStart };
      expect(await readQuotaUsage(key)).toBe(0);
      await addQuotaUsage([
        { ...key, used: 2 },
        { ...key, limitId: "monthly", used: 5 },
        { ...key, subscriptionId: "gone", used: 9 },
      ]);
      await addQuotaUsage([{ ...key, used: 3 }]);
      expect(await readQuotaUsage(key)).toBe(5);
      expect(await readQuotaUsage({ ...key, limitId: "monthly" })).toBe(5);
      expect(await readQuotaUsage({ ...key, periodStart: new Date(0) })).toBe(0);
      expect(await db().quotaUsage.count()).toBe(2);
    });

    it("is written as the client writes it", async () => {
      const [row] = await db().quotaUsage.findMany({ where: { periodStart, limitId: "weekly" } });
      expect(row?.used).toBe(5n);
    });
  });
});
