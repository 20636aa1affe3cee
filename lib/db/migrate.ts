import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import { adapterFactory, type DatabaseTarget } from "./connection";
import { withSchemaEngine } from "./schema-engine";

const noFilters = { externalTables: [], externalEnums: [] };

/** Reads `prisma/migrations/<kind>`: one folder a migration, in the order of their names. */
export async function readMigrations(kind: DatabaseTarget["kind"], root: string): Promise<MigrationList> {
  const baseDir = join(root, "prisma/migrations", kind);
  const names = (await readdir(baseDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  );
  const lockfile = {
    path: "migration_lock.toml",
    content: await readFile(join(baseDir, "migration_lock.toml"), "utf8"),
  };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

/** The migrations recorded as applied, without loading the schema engine. A fresh database has none. */
async function appliedMigrations(target: DatabaseTarget): Promise<Set<string>> {
  const connection = await adapterFactory(target).connect();
  try {
    const { rows } = await connection.queryRaw({
      sql: 'SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL',
      args: [],
      argTypes: [],
    });
    return new Set(rows.map((row) => String(row[0])));
  } catch (error) {
    const missingTable = /no such table|does not exist|TableDoesNotExist/i;
    if (missingTable.test(error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : "")) {
      return new Set();
    }
    throw error;
  } finally {
    await connection.dispose();
  }
}

/** Brings a database up to date and answers the names of the migrations that were applied. */
export async function migrate(target: DatabaseTarget, root = process.cwd()): Promise<string[]> {
  const migrationsList = await readMigrations(target.kind, root);
  const applied = await appliedMigrations(target);
  if (migrationsList.migrationDirectories.every(({ path }) => applied.has(path))) return [];
  return withSchemaEngine(target, undefined, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
    return appliedMigrationNames;
  });
}

/** The SQL that leads from one schema to another (`null`: from nothing); empty when they agree. Reads no tables. */
export async function diffSchemas(target: DatabaseTarget, from: string | null, to: string): Promise<string> {
  const datamodel = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: "schema.prisma", content }],
  });
  const { stdout } = await withSchemaEngine(target, to, (engine) =>
    engine.diff({
      from: from === null ? { tag: "empty" } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: null,
      filters: noFilters,
    }),
  );
  const script = stdout?.trim() ?? "";
  return script === "-- This is an empty migration." ? "" : script;
}
