import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { recordAudit, systemActor } from "@/lib/audit/commands";
import { createOperation, deleteOperation } from "@/lib/catalogue/operation-commands";
import { operationInput } from "@/lib/catalogue/operation-schema";
import { db, transact } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { tellChangedApis } from "./changed-apis";
import { forgetOldTellings } from "./once";

vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of notifications know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const people = 250;
const ids = Array.from({ length: people }, (_, n) => `dev-${n}`);
const minuteMs = 60_000;
const start = new Date("2026-03-01T10:00:00Z");
const minute = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);

/** What the audit log says of the API, at a minute. */
async function record(at: number, { action = "api.update", before = {}, after: now = {} }) {
  const target = { targetType: "api", targetId: "api", targetName: "Churn" };
  await transact((tx) => recordAudit(tx, systemActor, { action, ...target, before, after: now }));
  const last = await db().auditEvent.findFirstOrThrow({ orderBy: { at: "desc" } });
  await db().auditEvent.update({ where: { id: last.id }, data: { at: minute(at) } });
}

async function mails() {
  const rows = await db().outboxMail.findMany({ select: { event: true, recipient: true } });
  return rows.map(({ event, recipient }) => `${event} > ${recipient}`).sort();
}
const toAll = (event: string) => ids.map((id) => `${event} > ${id}@example.com`).sort();

describe("a crowd of subscribers", () => {
  useTestDatabase();

  beforeAll(async () => {
    await db().product.create({ data: { id: "p", name: "Starter", slug: "starter" } });
    await db().backend.create({ data: { id: "backend", url: "https://backend.example" } });
    await db().api.create({
      data: { id: "api", name: "Churn", slug: "churn", suffix: "churn", backendId: "backend" },
    });
    await db().productApi.create({ data: { apiId: "api", productId: "p" } });
    await db().user.createMany({
      data: ids.map((id) => ({ id, email: `${id}@example.com`, name: id })),
    });
    await db().subscription.createMany({
      data: ids.map((id) => ({ userId: id, productId: "p", name: "Churn", state: "active" })),
    });
  });

  beforeEach(async () => {
    await db().outboxMail.deleteMany();
    await db().toldOnce.deleteMany();
    await db().auditEvent.deleteMany();
    await db().eventRule.deleteMany();
  });

  it("is told of a change one block after the other, and what else there is to do is done in between", async () => {
    await record(0, {});
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    await tellChangedApis(minute(11));
    clearImmediate(next);
    expect(await mails()).toEqual(toAll("api.changed"));
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it("is told once each, by however many processes, and an added address once as well", async () => {
    const copies = ["team@example.com", `${ids.at(-1)}@example.com`];
    await db().eventRule.create({ data: { event: "api.changed", copies } });
    await record(0, {});
    await Promise.all([
      tellChangedApis(minute(11)),
      tellChangedApis(minute(11)),
      tellChangedApis(minute(11)),
    ]);
    expect(await mails()).toEqual([...toAll("api.changed"), "api.changed > team@example.com"].sort());
  });

  it("is told to the end by the next process when one has died half-way", async () => {
    await record(0, {});
    const stopped = new AbortController().signal;
    vi.spyOn(stopped, "aborted", "get").mockReturnValueOnce(false).mockReturnValue(true);
    await tellChangedApis(minute(11), stopped);
    expect(await mails()).toHaveLength(100);
    await tellChangedApis(minute(12));
    expect(await mails()).toEqual(toAll("api.changed"));
  });

  it("is told of an operation that is gone, and of an import", async () => {
    const editor = { viewer: { role: "admin" }, actor: systemActor } as const;
    const input = operationInput.parse({ displayName: "Score", method: "POST", urlTemplate: "/score" });
    const { id } = await createOperation(editor, "api", input);
    await db().auditEvent.deleteMany();
    await deleteOperation(editor, "api", id);
    await db().auditEvent.updateMany({ data: { at: minute(0) } });
    await tellChangedApis(minute(11));
    expect(await mails()).toEqual(toAll("api.changed"));
    await db().outboxMail.deleteMany();
    await record(20, { action: "api.import" });
    await tellChangedApis(minute(31));
    expect(await mails()).toEqual(toAll("api.changed"));
  });

  it("hears once that an API is published, and of later changes that it has changed", async () => {
    await record(0, { before: { published: false }, after: { published: true } });
    await tellChangedApis(minute(11));
    expect(await mails()).toEqual(toAll("api.published"));
    await db().outboxMail.deleteMany();
    await record(60, { before: { summary: "a" }, after: { summary: "b" } });
    await tellChangedApis(minute(71));
    expect(await mails()).toEqual(toAll("api.changed"));
  });

  it("is forgotten long after, but for a quota that never starts again", async () => {
    const at = minute(0);
    await db().toldOnce.createMany({
      data: ["quota.reached:s:l:", "quota.reached:s:l:1"].map((key) => ({ key, at })),
    });
    await forgetOldTellings(minute(366 * 24 * 60));
    expect(await db().toldOnce.count()).toBe(2);
    await forgetOldTellings(minute(401 * 24 * 60));
    expect(await db().toldOnce.findMany({ select: { key: true } })).toEqual([{ key: "quota.reached:s:l:" }]);
  });
});
