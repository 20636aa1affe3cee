import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { databaseKind, db } from "@/lib/db/client";
import { env } from "@/lib/env";
import manifest from "@/package.json";
import { type HealthFacts, judgeHealth } from "./judge";
import type { HealthLine } from "./schema";

/** What only the running process knows. */
export interface ProcessFacts extends Pick<HealthFacts, "recording" | "shared"> {
  stateOf(backendId: string): "closed" | "open" | "half-open";
}

/** How the parts of the system do now. @throws AppError not-allowed */
export async function getHealth(
  viewer: CatalogueViewer | null,
  { stateOf, ...own }: ProcessFacts,
  now = new Date(),
): Promise<HealthLine[]> {
  requireManager(viewer);
  const { dataDir, smtp } = env();
  const [database, mails, webhooks, backends, lastCallAt, disk] = await Promise.all([
    readDatabase(dataDir),
    countMails(now),
    countDeliveries(now),
    listBackendStates(stateOf),
    lastCall(),
    readDisk(dataDir),
  ]);
  const facts = { ...own, database, webhooks, backends, lastCallAt, disk };
  return judgeHealth({
    ...facts,
    mails: { ...mails, isSent: smtp !== undefined },
    version: manifest.version,
    upSeconds: process.uptime(),
    now,
  });
}

async function readDatabase(dataDir: string): Promise<HealthFacts["database"]> {
  const startedMs = performance.now();
  await db().revision.count();
  const answerMs = performance.now() - startedMs;
  return { kind: databaseKind(), answerMs, bytes: await databaseBytes(dataDir) };
}

const sizeRow = z.array(z.object({ bytes: z.coerce.number() })).min(1);

async function databaseBytes(dataDir: string): Promise<number> {
  if (databaseKind() === "postgresql") {
    const rows = sizeRow.parse(await db().$queryRaw`SELECT pg_database_size(current_database()) AS bytes`);
    return rows[0]?.bytes ?? 0;
  }
  const files = ["gatehouse.db", "gatehouse.db-wal"].map((name) => fileBytes(join(dataDir, name)));
  return (await Promise.all(files)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Zero for a file that is not there: the write-ahead log comes and goes. */
async function fileBytes(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

async function readDisk(dataDir: string): Promise<HealthFacts["disk"]> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

async function countMails(now: Date) {
  const due = new Date(now.getTime() - 5 * minuteMs);
  const [waiting, overdue, failed] = await Promise.all([
    db().outboxMail.count({ where: { state: "waiting" } }),
    db().outboxMail.count({ where: { state: "waiting", nextAttemptAt: { lt: due } } }),
    db().outboxMail.count({ where: { state: "failed" } }),
  ]);
  return { waiting, overdue, failed };
}

async function countDeliveries(now: Date): Promise<HealthFacts["webhooks"]> {
  const since = new Date(now.getTime() - dayMs);
  const [failed, retrying] = await Promise.all([
    db().webhookDelivery.count({ where: { state: "failed", createdAt: { gte: since } } }),
    db().webhookDelivery.count({ where: { state: "waiting", attempts: { gt: 0 } } }),
  ]);
  return { failed, retrying };
}

/** Backends that rest, by the name of their API. */
async function listBackendStates(stateOf: ProcessFacts["stateOf"]): Promise<HealthFacts["backends"]> {
  const rows = await db().backend.findMany({
    select: { id: true, apis: { select: { name: true } }, poolApi: { select: { name: true } } },
  });
  const resting = rows.filter(({ id }) => stateOf(id) !== "closed");
  const names = resting.map(({ apis, poolApi }) => poolApi?.name ?? apis[0]?.name ?? "");
  return { all: rows.length, resting: [...new Set(names)].sort() };
}

async function lastCall(): Promise<Date | null> {
  const found = await db().call.findFirst({ orderBy: { at: "desc" }, select: { at: true } });
  return found?.at ?? null;
}
