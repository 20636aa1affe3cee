import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase, db, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { listMails } from "@/lib/mail/queries";
import { mailList } from "@/lib/mail/schema";
import { sendDueMails, tidyOutbox } from "@/lib/mail/sender";
import { tellChangedApis } from "@/lib/notifications/changed-apis";
import { forgetOldTellings } from "@/lib/notifications/once";
import { tellExpiring, tellQuotas } from "@/lib/notifications/periodic";
import { tidySessions } from "@/lib/sessions/commands";
import { forgetCallers } from "@/lib/users/forget-callers";
import { forgetDeparted } from "@/lib/users/forget-departed";
import { countGuess } from "@/lib/users/guess-limit";
import { sendDueDeliveries, tidyDeliveries } from "@/lib/webhooks/sender";

/** Tables that grow with use; of the others each has a page or two. */
const grown =
  /^SCAN (?:User|Session|Identity|MailLink|OutboxMail|WebhookDelivery|ToldOnce|Subscription\w*|QuotaUsage|JobOwner|Call|AuditEvent|GuessCount|t\d|j\d|[a-z])\b(?!.*COVERING)/;

const plan = z.array(z.object({ detail: z.string() }));

describe("what is done again and again", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-housekeeping-"));
  const path = join(folder, "test.db");
  const statements = new Set<string>();

  beforeAll(async () => {
    await migrate({ kind: "sqlite", path });
    openDatabase({ kind: "sqlite", path });
    const limits = [{ id: "quota", kind: "quota", measure: "calls", limit: 10, periodSeconds: 3_600 }];
    await db().product.create({ data: { name: "P", slug: "p", limits } });
    await db().departure.create({ data: { userId: "u", email: "u@example.com", names: [], part: "outbox" } });
    const { prepare } = Sqlite.prototype;
    vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, sql: string) {
      statements.add(sql);
      return prepare.call(this, sql);
    });
  });

  afterAll(async () => {
    vi.restoreAllMocks();
    await closeDatabase();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["tidying the outbox", () => tidyOutbox()],
    ["sending mail", () => sendDueMails({ send: async () => undefined })],
    ["listing the outbox", () => listMails({ id: "u", role: "admin" }, mailList.usual)],
    ["searching the outbox", () => listMails({ id: "u", role: "admin" }, { ...mailList.usual, search: "a" })],
    ["telling webhooks", () => sendDueDeliveries(async () => 200)],
    ["tidying the log of webhooks", () => tidyDeliveries()],
    ["reminding of subscriptions that end", () => tellExpiring()],
    ["telling of quotas", () => tellQuotas()],
    ["telling of changed APIs", () => tellChangedApis()],
    ["forgetting what was told", () => forgetOldTellings()],
    ["taking deleted accounts out of calls", () => forgetCallers()],
    ["forgetting whose account is deleted", () => forgetDeparted()],
    ["forgetting old sessions", () => tidySessions()],
    ["forgetting guesses", () => countGuess({ email: "a@example.com", address: null }, new Date())],
  ])("reads no table whole that grows with use: %s", async (_, work) => {
    statements.clear();
    await work();
    const reader = new Sqlite(path, { readonly: true });
    const seen = [...statements].filter((sql) => /^\s*(?:SELECT|UPDATE|DELETE)/i.test(sql));
    expect(seen).not.toEqual([]);
    const scans = seen.flatMap((sql) => {
      const values = Array.from(sql.match(/\?/g) ?? [], () => null);
      const steps = plan.parse(reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values));
      return steps.filter(({ detail }) => grown.test(detail)).map(({ detail }) => `${detail}: ${sql}`);
    });
    reader.close();
    expect(scans).toEqual([]);
  });
});
