import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiEntry, SubscriptionEntry } from "./entries";
import { callInProcess } from "./in-process";
import type { GatewayParts } from "./parts";
import { policy } from "./policy/testing";
import {
  api,
  exchange,
  operation,
  product,
  type RawAnswer,
  request,
  startBackend,
  startDoor,
  subscription,
  type TestDoor,
} from "./testing";

const id = "2f0d0e2c9d5b4f0e8a7b6c5d4e3f2a1b";
const service = "/workspaces/w/services/s";

let door: TestDoor;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await door.close();
  for (const close of closing.splice(0)) await close();
});

const subscriptions: Record<string, SubscriptionEntry> = {
  alice: subscription({ id: "alice", userId: "alice" }),
  bob: subscription({ id: "bob", userId: "bob" }),
};

interface OpenOptions {
  api?: Partial<ApiEntry>;
  /** What the backend answers to a submission. */
  answer?: { status?: number; headers?: Record<string, string>; body: string | Buffer };
  parts?: Partial<GatewayParts>;
}

/** A web service with batch jobs, behind two APIs. Answers what the backend was asked. */
async function open({ api: more = {}, answer = { body: JSON.stringify(id) }, parts }: OpenOptions = {}) {
  const backend = await startBackend((req, res) => {
    const submits = req.method === "POST" && /\/jobs\/?(?:\?|$)/.test(req.url ?? "");
    if (submits) res.writeHead(answer.status ?? 200, answer.headers ?? {});
    res.end(submits ? answer.body : "done");
  });
  closing.push(backend.close);
  const other = api(backend.url, { id: "other", suffix: "team/other", ...more });
  const find = (name: string): SubscriptionEntry | null => subscriptions[name] ?? null;
  door = await startDoor({
    catalogue: { apis: [api(backend.url, more), other], products: [product("starter")] },
    parts: { subscriptions: { findByKey: find, findById: find }, ...parts },
  });
  return backend;
}

function as(name: string, line: string): Promise<RawAnswer> {
  const head = [`${line} HTTP/1.1`, "Host: a", "Content-Length: 0"];
  return exchange(door.port, request([...head, `Ocp-Apim-Subscription-Key: ${name}`]));
}

const submit = `POST /gateway/demo${service}/jobs?api-version=2.0`;
const uses = [
  `POST /gateway/demo${service}/jobs/${id}/start?api-version=2.0`,
  `GET /gateway/demo${service}/jobs/${id}?api-version=2.0`,
  `HEAD /gateway/demo${service}/jobs/${id}`,
  `DELETE /gateway/demo${service}/jobs/${id}?api-version=2.0`,
];

describe("a job that a subscription submitted", () => {
  it("is started, read and deleted by it", async () => {
    const backend = await open();
    const submitted = await as("alice", submit);
    expect(submitted.status).toBe(200);
    expect(submitted.body.toString()).toBe(`"${id}"`);
    for (const use of uses) expect((await as("alice", use)).status).toBe(200);
    expect(backend.seen).toHaveLength(1 + uses.length);
  });

  it("is unknown to every other: 404 as for an unknown path, the backend never asked, the reason in the log", async () => {
    const backend = await open();
    await as("alice", submit);
    const missing = await as("bob", "GET /gateway/none");
    for (const use of uses) {
      const answer = await as("bob", use);
      expect(answer.status).toBe(404);
      if (!use.startsWith("HEAD")) {
        const { requestId: _, ...problem } = answer.problem();
        const { requestId: __, ...expected } = missing.problem();
        expect(problem).toEqual(expected);
      }
    }
    expect(backend.seen).toHaveLength(1);
    expect(door.records.at(-1)).toMatchObject({
      refusal: "not-found",
      refusalDetail: "the job belongs to another subscription",
    });
  });

  it.each([
    ["in capitals", id.toUpperCase()],
    ["with letters escaped", id.replaceAll("f", "%66").replaceAll("e", "%65")],
    ["with a path parameter", `${id};v=1`],
    ["with a slash behind", `${id}/`],
    ["under another collection", `x/jobs/${id}`],
  ])("stays unknown however its id is written: %s", async (_, written) => {
    const backend = await open();
    await as("alice", submit);
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${written}`)).status).toBe(404);
    expect((await as("bob", `GET /gateway/demo${service}/JOBS/${written}`)).status).toBe(404);
    expect(backend.seen).toHaveLength(1);
  });

  it.each([
    ["with slashes in a row", `/demo${service}/jobs//${id}`],
    ["with a path parameter at the collection", `/demo${service}/jobs;x/${id}`],
    ["with the slash escaped", `/demo${service}/jobs%2F${id}`],
    ["with the slash escaped twice", `/demo${service}/jobs%252F${id}`],
    ["where the web service URL ends in jobs", `/base/${id}`],
    ["where a policy rewrites the path", `/demo/batch/${id}`],
  ])("stays unknown to others, and its own, %s", async (_, path) => {
    const backend = await open();
    const based = api(`${backend.url}/jobs`, { id: "base", suffix: "base" });
    const batch = operation("GET", "/batch/{id}", { id: "batch" });
    const own = api(backend.url);
    door.publish({
      apis: [{ ...own, operations: [...own.operations, batch] }, based],
      products: [product("starter")],
      policies: [policy("operation", "batch", { request: { rewrite: "/jobs/{id}" } })],
    });
    await as("alice", submit);
    expect((await as("bob", `GET /gateway${path}`)).status).toBe(404);
    expect(backend.seen).toHaveLength(1);
    expect((await as("alice", `GET /gateway${path}`)).status).toBe(200);
  });

  it("is bound where the web service URL itself is the collection", async () => {
    const backend = await open();
    door.publish({ apis: [api(`${backend.url}/jobs`)], products: [product("starter")] });
    await as("alice", "POST /gateway/demo/");
    expect((await as("bob", `GET /gateway/demo/${id}`)).status).toBe(404);
    expect((await as("alice", `GET /gateway/demo/${id}`)).status).toBe(200);
  });

  it("stays unknown through another API in front of the same web service", async () => {
    const backend = await open();
    await as("alice", submit);
    expect((await as("bob", `DELETE /gateway/team/other${service}/jobs/${id}`)).status).toBe(404);
    expect((await as("alice", `GET /gateway/team/other${service}/jobs/${id}`)).status).toBe(200);
    expect(backend.seen).toHaveLength(2);
  });

  it("stays its own when another submission is answered with the same id", async () => {
    await open();
    await as("alice", submit);
    await as("bob", submit);
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(404);
    expect((await as("alice", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(200);
  });

  it("is bound from the console too, and unknown there without a word of whose it is", async () => {
    const backend = await open();
    const console = async (name: string, method: string, path: string) => {
      const answer = await callInProcess(
        door.gateway,
        {
          source: "console",
          method,
          target: `/demo${service}${path}`,
          headers: [],
          body: null,
          scheme: "http",
          host: "portal.test",
          clientAddress: "10.1.1.1",
          forwardedFor: "10.1.1.1",
          knownCaller: { userId: name, subscriptionId: name },
          refused: null,
        },
        new AbortController().signal,
      );
      return { status: answer.status, text: await new Response(answer.body).text() };
    };
    expect(await console("alice", "POST", "/jobs")).toEqual({ status: 200, text: `"${id}"` });
    const refused = await console("bob", "GET", `/jobs/${id}`);
    expect(refused.status).toBe(404);
    expect(refused.text).not.toMatch(/another|belongs/);
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(404);
    expect((await console("alice", "GET", `/jobs/${id}`)).text).toBe("done");
    expect(backend.seen).toHaveLength(2);
  });

  it("is bound before its id is told", async () => {
    const steps: string[] = [];
    await open({
      parts: {
        jobs: {
          ownerOf: () => null,
          async bind(_, jobId) {
            await new Promise<void>((resolve) => setImmediate(resolve));
            steps.push(`bound ${jobId}`);
          },
        },
      },
    });
    await as("alice", submit).then(() => steps.push("told"));
    expect(steps).toEqual([`bound ${id}`, "told"]);
  });

  it("is bound from a compressed answer, which passes byte for byte", async () => {
    const body = gzipSync(JSON.stringify(id));
    await open({ answer: { headers: { "Content-Encoding": "gzip" }, body } });
    expect((await as("alice", submit)).body.equals(body)).toBe(true);
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(404);
  });
});

describe("what binds nothing, and passes as it came", () => {
  it.each([
    ["a submission that was refused", { status: 400, body: JSON.stringify(id) }],
    ["an answer that is no JSON", { body: "<html>" }],
    ["an answer that is no string", { body: JSON.stringify({ id }) }],
    ["an answer longer than any id", { body: JSON.stringify("x".repeat(100_000)) }],
    ["an id that a path could hold in two ways", { body: JSON.stringify("a/b c") }],
    ["no answer at all", { body: "" }],
  ])("%s", async (_, answer) => {
    await open({ answer });
    const submitted = await as("alice", submit);
    expect(submitted.status).toBe("status" in answer ? answer.status : 200);
    expect(submitted.body.toString()).toBe(answer.body);
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(200);
  });
});

describe("a job that was not submitted here", () => {
  it.each([
    [true, 200],
    [false, 404],
  ])("where the API accepts such jobs (%s): %i", async (acceptsForeignJobs, status) => {
    const backend = await open({ api: { acceptsForeignJobs } });
    expect((await as("bob", `GET /gateway/demo${service}/jobs/${id}`)).status).toBe(status);
    expect(backend.seen).toHaveLength(status === 200 ? 1 : 0);
  });

  it("is 503 with Retry-After, and not 404, when it cannot be found out", async () => {
    const ownerOf = async (): Promise<null> => {
      throw new Error("database gone");
    };
    await open({ parts: { jobs: { ownerOf, bind: async () => {} } } });
    const answer = await as("bob", `GET /gateway/demo${service}/jobs/${id}`);
    expect([answer.status, answer.header("retry-after")]).toEqual([503, "5"]);
    expect(answer.body.toString()).not.toContain("database gone");
  });
});
