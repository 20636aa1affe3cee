import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { POST as COPY } from "./[apiId]/copies/route";
import { POST as ADD_OPERATION } from "./[apiId]/operations/route";
import { POST } from "./route";
import { admin, context, demoApi, developer, execute, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of copies know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const copy = (apiId: string, input: object) => COPY(request("POST", input), context({ apiId }));
const operationsOf = (apiId: string) =>
  db().operation.findMany({ where: { apiId }, include: { policy: true }, orderBy: { position: "asc" } });

describe("a copy of an API", () => {
  useTestDatabase();
  let original = "";

  beforeEach(async () => {
    session.user = admin;
    await db().api.deleteMany();
    await db().product.upsert({
      where: { id: "starter" },
      create: { id: "starter", slug: "starter", name: "Starter" },
      update: {},
    });
    const input = {
      ...demoApi,
      tags: ["ml"],
      keyHeader: "X-Key",
      headersTimeoutMs: 9_000,
      productIds: ["starter"],
      credential: { kind: "bearer", secret: "a secret of the backend" },
    };
    original = (await readMade(await POST(request("POST", input)))).id;
    await ADD_OPERATION(request("POST", execute), context({ apiId: original }));
    const [operation] = await operationsOf(original);
    const document = { access: { allow: ["192.0.2.0/24"] } };
    await db().policy.create({ data: { id: `api:${original}`, apiId: original, document } });
    const operationId = operation?.id ?? "";
    await db().policy.create({ data: { id: `operation:${operationId}`, operationId, document } });
  });

  it("has the same settings, operations and policies, each its own", async () => {
    const { id, slug } = await readMade(await copy(original, { name: "Second", suffix: "/Second/" }));
    const made = await db().api.findUniqueOrThrow({
      where: { id },
      include: { backend: true, policy: true },
    });
    expect([slug, made.suffix, made.keyHeader, made.tags]).toEqual(["second", "second", "X-Key", ["ml"]]);
    expect([made.backend.url, made.backend.headersTimeoutMs]).toEqual([demoApi.webServiceUrl, 9_000]);
    const [[mine], [theirs]] = [await operationsOf(id), await operationsOf(original)];
    expect(mine?.id).not.toBe(theirs?.id);
    const content = ({
      displayName,
      method,
      urlTemplate,
      parameters,
      responses,
      slug,
    }: NonNullable<typeof mine>) => ({
      displayName,
      method,
      urlTemplate,
      parameters,
      responses,
      slug,
    });
    expect(mine && content(mine)).toEqual(theirs && content(theirs));
    expect([made.policy?.id, mine?.policy?.id]).toEqual([`api:${id}`, `operation:${mine?.id}`]);
    expect(mine?.policy?.document).toEqual(theirs?.policy?.document);
  });

  it("opens to nobody's key, and carries no credential", async () => {
    const { id } = await readMade(await copy(original, { name: "Second", suffix: "second" }));
    const made = await db().api.findUniqueOrThrow({
      where: { id },
      include: { backend: true, products: true },
    });
    expect([made.published, made.featured, made.products]).toEqual([false, false, []]);
    expect([made.backend.credentialKind, made.backend.credentialSealed]).toEqual(["none", null]);
  });

  it("needs a name and a suffix of its own, and an administrator", async () => {
    for (const [input, field] of [
      [{ name: demoApi.name, suffix: "second" }, "name"],
      [{ name: "Second", suffix: demoApi.suffix }, "suffix"],
      [{ name: "Second", suffix: "" }, "suffix"],
      [{ name: "Second", suffix: "second", published: true }, "published"],
    ] as const)
      expect((await readRefusal(await copy(original, input))).errors[0]?.field).toBe(field);
    expect((await copy("nothing", { name: "Second", suffix: "second" })).status).toBe(404);
    session.user = developer;
    expect((await copy(original, { name: "Second", suffix: "second" })).status).toBe(403);
    expect(await db().api.count()).toBe(1);
  });

  it("is heard of by the gateways and the audit log", async () => {
    const before = await readRevisions();
    const { id } = await readMade(await copy(original, { name: "Second", suffix: "second" }));
    expect((await readRevisions()).catalogue).toBe(before.catalogue + 1);
    const event = await db().auditEvent.findFirstOrThrow({ where: { targetId: id } });
    expect(event).toMatchObject({ action: "api.duplicate", after: { copyOf: original, name: "Second" } });
  });
});
