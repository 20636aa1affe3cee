import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { summariseCalls } from "./queries";

const admin = { role: "admin" } as const;
const noon = Date.parse("2026-11-22T12:00:00Z");
const hourMs = 60 * 60 * 1000;

describe("everybody's calls", () => {
  useTestDatabase();

  beforeAll(async () => {
    const statuses = [200, 204, 401, 429, 500, 502, 502];
    await db().call.createMany({
      data: statuses.map((status, hoursAgo) => ({
        id: `call-${hoursAgo}`,
        at: new Date(noon - hoursAgo * hourMs),
        source: "gateway",
        method: "POST",
        target: "/demo/score",
        status,
        durationMs: 1.5,
        requestBytes: 1n,
        responseBytes: 1n,
        clientAddress: "::1",
      })),
    });
  });

  it("are counted from a moment on, by how they went", async () => {
    expect(await summariseCalls(admin, new Date(noon - 5 * hourMs))).toEqual({
      calls: 6,
      clientErrors: 2,
      serverErrors: 2,
      meanMs: 1.5,
      most: { apis: [], products: [], developers: [] },
    });
    for (const blockSize of [1, 2, 6]) {
      const inBlocks = await summariseCalls(admin, new Date(noon - 5 * hourMs), blockSize);
      expect(inBlocks).toMatchObject({ calls: 6, clientErrors: 2, serverErrors: 2, meanMs: 1.5 });
    }
    expect(await summariseCalls(admin, new Date(noon + 1))).toEqual({
      calls: 0,
      clientErrors: 0,
      serverErrors: 0,
      meanMs: null,
      most: { apis: [], products: [], developers: [] },
    });
  });

  it("tell who and what had most of them, five at most, and none that are gone", async () => {
    const later = noon + hourMs;
    const names = ["A", "B", "C", "D", "E", "F", "G"];
    await db().user.createMany({
      data: names.map((name) => ({
        id: name,
        name,
        email: `${name}@example.com`,
        state: name === "G" ? "deleted" : "active",
      })),
    });
    await db().product.create({ data: { id: "product", slug: "product", name: "Product" } });
    await db().call.createMany({
      data: names.flatMap((userId, place) =>
        Array.from({ length: place + 1 }, (_, turn) => ({
          id: `${userId}-${turn}`,
          at: new Date(later),
          source: "gateway",
          productId: "product",
          apiId: "gone",
          userId,
          method: "GET",
          target: "/",
          // Each in several groups: they must be added up.
          status: 200 + turn,
          durationMs: 1,
          requestBytes: 1n,
          responseBytes: 1n,
          clientAddress: "::1",
        })),
      ),
    });
    const { most } = await summariseCalls(admin, new Date(later));
    expect(most.apis).toEqual([]);
    expect(most.products).toEqual([{ id: "product", name: "Product", calls: 28 }]);
    expect(most.developers.map(({ name, calls }) => [name, calls])).toEqual([
      ["F", 6],
      ["E", 5],
      ["D", 4],
      ["C", 3],
      ["B", 2],
    ]);
  });

  it.each([null, { role: "developer" as const }])(
    "are for administrators only, not for %j",
    async (viewer) => {
      await expect(summariseCalls(viewer, new Date(0))).rejects.toMatchObject({ code: "not-allowed" });
    },
  );
});
