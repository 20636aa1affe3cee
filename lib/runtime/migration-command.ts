import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DatabaseTarget } from "@/lib/db/connection";
import { diffSchemas } from "@/lib/db/migrate";

/**
 * `npm run migration -- NAME --postgres URL` writes the next migration for both databases (the engine wants
 * a reachable server of each kind, whose tables it leaves alone); `--check` fails when the schema has
 * changes that no migration carries. What the migrations lead to is kept beside them as a schema.
 */
const { values, positionals } = parseArgs({
  options: { check: { type: "boolean" }, postgres: { type: "string" } },
  allowPositionals: true,
});

const carriedPath = "prisma/migrations/schema.prisma";
const schemaPath = "prisma/schema.prisma";
const sqlite: DatabaseTarget = {
  kind: "sqlite",
  path: join(mkdtempSync(join(tmpdir(), "gatehouse-")), "empty.db"),
};

function schemaFor(kind: DatabaseTarget["kind"], path: string): string {
  const provider = (name: string) => `provider = "${name}"`;
  return readFileSync(path, "utf8").replace(provider("sqlite"), provider(kind));
}

async function difference(target: DatabaseTarget): Promise<string> {
  const carried = existsSync(carriedPath) ? schemaFor(target.kind, carriedPath) : null;
  return diffSchemas(target, carried, schemaFor(target.kind, schemaPath));
}

async function check(): Promise<number> {
  const script = await difference(sqlite);
  if (script === "") return 0;
  process.stderr.write(`prisma/schema.prisma has changes without a migration:\n${script}\n`);
  return 1;
}

async function write(name: string, postgres: string): Promise<number> {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  for (const target of [sqlite, { kind: "postgresql", url: postgres } as const]) {
    const script = await difference(target);
    if (script === "") continue;
    const folder = join("prisma/migrations", target.kind, `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "migration.sql"), `${script}\n`);
    process.stdout.write(`${folder}\n`);
  }
  copyFileSync(schemaPath, carriedPath);
  return 0;
}

const name = positionals[0];
if (values.check) process.exit(await check());
if (name && values.postgres) process.exit(await write(name, values.postgres));
process.stderr.write("usage: npm run migration -- NAME --postgres URL | --check\n");
process.exit(2);
