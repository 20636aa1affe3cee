import Sqlite from "better-sqlite3";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { applyConfiguration } from "@/lib/configuration/commands";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";

vi.hoisted(() => vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of large configurations know"));

const grace = { id: "grace", email: "grace@example.com", name: "Grace", role: "admin" } as const;
const editor = {
  viewer: grace,
  actor: { id: "grace", name: "grace", address: null, requestId: null },
  byToken: false,
};

const count = Number(process.env.MANY ?? 120);
const file = (limit: number, operations = count) => `gatehouse: 1
apis:
  - name: Many
    suffix: many
    backend: {webServiceUrl: https://a.example}
    operations:
${Array.from(
  { length: operations },
  (_, index) => `      - displayName: Operation ${index}
        method: GET
        urlTemplate: /operations/${index}
        description: Below ${limit}.
        policy: {limits: [{kind: rate, measure: calls, limit: ${limit}, periodSeconds: 60}]}
`,
).join("")}`;

describe("a configuration with very many operations", () => {
  useTestDatabase();
  let statements = 0;

  beforeAll(async () => {
    await db().user.create({ data: { id: "grace", email: grace.email, name: "Grace", role: "admin" } });
    const { prepare } = Sqlite.prototype;
    vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, sql: string) {
      statements += 1;
      return prepare.call(this, sql);
    });
  });

  const apply = async (document: string) => {
    statements = 0;
    const started = performance.now();
    const { differences } = await applyConfiguration(editor, { document, prune: true });
    if (process.env.MANY) console.log(count, Math.round(performance.now() - started), "ms", statements);
    // One each would be as many as there are operations.
    expect(statements).toBeLessThan(count);
    return differences.length;
  };
  const policies = () => db().policy.findMany({ orderBy: { id: "asc" } });

  it("is made, changed and removed in few statements, ids and counters kept", async () => {
    await apply(file(7));
    const [before, limits] = [await db().operation.findMany({ orderBy: { id: "asc" } }), await policies()];
    expect([before.length, limits.length]).toEqual([count, count]);

    expect(await apply(file(8))).toBe(count);
    const after = await db().operation.findMany({ orderBy: { id: "asc" } });
    expect(after.map(({ id, position, createdAt }) => [id, position, createdAt])).toEqual(
      before.map(({ id, position, createdAt }) => [id, position, createdAt]),
    );
    expect(after.every(({ description }) => description === "Below 8.")).toBe(true);
    expect(await policies()).toMatchObject(
      limits.map(({ id }) => ({ id, document: { limits: [{ limit: 8, id: "rate-calls-60" }] } })),
    );

    await apply(file(8, 1));
    expect([await db().operation.count(), await db().policy.count()]).toEqual([1, 1]);
    expect(await db().auditEvent.count({ where: { action: "operation.delete" } })).toBe(count - 1);
  });
});
