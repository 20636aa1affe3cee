import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { closeDatabase, databaseKind, db, openDatabase, transact } from "./client";
import type { DatabaseTarget } from "./connection";
import { retryWhileBusy } from "./retry";
import { raiseRevision, readRevisions } from "./revision";
import { useTestDatabase } from "./test-database";

describe("the database", () => {
  useTestDatabase();

  it("gives back JSON, big numbers and times as they were stored", async () => {
    const call = {
      id: "c1",
      at: new Date("2026-11-22T10:00:00.123Z"),
      source: "gateway",
      method: "POST",
      target: "/a?b=ć",
      status: 200,
      durationMs: 1.5,
      requestBytes: 2n ** 40n,
      responseBytes: 0n,
      clientAddress: "::1",
    };
    await db().call.create({ data: call });
    expect(await db().call.findUnique({ where: { id: "c1" } })).toMatchObject(call);
    await db().setting.create({ data: { key: "k", value: { list: [1, "two", null], deep: { yes: true } } } });
    expect((await db().setting.findUnique({ where: { key: "k" } }))?.value).toEqual({
      list: [1, "two", null],
      deep: { yes: true },
    });
  });

  it("undoes everything in a transaction that fails", async () => {
    const failing = transact(async (tx) => {
      await tx.group.create({ data: { name: "Half" } });
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await db().group.findUnique({ where: { name: "Half" } })).toBeNull();
  });

  it("counts every raise of a revision, also concurrent ones", async () => {
    await Promise.all(Array.from({ length: 8 }, () => transact((tx) => raiseRevision(tx, "catalogue"))));
    expect((await readRevisions()).catalogue).toBe(8);
  });

  it("refuses a row whose parent is missing", async () => {
    const orphan = db().productApi.create({ data: { productId: "none", apiId: "none" } });
    await expect(orphan).rejects.toMatchObject({ code: "P2003" });
  });

  it("works on after a lock met in the middle of a transaction", async () => {
    if (databaseKind() !== "sqlite") return;
    const [{ file } = { file: "" }] = await db().$queryRaw<{ file: string }[]>`PRAGMA database_list`;
    const other = new Sqlite(file);
    other.exec("BEGIN EXCLUSIVE");
    const release = setTimeout(() => other.exec("COMMIT"), 300);
    await transact(async (tx) => {
      await tx.group.create({ data: { name: "Patient" } });
    });
    clearTimeout(release);
    other.close();
    expect(await db().group.findUnique({ where: { name: "Patient" } })).not.toBeNull();
  });
});

describe("waiting for a lock", () => {
  const busy = Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });

  it("ends with 503 when the lock outlasts the wait", async () => {
    let clock = 0;
    const waiting = retryWhileBusy(() => Promise.reject(busy), {
      now: () => clock,
      pause: async (ms) => {
        clock += ms;
      },
    });
    await expect(waiting).rejects.toMatchObject({ code: "not-ready", retryAfterSeconds: 2 });
  });

  it("waits its turn too: what could not begin in time is tried again, with longer pauses", async () => {
    const pauses: number[] = [];
    const begun = await retryWhileBusy(
      async () => {
        if (pauses.length < 5) {
          const late = "Unable to start a transaction in the given time.";
          throw Object.assign(new Error(late), { code: "P2028" });
        }
        return "begun";
      },
      { now: () => 0, pause: async (ms) => void pauses.push(ms) },
    );
    expect(begun).toBe("begun");
    expect(pauses).toEqual([25, 50, 100, 200, 200]);
  });

  it("does not repeat what failed for another reason", async () => {
    let tries = 0;
    const failing = retryWhileBusy(async () => {
      tries += 1;
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(tries).toBe(1);
  });
});

it("without an open database the answer is 503, not a crash", async () => {
  const unopened: DatabaseTarget = { kind: "sqlite", path: ":memory:" };
  openDatabase(unopened);
  await closeDatabase();
  expect(() => db()).toThrowError(expect.objectContaining({ code: "not-ready" }));
});
