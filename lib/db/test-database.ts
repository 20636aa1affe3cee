import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { closeDatabase, databaseKind, db, openDatabase } from "./client";
import type { DatabaseTarget } from "./connection";
import { migrate } from "./migrate";

/**
 * Opens a fresh, migrated database around the tests of the enclosing file or `describe`: SQLite, or PostgreSQL
 * when TEST_DATABASE_URL names a server on which databases may be created.
 */
export function useTestDatabase(): void {
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const server = process.env.TEST_DATABASE_URL;
    const made = server ? await createPostgres(server) : await createSqlite();
    remove = made.remove;
    openDatabase(made.target);
  });

  afterAll(async () => {
    await closeDatabase();
    await remove();
  });
}

interface TestDatabase {
  target: DatabaseTarget;
  remove(): Promise<void>;
}

let sqliteTemplate: Promise<string> | undefined;

async function createSqliteTemplate(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), "gatehouse-template-")), "template.db");
  await migrate({ kind: "sqlite", path });
  return path;
}

async function createSqlite(): Promise<TestDatabase> {
  sqliteTemplate ??= createSqliteTemplate();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  const path = join(folder, "test.db");
  copyFileSync(await sqliteTemplate, path);
  return {
    target: { kind: "sqlite", path },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createPostgres(server: string): Promise<TestDatabase> {
  const name = `gatehouse_test_${randomUUID().replaceAll("-", "")}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const target = { kind: "postgresql" as const, url: url.href };
  await migrate(target);
  return { target, remove: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

const names = z.array(z.object({ name: z.string() }));

/** All that stands in the database, every table of it, as text. */
export async function wholeDatabase(): Promise<string> {
  const tables =
    databaseKind() === "sqlite"
      ? `SELECT name FROM sqlite_master WHERE type = 'table'`
      : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const contents: unknown[] = [];
  for (const { name } of names.parse(await db().$queryRawUnsafe(tables))) {
    contents.push(name, await db().$queryRawUnsafe(`SELECT * FROM "${name}"`));
  }
  return JSON.stringify(contents, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
