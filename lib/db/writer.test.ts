import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { closeDatabase, databaseKind, db, openDatabase, openTarget } from "./client";
import { useTestDatabase } from "./test-database";
import { writeBeside } from "./writer";

const addGroups = {
  sqlite: `INSERT INTO "Group" ("id", "name") SELECT value, value FROM json_each(?)`,
  postgresql: `INSERT INTO "Group" ("id", "name")
    SELECT value, value FROM json_array_elements_text($1::json) AS value`,
};

const add = (...names: string[]) => writeBeside(addGroups, JSON.stringify(names));
const kept = async (...names: string[]) => {
  const groups = await db().group.findMany({ where: { name: { in: names } }, orderBy: { name: "asc" } });
  return groups.map(({ name }) => name);
};

function fileOf(target = openTarget()): string {
  if (target.kind !== "sqlite") throw new Error("SQLite only");
  return target.path;
}

describe("what is written beside the calls", () => {
  useTestDatabase();

  it("is stored when its promise says so, in order, all or nothing", async () => {
    await Promise.all([add("a1", "a2"), add("b1")]);
    expect(await kept("a1", "a2", "b1")).toEqual(["a1", "a2", "b1"]);
    await expect(add("c1", "a1")).rejects.toThrow(/unique/i);
    expect(await kept("c1")).toEqual([]);
    await add("c1");
    expect(await kept("c1")).toEqual(["c1"]);
  });

  it("leaves the event loop its turns while another process holds the lock, and is written once that lets go", async () => {
    if (databaseKind() !== "sqlite") return;
    await add("before");
    const other = new Sqlite(fileOf());
    other.exec("BEGIN IMMEDIATE");
    let isWritten = false;
    const writing = add("locked").then(() => {
      isWritten = true;
    });
    for (let turn = 0; turn < 1_000; turn++) await setImmediate();
    expect(isWritten).toBe(false);
    // On the event loop nobody could let go: the write would wait in vain, and fail.
    other.exec("COMMIT");
    other.close();
    await writing;
    expect(await kept("locked")).toEqual(["locked"]);
  });
});

describe("the thread that writes to SQLite", () => {
  useTestDatabase();

  it("ends with the database, once all that it was given is written", async () => {
    if (databaseKind() !== "sqlite") return;
    const target = openTarget();
    const writing = ["x1", "x2", "x3"].map((name) => add(name));
    await closeDatabase();
    await Promise.all(writing);
    openDatabase(target);
    expect(await kept("x1", "x2", "x3")).toEqual(["x1", "x2", "x3"]);
  });

  it("says why it could not begin, and begins anew with the next write", async () => {
    if (databaseKind() !== "sqlite") return;
    const target = openTarget();
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-writer-"));
    const path = join(folder, "late", "gatehouse.db");
    try {
      await closeDatabase();
      openDatabase({ kind: "sqlite", path });
      await expect(add("late")).rejects.toThrow(/directory|open/);
      mkdirSync(join(folder, "late"));
      copyFileSync(fileOf(target), path);
      await add("late");
      expect(await kept("late")).toEqual(["late"]);
    } finally {
      await closeDatabase();
      openDatabase(target);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
