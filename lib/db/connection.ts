import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";

/** Where the data lives. A SQLite path is a file; a PostgreSQL URL may carry `?schema=`. */
export type DatabaseTarget = { kind: "sqlite"; path: string } | { kind: "postgresql"; url: string };

export function databaseTarget(settings: {
  databaseUrl: string | undefined;
  dataDir: string;
}): DatabaseTarget {
  if (settings.databaseUrl) return { kind: "postgresql", url: settings.databaseUrl };
  mkdirSync(settings.dataDir, { recursive: true });
  return { kind: "sqlite", path: join(settings.dataDir, "gatehouse.db") };
}

/**
 * better-sqlite3 waits for a lock synchronously, which would stop every call through the gateway. So the
 * wait in the engine is short, and `retryWhileBusy` waits without blocking.
 */
const busyTimeoutMs = 5;

/** What durability and integrity rest on; each connection needs it. */
export const sqliteSetUp = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
`;

/** The adapter sets none of the pragmas that durability and integrity rest on; this one sets them on every connection. */
class SqliteAdapterFactory extends PrismaBetterSqlite3 {
  override async connect() {
    const adapter = await super.connect();
    await adapter.executeScript(sqliteSetUp);
    return adapter;
  }

  override async connectToShadowDb() {
    const adapter = await super.connectToShadowDb();
    await adapter.executeScript(sqliteSetUp);
    return adapter;
  }
}

export function adapterFactory(target: DatabaseTarget) {
  if (target.kind === "sqlite") {
    return new SqliteAdapterFactory({ url: `file:${target.path}`, timeout: busyTimeoutMs });
  }
  const schema = URL.parse(target.url)?.searchParams.get("schema") ?? undefined;
  return new PrismaPg(
    { connectionString: target.url, max: 10, connectionTimeoutMillis: 4_000 },
    schema ? { schema } : undefined,
  );
}
