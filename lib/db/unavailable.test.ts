import { afterEach, describe, expect, it, vi } from "vitest";
import { problemResponse } from "@/lib/http/problem";
import { closeDatabase, databaseKind, db, openDatabase, transact } from "./client";
import { useTestDatabase } from "./test-database";
import { unavailable } from "./unavailable";

vi.hoisted(() => vi.stubEnv("LOG_LEVEL", "silent"));

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

function expectComeAgain(error: unknown): void {
  const response = problemResponse(error, "id");
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
}

describe("a database that is not there", () => {
  afterEach(closeDatabase);

  it("is told as 503 with Retry-After, by reads and by transactions", async () => {
    // Nobody listens on the discard port.
    openDatabase({ kind: "postgresql", url: "postgresql://nobody@127.0.0.1:9/none" });
    expectComeAgain(await failureOf(db().user.count()));
    expectComeAgain(await failureOf(transact((tx) => tx.user.count())));
  });
});

describe("a database without room", () => {
  useTestDatabase();

  it("is told as 503 with Retry-After, and works on once there is room", async () => {
    if (databaseKind() !== "sqlite") return;
    const pages = (most: number) => db().$queryRawUnsafe(`PRAGMA max_page_count = ${most}`);
    await pages(1);
    const large = { name: "x".repeat(100_000) };
    expectComeAgain(await failureOf(db().group.create({ data: large })));
    // A transaction that failed so has its client replaced, and the new one knows no such bound.
    expectComeAgain(await failureOf(transact((tx) => tx.group.create({ data: large }))));
    await transact((tx) => tx.group.create({ data: { name: "Roomy" } }));
    expect(await db().group.count()).toBe(1);
  });
});

it("is not what any other failure is taken for", () => {
  for (const error of [new Error("no"), new TypeError("x is not a function"), null, "ECONNREFUSED"]) {
    expect(unavailable(error)).toBeNull();
  }
  expect(problemResponse(new Error("no"), "id").status).toBe(500);
});
