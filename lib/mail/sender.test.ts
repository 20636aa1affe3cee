import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { type NewMail, queueMail } from "./outbox";
import { pausesMs, sendDueMails, tidyOutbox } from "./sender";
import { smtpTransport } from "./smtp";
import { startMailServer } from "./test-server";

vi.hoisted(() => vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of mail know"));

const start = new Date("2026-03-01T10:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const mail: NewMail = {
  event: "account.reset",
  recipient: "ada@example.com",
  subject: "Reset your password",
  body: "Open https://portal.example/reset?token=the-secret-token and go on.",
};

const queue = (changes: Partial<NewMail> = {}) =>
  transact((tx) => queueMail(tx, { ...mail, ...changes }, start));
const stored = async () => (await db().outboxMail.findMany())[0];

describe("the outbox", () => {
  useTestDatabase();
  let server: Awaited<ReturnType<typeof startMailServer>>;
  const transport = (url = server.url) => smtpTransport({ url, from: "Gatehouse <portal@gate.example>" });
  const send = async (now: Date, url?: string) => {
    const open = transport(url);
    const count = await sendDueMails(open, { now: () => now });
    open.close();
    return count;
  };

  beforeEach(async () => {
    await db().outboxMail.deleteMany();
    server = await startMailServer({
      answer: (recipient) =>
        recipient.startsWith("nobody") ? { code: 550, message: "No such mailbox" } : null,
    });
  });
  afterEach(() => server.close());

  it("sends a mail once, as it was written, to its one receiver", async () => {
    await queue({
      subject: "Grüße\r\nBcc: eve@example.com",
      body: "čaj & <kava>\n.\nhttps://x.example/?a=b",
    });
    expect(await send(start)).toBe(1);
    expect(await send(later(1_000_000))).toBe(0);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toMatchObject({
      from: "portal@gate.example",
      recipients: ["ada@example.com"],
      text: "čaj & <kava>\n.\nhttps://x.example/?a=b",
    });
    expect(server.mails[0]?.headers.get("bcc")).toBeUndefined();
    expect(server.mails[0]?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(await stored()).toMatchObject({ state: "sent", attempts: 1, lastError: null });
  });

  it("is written with the transaction of what it tells of, or not at all", async () => {
    const failing = transact(async (tx) => {
      await queueMail(tx, mail, start);
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    expect(await db().outboxMail.count()).toBe(0);
  });

  it("shows no text to whoever steals the database, and forgets a secret link once it is sent", async () => {
    await queue({ secretUntil: later(3_600_000) });
    expect(JSON.stringify(await stored())).not.toContain("the-secret-token");
    await send(start);
    expect(server.mails[0]?.text).toContain("the-secret-token");
    expect(await stored()).toMatchObject({ state: "sent", bodySealed: null });
  });

  it("sends each mail once when several processes send at the same time", async () => {
    for (let n = 0; n < 12; n += 1) await queue({ recipient: `dev${n}@example.com` });
    const counts = await Promise.all([send(start), send(start), send(start)]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(12);
    expect(new Set(server.mails.flatMap(({ recipients }) => recipients)).size).toBe(12);
    expect(server.mails).toHaveLength(12);
  });

  it("sends a link that ends before what a crowd is told", async () => {
    for (let n = 0; n < 25; n += 1) await queue({ recipient: `dev${n}@example.com` });
    await queue({ recipient: "new@example.com", secretUntil: later(7 * 24 * 3_600_000) });
    await queue({ recipient: "ada@example.com", secretUntil: later(3_600_000) });
    await send(start);
    expect(server.mails.slice(0, 2).flatMap(({ recipients }) => recipients)).toEqual([
      "ada@example.com",
      "new@example.com",
    ]);
  });

  it("tries again with growing pauses while the server is away, and then arrives", async () => {
    await queue();
    const away = "smtp://127.0.0.1:1";
    let now = start;
    for (const pauseMs of pausesMs.slice(0, 3)) {
      expect(await send(now, away)).toBe(0);
      expect((await stored())?.nextAttemptAt).toEqual(new Date(now.getTime() + pauseMs));
      expect(await send(new Date(now.getTime() + pauseMs - 1))).toBe(0);
      now = new Date(now.getTime() + pauseMs);
    }
    expect(await send(now)).toBe(1);
    expect(server.mails).toHaveLength(1);
  });

  it("gives up after the last pause, and says why", async () => {
    await queue();
    const attempts = pausesMs.length + 1;
    for (let n = 0; n < attempts; n += 1) await send(later(n * 200_000_000), "smtp://127.0.0.1:1");
    expect(await stored()).toMatchObject({ state: "failed", attempts });
    expect((await stored())?.lastError).toContain("ECONNREFUSED");
  });

  it("tries no second time what the server refuses for good", async () => {
    await queue({ recipient: "nobody@example.com" });
    await send(start);
    expect(await stored()).toMatchObject({ state: "failed", attempts: 1 });
    expect((await stored())?.lastError).toContain("No such mailbox");
  });

  it("leaves the mail of a process that died to the next one, under the same Message-ID", async () => {
    await queue();
    const dying = smtpTransport({ url: server.url, from: "portal@gate.example" });
    const died = sendDueMails(
      { send: (one) => dying.send(one).then(() => new Promise<never>(() => {})) },
      { now: () => start },
    );
    await expect.poll(() => server.mails).toHaveLength(1);
    expect(await send(later(60_000))).toBe(0);
    expect(await send(later(4 * 60_000))).toBe(1);
    const [first, second] = server.mails.map(({ headers }) => headers.get("message-id"));
    expect(second).toBe(first);
    void died;
    dying.close();
  });

  it("never sends a link that is over", async () => {
    await queue({ secretUntil: later(1_000) });
    expect(await send(later(2_000))).toBe(0);
    expect(server.mails).toHaveLength(0);
    expect(await stored()).toMatchObject({ state: "failed", bodySealed: null });
  });

  it("is tidied: links that are over lose their text, old mails go", async () => {
    await queue({ secretUntil: later(1_000) });
    await queue();
    await tidyOutbox(later(2_000));
    expect(await db().outboxMail.count({ where: { bodySealed: null } })).toBe(1);
    await tidyOutbox(later(31 * 24 * 3_600_000));
    expect(await db().outboxMail.count()).toBe(0);
  });
});
