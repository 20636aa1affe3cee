import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { type Runtime, startRuntime } from "@/lib/runtime";
import { hashPassword } from "@/lib/users/password-hash";

const { TestBrowser } = await vi.hoisted(() => import("@/lib/auth/test-browser"));

/** Every route on disk, by every method, with what nobody means well by: answered, and never by a failure of ours. */

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Route = Parameters<InstanceType<typeof TestBrowser>["send"]>[0];
type Documented = Route & { docs?: { query?: unknown; body?: unknown } };

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts") && !path.startsWith("auth/"))
  .sort();

const deep = JSON.parse(`${'{"a":['.repeat(500)}1${"]}".repeat(500)}`) as unknown;
const operators = [{ contains: "@" }, { not: null }, { gt: "" }, { in: ["a"] }, { set: "x" }];
const hostileTexts = [
  "",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\r\nSet-Cookie: a=b",
  "=cmd|' /C calc'!A0",
  '\'; DROP TABLE "User"; --',
  "../../etc/passwd",
  "{{secret}}",
  "x".repeat(20_000),
];
const hostileValues: unknown[] = [
  ...hostileTexts,
  ...operators,
  null,
  true,
  -1,
  1e308,
  2 ** 63,
  0.1,
  [],
  [[]],
  {},
  ["\u0000", null, {}],
  deep,
  { __proto__: null, constructor: { prototype: { role: "admin" } } },
];

/** Sent in one field or parameter alone, where what is left out stays or gets its default. */
const aloneValues: unknown[] = ["a\u0000b", "\ud800", { contains: "@" }, deep];

/** The names that an object's schema, or any of a union's, has. */
function namesIn(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodPipe) return namesIn(schema.in);
  if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap(namesIn))];
  return [];
}

const problem = z.object({ errors: z.array(z.object({ field: z.string() })).default([]) });

describe("the JSON routes", { timeout: 60_000 }, () => {
  useTestDatabase();
  let running: Runtime;
  const browser = new TestBrowser();

  beforeAll(async () => {
    const passwordHash = await hashPassword("velvet anchor thirty plums");
    await db().user.create({
      data: { id: "admin", email: "admin@example.com", name: "Admin", role: "admin", passwordHash },
    });
    await signIn();
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: [],
      allowHttp: true,
      realm: "https://portal.example",
    });
  });
  afterAll(() => running.close());

  /** As an administrator, who stays one, and whose session some routes end. */
  async function ask(route: Route, call: Parameters<InstanceType<typeof TestBrowser>["send"]>[1]) {
    const data = { role: "admin", state: "active" };
    const { count } = await db().user.updateMany({ where: { id: "admin" }, data });
    if (count === 0) throw new Error("the administrator is gone");
    let response = await browser.send(route, call);
    if (response.status === 401) {
      await signIn();
      response = await browser.send(route, call);
    }
    await response.body?.cancel();
    return response;
  }

  async function signIn(): Promise<void> {
    const { cookies } = await TestBrowser.of("admin");
    for (const [name, value] of cookies) browser.cookies.set(name, value);
  }

  /** The names of the body's fields, as the route's own refusals tell them. */
  async function fieldsOf(route: Route, method: string, params: Record<string, string>): Promise<string[]> {
    const response = await browser.send(route, { method, params, json: {} });
    if (response.status !== 400) return [];
    const { errors } = problem.parse(await response.json());
    return [...new Set(errors.map(({ field }) => field.split(".")[0] ?? ""))].filter((field) => field !== "");
  }

  it.each(files)("%s", async (file) => {
    const path = join(import.meta.dirname, file);
    const names = [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
    const handlers = (await import(path)) as Record<string, Documented | undefined>;
    const readsBody = /\bbody: /.test(readFileSync(path, "utf8"));
    for (const method of methods) {
      const route = handlers[method];
      if (route === undefined) continue;
      const expectAnswer = async (sent: {
        json?: unknown;
        path?: string;
        params?: Record<string, string>;
      }) => {
        const params = sent.params ?? Object.fromEntries(names.map((name) => [name, "none"]));
        const { status } = await ask(route, { method, ...sent, params });
        expect({ method, sent: JSON.stringify(sent).slice(0, 200), status }).toEqual(
          expect.objectContaining({ status: expect.toSatisfy((code: number) => code < 500) }),
        );
        return status;
      };
      if (names.length > 0 || method === "GET") {
        for (const text of hostileTexts) {
          const params = Object.fromEntries(names.map((name) => [name, text]));
          const query = new URLSearchParams({ q: text, page: text, sort: text, search: text, scope: text });
          await expectAnswer({ params, path: `/?${query}`, ...(method === "GET" ? {} : { json: {} }) });
        }
      }
      for (const name of namesIn(route.docs?.query)) {
        for (const text of hostileTexts) {
          await expectAnswer({ path: `/?${new URLSearchParams({ [name]: text })}` });
        }
      }
      if (!readsBody || method === "GET") continue;
      for (const name of namesIn(route.docs?.body)) {
        for (const value of aloneValues) await expectAnswer({ json: { [name]: value } });
      }
      const fields = await fieldsOf(route, method, Object.fromEntries(names.map((name) => [name, "none"])));
      for (const value of hostileValues) {
        await expectAnswer({ json: Object.fromEntries(fields.map((field) => [field, value])) });
      }
      const bodies = fc.dictionary(
        fc.constantFrom("name", ...fields),
        fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...hostileValues)),
      );
      const whole = fc.oneof(bodies, fc.jsonValue(), fc.constantFrom(...hostileValues));
      for (const json of fc.sample(whole, { numRuns: 8, seed: 4 })) await expectAnswer({ json });
      expect(await expectAnswer({ json: { role: "admin", sessionVersion: 0 } })).toBeGreaterThanOrEqual(400);
    }
  });

  it("a sign of all that: nobody's rights have grown, and nobody new may come in", async () => {
    expect(await db().user.count({ where: { role: "admin" } })).toBe(1);
  });
});
