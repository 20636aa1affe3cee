import { describe, expect, it } from "vitest";
import { type HealthFacts, judgeHealth } from "./judge";

const gib = 1024 ** 3;
const well: HealthFacts = {
  database: { kind: "sqlite", answerMs: 0.4, bytes: 3 * 1024 * 1024 },
  shared: { isReachable: true, processes: 2 },
  recording: { queued: 0, dropped: 0 },
  lastCallAt: new Date("2026-11-23T10:00:00Z"),
  mails: { waiting: 0, overdue: 0, failed: 0, isSent: true },
  webhooks: { failed: 0, retrying: 0 },
  disk: { freeBytes: 40 * gib, totalBytes: 100 * gib },
  backends: { all: 3, resting: [] },
  version: "0.1.0",
  upSeconds: 7_300,
  now: new Date("2026-11-23T10:02:05Z"),
};

describe("the system's health", () => {
  it("is told in figures, without advice, where all is well", () => {
    const lines = judgeHealth(well);
    expect(lines.map(({ name, state, value }) => `${name}: ${state}: ${value}`)).toEqual([
      "Database: good: SQLite, 3 MB, answers in 1 ms",
      "Redis: good: 2 gateway processes count in it",
      "Call log: good: Last call stored 2 minutes ago, 0 waiting",
      "Backends: good: 3 backends, none resting",
      "Mails: good: 0 waiting, 0 failed",
      "Webhooks: good: Nothing failed in the last day",
      "Disk of the data folder: good: 40 GB free of 100 GB",
      "This process: info: Gatehouse 0.1.0, up for 2 hours",
    ]);
    expect(lines.every(({ advice }) => advice === null)).toBe(true);
  });

  it.each<[string, Partial<HealthFacts>, string, "attention" | "bad"]>([
    ["slow database", { database: { kind: "postgresql", answerMs: 900, bytes: 5 } }, "Database", "attention"],
    ["Redis away", { shared: { isReachable: false, processes: 0 } }, "Redis", "bad"],
    ["lost records", { recording: { queued: 9, dropped: 1 } }, "Call log", "bad"],
    ["records that wait", { recording: { queued: 5_000, dropped: 0 } }, "Call log", "attention"],
    ["a resting backend", { backends: { all: 3, resting: ["Prices"] } }, "Backends", "attention"],
    ["overdue mails", { mails: { waiting: 3, overdue: 3, failed: 0, isSent: true } }, "Mails", "bad"],
    ["failed mails", { mails: { waiting: 0, overdue: 0, failed: 1, isSent: true } }, "Mails", "attention"],
    ["no mail server", { mails: { waiting: 3, overdue: 3, failed: 0, isSent: false } }, "Mails", "attention"],
    ["webhooks given up", { webhooks: { failed: 1, retrying: 0 } }, "Webhooks", "bad"],
    ["webhooks to be tried again", { webhooks: { failed: 0, retrying: 1 } }, "Webhooks", "attention"],
    [
      "little room",
      { disk: { freeBytes: 900 * 1024 ** 2, totalBytes: gib } },
      "Disk of the data folder",
      "attention",
    ],
    ["hardly any room", { disk: { freeBytes: 1024, totalBytes: gib } }, "Disk of the data folder", "bad"],
  ])("says what to do about %s, and of nothing else", (_, facts, name, state) => {
    const poor = judgeHealth({ ...well, ...facts }).filter(({ advice }) => advice !== null);
    expect(poor).toMatchObject([{ name, state }]);
  });

  it("has no Redis where none is set", () => {
    expect(judgeHealth({ ...well, shared: null }).map(({ name }) => name)).not.toContain("Redis");
  });
});
