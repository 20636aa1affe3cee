import { beforeAll, describe, expect, it, vi } from "vitest";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { queueMails } from "./outbox";
import { listMails } from "./queries";
import { mailList } from "./schema";

vi.hoisted(() => vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the outbox's list know"));

const admin = { id: "grace", role: "admin" } as const;
const list = (changes: Partial<typeof mailList.usual> = {}) =>
  listMails(admin, { ...mailList.usual, ...changes });

describe("the list of the outbox", () => {
  useTestDatabase();

  beforeAll(async () => {
    for (let minute = 0; minute < 6; minute += 1) {
      const recipients = Array.from({ length: 10 }, (_, index) => `reader-${minute}-${index}@example.com`);
      const mail = { event: "api.changed", subject: `API Čakovec ${minute} was changed`, body: "News." };
      await transact((tx) =>
        queueMails(tx, { ...mail, recipients }, new Date(Date.UTC(2026, 10, 1, 12, minute))),
      );
    }
    await db().outboxMail.updateMany({
      where: { recipient: { startsWith: "reader-0-" } },
      data: { state: "failed" },
    });
  });

  it("has the newest first, page by page, each mail on one page", async () => {
    const pages = [await list(), await list({ page: 2 }), await list({ page: 3 })];
    expect(pages.map(({ items, total, pageCount }) => [items.length, total, pageCount])).toEqual([
      [25, 60, 3],
      [25, 60, 3],
      [10, 60, 3],
    ]);
    const all = pages.flatMap(({ items }) => items);
    expect(new Set(all.map(({ id }) => id)).size).toBe(60);
    expect(all.map(({ createdAtMs }) => createdAtMs)).toEqual(
      all.map(({ createdAtMs }) => createdAtMs).toSorted((a, b) => b - a),
    );
    expect(await list({ page: 9 })).toMatchObject({ page: 3 });
  });

  it("finds words in any order, without case and accents, and counts what it finds by state", async () => {
    const found = await list({ search: "cakovec READER-0-", show: "failed" });
    expect([found.total, found.counts]).toEqual([10, { all: 10, waiting: 0, sent: 0, failed: 10 }]);
    expect(found.items.every(({ recipient }) => recipient.startsWith("reader-0-"))).toBe(true);
    expect((await list({ search: "nobody" })).items).toEqual([]);
  });

  it("is sorted by each of its columns, either way", async () => {
    const first = async (changes: Partial<typeof mailList.usual>) => (await list(changes)).items[0];
    expect(await first({ sort: "to", order: "asc" })).toMatchObject({
      recipient: "reader-0-0@example.com",
    });
    expect(await first({ sort: "subject", order: "desc" })).toMatchObject({
      subject: "API Čakovec 5 was changed",
    });
    expect(await first({ sort: "state", order: "asc" })).toMatchObject({ state: "failed" });
    expect(await first({ sort: "written", order: "asc" })).toMatchObject({
      createdAtMs: Date.UTC(2026, 10, 1, 12, 0),
    });
  });

  it("is for administrators", async () => {
    await expect(listMails({ id: "ada", role: "developer" }, mailList.usual)).rejects.toMatchObject({
      code: "not-allowed",
    });
  });
});
