import { describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { getHealth } from "./queries";

vi.hoisted(() => vi.stubEnv("DATA_DIR", "/tmp"));

const own = {
  recording: { queued: 0, dropped: 0 },
  shared: null,
  stateOf: (id: string) => (id === "down" ? ("open" as const) : ("closed" as const)),
};

describe("the health of a real installation", () => {
  useTestDatabase();

  it("is read from its database, its disk and its process", async () => {
    const backend = await db().backend.create({ data: { id: "down", url: "https://a.example" } });
    const names = { name: "Prices", slug: "prices", suffix: "prices" };
    await db().api.create({ data: { ...names, backendId: backend.id } });
    const at = new Date();
    const mail = { event: "e", recipient: "a@a.example", subject: "s", nextAttemptAt: at, createdAt: at };
    await db().outboxMail.create({ data: { ...mail, id: "m", state: "failed" } });
    const lines = await getHealth({ role: "admin" }, own);
    const byName = new Map(lines.map((line) => [line.name, line]));
    expect(byName.get("Database")?.value).toMatch(/^(SQLite|PostgreSQL), .* answers in \d+ ms$/);
    expect(byName.get("Backends")).toMatchObject({ state: "attention", value: "1 of 1 resting: Prices" });
    expect(byName.get("Mails")).toMatchObject({ state: "attention" });
    expect(byName.get("Disk of the data folder")?.value).toMatch(/ free of /);
    expect(byName.get("This process")?.value).toMatch(/^Gatehouse \d+\.\d+\.\d+, up for /);
  });

  it("is for administrators", async () => {
    await expect(getHealth({ role: "developer" }, own)).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(getHealth(null, own)).rejects.toMatchObject({ code: "not-allowed" });
  });
});
