import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readRevisions } from "@/lib/db/revision";
import { useTestDatabase } from "@/lib/db/test-database";
import { emptyPolicy, policyDocument } from "@/lib/policies/schema";
import * as operationRoute from "./[apiId]/operations/[operationId]/route";
import * as operationsRoute from "./[apiId]/operations/route";
import * as oneRoute from "./[apiId]/route";
import * as listRoute from "./route";
import { admin, context, demoApi, developer, execute, readMade, readRefusal, request } from "./testing";

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the catalogue know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
});

const add = (apiId: string, input: object) =>
  operationsRoute.POST(request("POST", input), context({ apiId }));
const put = (apiId: string, operationId: string, input: object) =>
  operationRoute.PUT(request("PUT", input), context({ apiId, operationId }));
const read = async (apiId: string, operationId: string) =>
  (await operationRoute.GET(request("GET"), context({ apiId, operationId }))).json() as Promise<
    Record<string, unknown>
  >;
const remove = (apiId: string, operationId: string) =>
  operationRoute.DELETE(request("DELETE"), context({ apiId, operationId }));
const order = (apiId: string, operationIds: string[]) =>
  operationsRoute.PUT(request("PUT", { operationIds }), context({ apiId }));

const rows = z.object({ items: z.array(z.object({ id: z.string(), displayName: z.string() })) });
async function namesOf(apiId: string): Promise<string[]> {
  const response = await operationsRoute.GET(request("GET"), context({ apiId }));
  return rows.parse(await response.json()).items.map(({ displayName }) => displayName);
}

let counter = 0;
/** An API of its own for one test. */
async function createApi(): Promise<string> {
  counter += 1;
  const input = { ...demoApi, name: `Demo ${counter}`, suffix: `demo-${counter}` };
  return (await readMade(await listRoute.POST(request("POST", input)))).id;
}

const score = { displayName: "Score", method: "GET", urlTemplate: "/score/{id}" };

describe("the operations' routes", () => {
  useTestDatabase();
  let apiId: string;

  beforeEach(async () => {
    session.user = admin;
    apiId = await createApi();
  });

  it("an operation gets the parameters of its template by themselves, and the gateways hear of it", async () => {
    const before = (await readRevisions()).catalogue;
    const response = await add(apiId, execute);
    expect(response.status).toBe(201);
    const { id, slug } = await readMade(response);
    expect(slug).toBe("rrs-execute");
    const parameter = { type: "string", required: true };
    expect(await read(apiId, id)).toMatchObject({
      ...execute,
      parameters: [
        { name: "workspace", in: "path", ...parameter },
        { name: "service", in: "path", ...parameter },
        { name: "apiversion", in: "query", ...parameter },
        { name: "details", in: "query", ...parameter },
      ],
      request: null,
      responses: [{ status: 200, description: "OK", representations: [] }],
    });
    expect((await readRevisions()).catalogue).toBe(before + 1);
    const audit = { action: "operation.create", targetId: id };
    expect(await db().auditEvent.findFirst({ where: audit })).toMatchObject({ actorId: admin.id });
  });

  it("what is said of a parameter stays while the template names it, and goes when it does not", async () => {
    const described = { name: "id", in: "path", type: "integer", required: true, description: "Which." };
    const header = { name: "X-Trace", in: "header", type: "string", required: false, default: "on" };
    const { id } = await readMade(await add(apiId, { ...score, parameters: [described, header] }));
    expect((await read(apiId, id)).parameters).toEqual([described, header]);
    await put(apiId, id, { ...score, urlTemplate: "/score/{id}/{part}", parameters: [described] });
    expect((await read(apiId, id)).parameters).toEqual([
      described,
      { name: "part", in: "path", type: "string", required: true },
    ]);
    await put(apiId, id, { ...score, urlTemplate: "/score", parameters: [described, header] });
    expect((await read(apiId, id)).parameters).toEqual([header]);
  });

  it("a path parameter is always required, whatever is sent", async () => {
    const optional = { name: "id", in: "path", type: "string", required: false, default: "" };
    const { id } = await readMade(await add(apiId, { ...score, parameters: [optional] }));
    expect((await read(apiId, id)).parameters).toEqual([
      { name: "id", in: "path", type: "string", required: true },
    ]);
  });

  it("request and response documents come back as they went in, and a request can be taken out again", async () => {
    const representation = {
      contentType: "application/json",
      sample: '{"Inputs": {}}',
      schema: { type: "object", properties: { Inputs: { type: ["object", "null"], default: null } } },
    };
    const documents = {
      request: { description: "Rows.", required: true, representations: [representation] },
      responses: [{ status: 200, description: "", representations: [representation] }],
    };
    const { id } = await readMade(await add(apiId, { ...score, ...documents }));
    expect(await read(apiId, id)).toMatchObject(documents);
    await put(apiId, id, { ...score, request: null });
    expect(await read(apiId, id)).toMatchObject({ request: null, responses: [] });
  });

  it("operations of one name get a slug each, and keep it when they are renamed", async () => {
    const first = await readMade(await add(apiId, score));
    const second = await readMade(await add(apiId, { ...score, method: "PUT" }));
    expect([first.slug, second.slug]).toEqual(["score", "score-2"]);
    await put(apiId, first.id, { ...score, displayName: "Rate" });
    expect(await read(apiId, first.id)).toMatchObject({ displayName: "Rate", slug: "score" });
  });

  it("an order names every operation once, else it is refused and nothing moves", async () => {
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) {
      const input = { ...score, displayName: name, urlTemplate: `/${name}` };
      ids.push((await readMade(await add(apiId, input))).id);
    }
    const [a = "", b = "", c = ""] = ids;
    expect((await order(apiId, [c, a, b])).status).toBe(200);
    expect(await namesOf(apiId)).toEqual(["c", "a", "b"]);
    for (const wrong of [[a, b], [a, b, b], [a, b, "ghost"], [a, b, c, "ghost"], []]) {
      const refused = await order(apiId, wrong);
      expect(refused.status).toBe(409);
      expect((await readRefusal(refused)).detail).toMatch(/Reload the page/);
    }
    expect(await namesOf(apiId)).toEqual(["c", "a", "b"]);
    await remove(apiId, a);
    await add(apiId, { ...score, displayName: "d" });
    expect(await namesOf(apiId)).toEqual(["c", "b", "d"]);
  });

  it("an operation is only found under its own API", async () => {
    const { id } = await readMade(await add(apiId, score));
    const other = await createApi();
    for (const response of [
      await operationRoute.GET(request("GET"), context({ apiId: other, operationId: id })),
      await put(other, id, score),
      await remove(other, id),
      await add("ghost", score),
      await order("ghost", []),
      await operationsRoute.GET(request("GET"), context({ apiId: "ghost" })),
    ]) {
      expect(response.status).toBe(404);
    }
    expect(await namesOf(apiId)).toEqual(["Score"]);
  });

  describe("two operations that would take the same calls:", () => {
    it.each([
      ["/score/{id}", "/SCORE/{number}"],
      ["/score/{id}?v={version}", "/score/{x}?V={y}"],
      ["/score/{id}?a={a}&b={b}", "/score/{id}?b={b}&a={a}"],
      ["/files/*", "/Files/*"],
      ["/score/{id}", "/score/{id}/"],
    ])("%s and %s", async (one, other) => {
      await add(apiId, { ...score, urlTemplate: one });
      const refused = await add(apiId, { ...score, displayName: "Other", urlTemplate: other });
      expect(refused.status).toBe(400);
      expect((await readRefusal(refused)).errors).toEqual([
        { field: "urlTemplate", message: expect.stringMatching(/^Score answers GET .* Change the verb/) },
      ]);
      expect(await namesOf(apiId)).toEqual(["Score"]);
    });

    it("not so under another verb, another path, or in another API; and an operation is no obstacle to itself", async () => {
      const { id } = await readMade(await add(apiId, score));
      expect((await add(apiId, { ...score, method: "DELETE" })).status).toBe(201);
      expect((await add(apiId, { ...score, urlTemplate: "/score/all" })).status).toBe(201);
      expect((await add(await createApi(), score)).status).toBe(201);
      expect((await put(apiId, id, { ...score, urlTemplate: "/Score/{key}" })).status).toBe(200);
      expect((await put(apiId, id, { ...score, method: "DELETE" })).status).toBe(400);
    });
  });

  it("no operation takes the query parameter that keys come in, whichever is named first", async () => {
    const refused = await add(apiId, { ...score, urlTemplate: "/score?Subscription-Key={key}" });
    expect((await readRefusal(refused)).errors).toEqual([
      { field: "urlTemplate", message: expect.stringContaining("subscription-key") },
    ]);
    await add(apiId, { ...score, urlTemplate: "/score?api-version={version}" });
    const renamed = await oneRoute.PATCH(request("PATCH", { keyQuery: "api-version" }), context({ apiId }));
    expect((await readRefusal(renamed)).errors).toEqual([
      { field: "keyQuery", message: expect.stringContaining("Score") },
    ]);
  });

  describe("a bad input is answered with its field and the fix, and changes nothing:", () => {
    let target: string;
    beforeAll(async () => {
      session.user = admin;
      target = await createApi();
    });

    const json = (representation: object) => ({
      responses: [{ status: 200, representations: [{ contentType: "application/json", ...representation }] }],
    });
    const parameter = (input: object) => ({ parameters: [{ name: "p", in: "query", ...input }] });
    const deep = JSON.parse(`${'{"a":'.repeat(80)}1${"}".repeat(80)}`);

    it.each<[string, object, string, RegExp]>([
      ["no display name", { displayName: "" }, "displayName", /Enter a display name/],
      ["an unknown verb", { method: "FETCH" }, "method", /Choose one of GET, POST/],
      ["a verb in lower case", { method: "get" }, "method", /Choose one of/],
      ["no URL template", { urlTemplate: "" }, "urlTemplate", /Begin the URL template with a slash/],
      ["a template without a slash", { urlTemplate: "score" }, "urlTemplate", /Begin the URL template/],
      [
        "an unclosed brace",
        { urlTemplate: "/a/{workspace/b" },
        "urlTemplate",
        /Close the brace of "\{workspace"/,
      ],
      ["an unopened brace", { urlTemplate: "/a/workspace}" }, "urlTemplate", /without a \{/],
      [
        "two parameters of one name",
        { urlTemplate: "/{id}/{ID}" },
        "urlTemplate",
        /give one of them another name/,
      ],
      ["a name in path and query", { urlTemplate: "/{id}?x={id}" }, "urlTemplate", /another name/],
      ["a nameless parameter", { urlTemplate: "/a/{}" }, "urlTemplate", /Name the parameter/],
      ["a space in the template", { urlTemplate: "/a b" }, "urlTemplate", /%20/],
      ["a template that climbs", { urlTemplate: "/a/../b" }, "urlTemplate", /Take the segment/],
      ["an oversize template", { urlTemplate: `/${"x".repeat(2_000)}` }, "urlTemplate", /at most 2,000/],
      ["an oversize description", { description: "x".repeat(100_001) }, "description", /at most 100,000/],
      ["a status of 99", { responses: [{ status: 99 }] }, "responses.0.status", /from 100 to 599/],
      ["a status in words", { responses: [{ status: "OK" }] }, "responses.0.status", /from 100 to 599/],
      [
        "a status twice",
        { responses: [{ status: 200 }, { status: 200 }] },
        "responses.1.status",
        /Remove one/,
      ],
      [
        "a sample that is not JSON",
        json({ sample: '{\n  "a": 1,\n}' }),
        "responses.0.representations.0.sample",
        /line 3, column 1/,
      ],
      [
        "a schema that is no object",
        json({ schema: [1] }),
        "responses.0.representations.0.schema",
        /JSON object/,
      ],
      [
        "a schema without a floor",
        json({ schema: deep }),
        "responses.0.representations.0.schema",
        /64 levels/,
      ],
      [
        "a bad content type",
        { request: { representations: [{ contentType: "json" }] } },
        "request.representations.0.contentType",
        /such as application\/json/,
      ],
      [
        "a content type twice",
        { request: { representations: [{ contentType: "text/csv" }, { contentType: "Text/CSV" }] } },
        "request.representations.1.contentType",
        /Remove one/,
      ],
      [
        "a bad header name",
        parameter({ name: "X Trace:", in: "header" }),
        "parameters.0.name",
        /Use letters/,
      ],
      [
        "a nameless header",
        parameter({ name: " ", in: "header" }),
        "parameters.0.name",
        /Enter the parameter's name/,
      ],
      ["a parameter in the body", parameter({ in: "body" }), "parameters.0.in", /path, query or header/],
      ["a parameter of unknown type", parameter({ type: "date" }), "parameters.0.type", /Choose string/],
      [
        "a default of another type",
        parameter({ type: "integer", default: "two" }),
        "parameters.0.default",
        /whole/,
      ],
      [
        "a default that is not allowed",
        parameter({ default: "c", enum: ["a"] }),
        "parameters.0.default",
        /one of/,
      ],
      [
        "one parameter twice",
        {
          parameters: [
            { name: "p", in: "query" },
            { name: "P", in: "query" },
          ],
        },
        "parameters.1.name",
        /Remove one/,
      ],
      ["an unknown field", { position: 3 }, "position", /Remove it/],
      [
        "an unknown field further in",
        { responses: [{ status: 200, code: 1 }] },
        "responses.0.code",
        /Remove it/,
      ],
    ])("%s", async (_, wrong, field, fix) => {
      const refused = await add(target, { ...score, ...wrong });
      expect(refused.status).toBe(400);
      expect((await readRefusal(refused)).errors).toEqual([{ field, message: expect.stringMatching(fix) }]);
      expect(await namesOf(target)).toEqual([]);
    });
  });

  it("nobody but an administrator sees or changes anything", async () => {
    const { id } = await readMade(await add(apiId, score));
    const attempts = () => [
      operationsRoute.GET(request("GET"), context({ apiId })),
      add(apiId, { ...score, method: "PUT" }),
      order(apiId, [id]),
      operationRoute.GET(request("GET"), context({ apiId, operationId: id })),
      put(apiId, id, { ...score, displayName: "Mine" }),
      remove(apiId, id),
    ];
    for (const [user, status] of [
      [null, 401],
      [developer, 403],
    ] as const) {
      session.user = user;
      for (const response of await Promise.all(attempts())) expect(response.status).toBe(status);
    }
    session.user = admin;
    expect(await namesOf(apiId)).toEqual(["Score"]);
  });

  describe("whose policy rewrites the path", () => {
    const rewrite = (request: object) => ({
      ...emptyPolicy,
      request: { ...emptyPolicy.request, ...request },
    });
    const rewriteOf = async (operationId: string) =>
      policyDocument.parse((await db().policy.findUniqueOrThrow({ where: { operationId } })).document).request
        .rewrite;
    let id: string;

    beforeEach(async () => {
      id = (await readMade(await add(apiId, { ...score, urlTemplate: "/{model}/score/{id}" }))).id;
      const document = rewrite({ rewrite: "/{id}/of/{model}" });
      await db().policy.create({ data: { id: `operation:${id}`, operationId: id, document } });
    });

    it("keeps it when segments are renamed, swapped names included", async () => {
      expect((await put(apiId, id, { ...score, urlTemplate: "/{id}/score/{model}" })).status).toBe(200);
      expect(await rewriteOf(id)).toBe("/{model}/of/{id}");
    });

    it("refuses a template without a segment that it needs", async () => {
      const refused = await readRefusal(await put(apiId, id, { ...score, urlTemplate: "/score/{id}" }));
      expect(refused.errors[0]?.field).toBe("urlTemplate");
      expect(await rewriteOf(id)).toBe("/{id}/of/{model}");
    });
  });

  it("takes no new schema that bodies cannot be checked against, and keeps one that is there", async () => {
    const withSchema = (schema: object) => ({
      ...score,
      method: "POST",
      request: { representations: [{ contentType: "application/json", schema }] },
    });
    const refused = await readRefusal(await add(apiId, withSchema({ type: "strin" })));
    expect(refused.errors[0]?.field).toBe("request.representations.0.schema");
    const { id } = await readMade(await add(apiId, withSchema({ type: "string" })));
    expect((await put(apiId, id, withSchema({ pattern: "(" }))).status).toBe(400);
    const stored = { representations: [{ contentType: "application/json", schema: { pattern: "(" } }] };
    await db().operation.update({ where: { id }, data: { request: stored } });
    expect((await put(apiId, id, { ...withSchema({ pattern: "(" }), displayName: "Other" })).status).toBe(
      200,
    );
  });
});
