import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { apiList } from "./list-schema";
import * as queries from "./queries";

const admin = { role: "admin" } as const;

describe("what administrators read of the catalogue", () => {
  useTestDatabase();
  let apiId: string;
  let operationId: string;
  let backendId: string;

  beforeAll(async () => {
    const backend = await db().backend.create({ data: { url: "https://a.example" } });
    backendId = backend.id;
    const api = { name: "A", slug: "a", suffix: "a", backendId };
    apiId = (await db().api.create({ data: api })).id;
    const operation = { slug: "o", displayName: "O", method: "GET", urlTemplate: "/", position: 0 };
    operationId = (await db().operation.create({ data: { apiId, ...operation } })).id;
    const product = { name: "P", slug: "p", apis: { create: { apiId } } };
    const { id: productId } = await db().product.create({ data: product });
    const user = await db().user.create({ data: { email: "ada@example.com", name: "Ada" } });
    for (const state of ["active", "submitted", "cancelled"]) {
      await db().subscription.create({ data: { name: state, state, productId, userId: user.id } });
    }
  });

  const all = (viewer: { role: "admin" | "developer" } | null) => [
    queries.listApis(viewer, apiList.usual),
    queries.getApi(viewer, apiId),
    queries.countAffected(viewer, apiId),
    queries.listProductChoices(viewer),
    queries.listOperations(viewer, apiId),
    queries.getOperation(viewer, apiId, operationId),
    queries.countCatalogue(viewer),
    queries.nameOperations(viewer, [operationId]),
    queries.listBackends(viewer, apiId),
    queries.getBackend(viewer, apiId, backendId),
    queries.listVersions(viewer, apiId),
  ];

  it("is refused to everybody else, whoever forgot to ask before", async () => {
    const functions = Object.values(queries).filter((one) => typeof one === "function");
    expect(all(admin)).toHaveLength(functions.length);
    for (const viewer of [null, { role: "developer" as const }]) {
      for (const reading of all(viewer)) {
        await expect(reading).rejects.toMatchObject({ code: "not-allowed" });
      }
    }
    await expect(Promise.all(all(admin))).resolves.toBeDefined();
  });

  it("counts what is there, and what deleting an API would touch", async () => {
    expect(await queries.countCatalogue(admin)).toEqual({
      apis: 1,
      operations: 1,
      products: 1,
    });
    expect(await queries.countAffected(admin, apiId)).toEqual({
      operations: 1,
      products: 1,
      subscriptions: 1,
    });
  });

  it("names an operation with its API, and a deleted one not at all", async () => {
    const names = await queries.nameOperations(admin, [operationId, "gone"]);
    expect([...names]).toEqual([[operationId, "A · O"]]);
  });

  it("does not exist under an id that no database would take", async () => {
    for (const id of ["ghost", "a\0b", "a/b", ""]) {
      await expect(queries.getApi(admin, id)).rejects.toMatchObject({ code: "not-found" });
      await expect(queries.getOperation(admin, apiId, id)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});
