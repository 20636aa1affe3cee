import { describe, expect, it } from "vitest";
import { db } from "./client";
import { useTestDatabase } from "./test-database";
import { isUniqueViolation } from "./unique-violation";

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe("a unique column", () => {
  useTestDatabase();

  it("tells of a repeated value by its name, on both databases", async () => {
    await db().product.create({ data: { name: "Starter", slug: "starter" } });
    const repeated = await failureOf(db().product.create({ data: { name: "Starter", slug: "other" } }));
    expect(isUniqueViolation(repeated, "name")).toBe(true);
    expect(isUniqueViolation(repeated, "slug")).toBe(false);
  });

  it("tells of every column that is unique together with others", async () => {
    const backend = await db().backend.create({ data: { url: "https://a.example" } });
    const api = await db().api.create({ data: { name: "A", slug: "a", suffix: "a", backendId: backend.id } });
    const operation = {
      apiId: api.id,
      slug: "o",
      displayName: "O",
      method: "GET",
      urlTemplate: "/",
      position: 0,
    };
    await db().operation.create({ data: operation });
    const repeated = await failureOf(db().operation.create({ data: operation }));
    expect(isUniqueViolation(repeated, "slug")).toBe(true);
    expect(isUniqueViolation(repeated, "apiId")).toBe(true);
  });

  it("is not meant by another failure", async () => {
    const orphan = await failureOf(db().productApi.create({ data: { productId: "none", apiId: "none" } }));
    expect(isUniqueViolation(orphan, "productId")).toBe(false);
    expect(isUniqueViolation(new Error("no"), "name")).toBe(false);
  });
});
