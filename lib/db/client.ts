import { AppError } from "@/lib/errors";
import { adapterFactory, type DatabaseTarget } from "./connection";
import { checked, endFirstCheck } from "./first-check";
import { PrismaClient as PostgresClient } from "./generated/postgresql/client";
import { type Prisma, PrismaClient as SqliteClient } from "./generated/sqlite/client";
import { isBusy, isQueued, retryWhileBusy } from "./retry";
import { isUnavailable } from "./unavailable";

export type { Prisma } from "./generated/sqlite/client";

/** The two generated clients have one shape; SQLite's stands for both. */
export type Client = SqliteClient;
export type Transaction = Prisma.TransactionClient;

interface Holder {
  target: DatabaseTarget;
  client: Client;
  /** What ends with it. */
  closers: (() => Promise<void>)[];
}

/**
 * The server and Next bundle this module separately, yet there must be one connection: the holder lives on
 * the global object.
 */
const holderKey = Symbol.for("gatehouse.database");
const globals = globalThis as { [holderKey]?: Holder };

function createClient(target: DatabaseTarget): Client {
  const adapter = adapterFactory(target);
  const options = { adapter, transactionOptions: { maxWait: 1_000, timeout: 8_000 } };
  if (target.kind === "sqlite") return new SqliteClient(options);
  // Generated from the same models (bin/generate.mjs), so the shapes are the same.
  return new PostgresClient(options) as unknown as Client;
}

export function openDatabase(target: DatabaseTarget): Client {
  const client = createClient(target);
  globals[holderKey] = { target, client, closers: [] };
  return client;
}

function holder(): Holder {
  const found = globals[holderKey];
  if (!found) throw new AppError("not-ready", "The database is not open yet. Try again in a moment.");
  return found;
}

/** The open database. */
export function db(): Client {
  return holder().client;
}

/** Where it lives. */
export function openTarget(): DatabaseTarget {
  return holder().target;
}

export function databaseKind(): DatabaseTarget["kind"] {
  return openTarget().kind;
}

/** Has `close` run, and waited for, when the database is closed. */
export function closeWithDatabase(close: () => Promise<void>): void {
  holder().closers.push(close);
}

export async function closeDatabase(): Promise<void> {
  const found = globals[holderKey];
  delete globals[holderKey];
  await Promise.all((found?.closers ?? []).map((close) => close()));
  await found?.client.$disconnect();
}

/**
 * A lock met at COMMIT, or a full disk, can leave the SQLite adapter's client inside a transaction for good. Such a client is
 * replaced; whoever still holds it gets its errors, the next caller a clean one.
 */
async function replaceIfStuck(used: Client): Promise<void> {
  const found = holder();
  if (found.target.kind !== "sqlite" || found.client !== used) return;
  found.client = createClient(found.target);
  await used.$disconnect();
}

/**
 * Runs `work` in one transaction and retries it while the database is locked. It has eight seconds, unless said otherwise.
 * @throws AppError not-ready when the lock outlasts the wait.
 */
export async function transact<Result>(
  work: (tx: Transaction) => Promise<Result>,
  { timeoutMs }: { timeoutMs?: number } = {},
): Promise<Result> {
  return retryWhileBusy(async () => {
    const client = db();
    try {
      const options = timeoutMs === undefined ? {} : { timeout: timeoutMs };
      const result = await client.$transaction((tx) => checked(tx, work), options);
      endFirstCheck();
      return result;
    } catch (error) {
      const mayBeStuck = isBusy(error) || isUnavailable(error);
      if (mayBeStuck && !isQueued(error)) await replaceIfStuck(client);
      throw error;
    }
  });
}
