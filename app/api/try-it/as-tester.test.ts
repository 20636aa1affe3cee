import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { Bulkheads } from "@/lib/gateway/bulkhead";
import { installedSecrets } from "@/lib/keys/installed";
import { startDraft } from "@/lib/revisions/commands";
import { type Runtime, startRuntime } from "@/lib/runtime";
import type { TryItInput } from "@/lib/try-it/schema";
import { POST } from "./route";
import {
  ada,
  backendSecret,
  input,
  type Listener,
  post,
  readCourse,
  seedCatalogue,
  startListener,
} from "./testing";

const session = vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of testers know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  return { user: null as SignedInUser | null };
});
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const admin: SignedInUser = { id: "root", email: "root@example.com", name: "Root", role: "admin" };

const test = (more: Partial<TryItInput> = {}) =>
  POST(post(input({ subscriptionId: null, asTester: true, ...more })));

describe("an administrator's test of an API that nobody else sees", () => {
  useTestDatabase();
  let backend: Listener;
  let running: Runtime;

  beforeAll(async () => {
    backend = await startListener((_, response) => response.end("ok"));
    await seedCatalogue(backend.url);
    await db().api.update({ where: { id: (await demo()).id }, data: { published: false } });
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
  });
  afterAll(async () => {
    await running.close();
    await backend.close();
  });
  beforeEach(() => {
    session.user = admin;
    backend.requests.length = 0;
  });

  const demo = () => db().api.findFirstOrThrow({ where: { suffix: "demo" } });

  it("needs no subscription, carries the backend's credential and is told like every call", async () => {
    const { head, report } = await readCourse(await test());
    expect(head?.status).toBe(200);
    expect(report).toMatchObject({ status: 200, refusal: null });
    expect(backend.requests[0]?.headers.authorization).toBe(`Bearer ${backendSecret}`);
  });

  it("is refused to a developer and a visitor, whatever they may see, and reaches no backend", async () => {
    session.user = ada;
    expect((await test()).status).toBe(403);
    expect((await test({ operationId: "open-score" })).status).toBe(403);
    session.user = null;
    expect((await test({ operationId: "open-score" })).status).toBe(403);
    expect(backend.requests).toEqual([]);
  });

  it("opens nothing to the same administrator's other calls", async () => {
    const { report } = await readCourse(await test({ asTester: false }));
    expect(report?.refusal?.code).toBe("missing-key");
    expect(backend.requests).toEqual([]);
  });

  it("of a draft goes through the draft, and is told as a call of its API; the API answers as before", async () => {
    const { id } = await demo();
    const actor = { id: admin.id, name: admin.email, address: null, requestId: null };
    const draft = await startDraft({ viewer: admin, actor }, id);
    const drafted = await db().operation.findFirstOrThrow({ where: { apiId: draft.id } });
    await db().operation.update({
      where: { id: drafted.id },
      data: { urlTemplate: "/drafted/{model}?v={version}" },
    });
    const entered = vi.spyOn(Bulkheads.prototype, "enter");
    const course = await readCourse(await test({ operationId: drafted.id }));
    expect([course.head?.status, backend.requests[0]?.url]).toEqual([200, "/drafted/m1?v=2.0"]);
    expect(backend.requests[0]?.headers.authorization).toBe(`Bearer ${backendSecret}`);
    await vi.waitFor(
      async () => {
        const call = await db().call.findUniqueOrThrow({ where: { id: course.report?.requestId ?? "" } });
        expect([call.apiId, call.operationId, call.source]).toEqual([id, "demo-score", "console"]);
      },
      { timeout: 10_000, interval: 100 },
    );

    await readCourse(await test());
    expect(backend.requests[1]?.url).toBe("/score/m1?v=2.0");
    // Both take places in one count of the backend's calls: what a process may do is not doubled by tests.
    expect([entered.mock.contexts.length, new Set(entered.mock.contexts).size]).toEqual([2, 1]);
    session.user = ada;
    expect((await test({ operationId: drafted.id })).status).toBe(403);
    expect((await test({ operationId: drafted.id, asTester: false })).status).toBe(404);
    session.user = admin;
    expect((await test({ operationId: drafted.id, asTester: false })).status).toBe(404);
    expect(backend.requests).toHaveLength(2);
  });

  it("as a subscription passes only with one's own", async () => {
    const { report } = await readCourse(await test({ subscriptionId: "adas" }));
    expect(report?.refusal?.code).toBe("invalid-key");
    expect(backend.requests).toEqual([]);
  });
});
