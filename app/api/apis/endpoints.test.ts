import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@/lib/auth/session";
import { payloadSamples } from "@/lib/azureml/endpoints";
import { readWholeOperations } from "@/lib/catalogue/operation-queries";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { createGatewayServer } from "@/lib/gateway/node-server";
import { installedSecrets } from "@/lib/keys/installed";
import { payloadShapes, publishPreview } from "@/lib/publishing/schema";
import { type Runtime, startRuntime } from "@/lib/runtime";
import { type Listener, startListener } from "../try-it/testing";
import { PATCH } from "./[apiId]/route";
import { POST as preview } from "./imports/preview/route";
import { POST as publish } from "./imports/route";
import { admin, context, readMade, readRefusal, request } from "./testing";

/** Azure ML endpoints, published through the routes that the form uses and called through the gateway. */

const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));
vi.hoisted(() => {
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of endpoints know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("ALLOW_HTTP", "true");
});

const apiKey = "the-endpoints-own-key";
const nobodyListens = "http://127.0.0.1:1";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const status =
  (code: number, headers = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end(code === 401 ? "key_auth_access_denied" : "");
const json =
  (body: unknown): Answer =>
  (_, response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
/** An endpoint that knows its key and scores at any path but the one of its description. */
const scores: Answer = (request, response) => {
  const isKnown = request.headers.authorization === `Bearer ${apiKey}`;
  const answer = !isKnown ? status(401) : request.method === "GET" ? status(404) : json({ scores: [1] });
  answer(request, response);
};

const described = {
  openapi: "3.0.0",
  info: { title: "Iris", version: "1" },
  paths: {
    "/score": {
      post: {
        summary: "Run the iris model",
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { flowers: { type: "array", items: {} } } },
              example: { flowers: [[5.1, 3.5, 1.4, 0.2]] },
            },
          },
        },
        responses: {
          200: { description: "Kinds", content: { "application/json": { example: ["setosa"] } } },
        },
      },
    },
  },
};
const describesItself: Answer = (request, response) =>
  (request.url?.startsWith("/swagger.json") ? json(described) : scores)(request, response);

let answer: Answer = scores;
let endpoint: Listener;
let running: Runtime;
let gateway: ReturnType<typeof createGatewayServer>;
let suffixes = 0;

describe("publishing Azure ML endpoints", () => {
  useTestDatabase();

  beforeAll(async () => {
    endpoint = await startListener((request, response) => answer(request, response));
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
    gateway = createGatewayServer(running.gateway, {});
    await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
    await db().product.create({
      data: { id: "open", slug: "open", name: "Open", requiresSubscription: false },
    });
  });
  afterAll(async () => {
    gateway.close();
    gateway.closeAllConnections();
    await running.close();
    await endpoint.close();
  });
  beforeEach(() => {
    session.user = admin;
    answer = scores;
    endpoint.requests.length = 0;
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const online = (more: object = {}) => ({
    kind: "online",
    scoringUri: `${endpoint.url}/score`,
    apiKey,
    ...more,
  });
  const batch = (more: object = {}) => ({
    kind: "batch",
    jobsUri: `${endpoint.url}/jobs`,
    token: apiKey,
    ...more,
  });

  async function read(source: object) {
    const answered = await preview(request("POST", { source }));
    expect(answered.status).toBe(200);
    return publishPreview.parse(await answered.json());
  }

  /** What the form sends after its preview; the API is open, so that calls need no key of ours. */
  async function publishOpen(source: object) {
    const { name, webServiceUrl } = await read(source);
    suffixes += 1;
    const input = { source, name: `${name} ${suffixes}`, suffix: `endpoint-${suffixes}`, webServiceUrl };
    const made = await publish(request("POST", { ...input, schemes: "both", productIds: ["open"] }));
    const { id } = await readMade(made);
    return { id, suffix: input.suffix, operations: await readWholeOperations(db(), id) };
  }

  interface Sent {
    body?: string;
    headers?: Record<string, string>;
  }

  async function call(method: string, path: string, { body, headers = {} }: Sent = {}) {
    const imagined = {
      method,
      target: `/${path}`,
      headers: [],
      clientAddress: "127.0.0.1",
      subscriptionId: null,
    };
    // The gateway hears of a new API within a moment.
    await expect.poll(async () => (await running.dryRun(imagined))[0]?.step).toBe("match");
    const { port } = gateway.address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}/${path}`, {
      method,
      redirect: "manual",
      headers: { "Content-Type": "application/json", ...headers },
      ...(body !== undefined && { body }),
    });
  }

  const sampleOf = ({ operations }: Awaited<ReturnType<typeof publishOpen>>) =>
    operations[0]?.request?.representations[0]?.sample ?? "";

  describe("an online endpoint", () => {
    it("that describes itself is published as it does, and scores with the stored key", async () => {
      answer = describesItself;
      const shown = await read(online());
      expect(shown).toMatchObject({
        webServiceUrl: endpoint.url,
        operations: [{ method: "POST", urlTemplate: "/score", displayName: "Score" }],
        notes: [],
        hasCredential: true,
        trial: { ok: true, message: expect.stringContaining("answered with 200") },
      });
      const api = await publishOpen(online());
      expect(JSON.parse(sampleOf(api))).toEqual({ flowers: [[5.1, 3.5, 1.4, 0.2]] });
      const scored = await call("POST", `${api.suffix}/score`, { body: sampleOf(api) });
      expect([scored.status, await scored.json()]).toEqual([200, { scores: [1] }]);
      expect(endpoint.requests.at(-1)).toMatchObject({
        method: "POST",
        url: "/score",
        headers: { authorization: `Bearer ${apiKey}` },
        body: sampleOf(api),
      });
    });

    it.each(payloadShapes)("that does not describe itself takes the chosen payload: %s", async (payload) => {
      const path = payload === "kserve" ? "/v2/models/iris/infer" : "/score";
      const source = online({ scoringUri: endpoint.url + path, payload });
      const { notes, trial } = await read(source);
      expect(notes).toEqual([
        {
          place: `${endpoint.url}/swagger.json?version=3`,
          message: expect.stringContaining("does not describe"),
        },
      ]);
      expect(trial).toMatchObject({ ok: true });
      const api = await publishOpen(source);
      expect(JSON.parse(sampleOf(api))).toEqual(payloadSamples[payload]);
      expect((await call("POST", api.suffix + path, { body: sampleOf(api) })).status).toBe(200);
      const { url, body } = endpoint.requests.at(-1) ?? {};
      expect([url, JSON.parse(body ?? "")]).toEqual([path, payloadSamples[payload]]);
    });

    it("whose description is about something else is as one without", async () => {
      const other = { ...described, paths: { "/other": described.paths["/score"] } };
      answer = (request, response) => (request.method === "GET" ? json(other) : scores)(request, response);
      expect((await read(online())).notes).toHaveLength(1);
      answer = (request, response) =>
        (request.method === "GET" ? json("no document") : scores)(request, response);
      const { notes, operationCount } = await read(online());
      expect(notes).toHaveLength(2);
      expect(operationCount).toBe(1);
    });

    it("picks the deployment that a caller names", async () => {
      const { suffix } = await publishOpen(online());
      const headers = { "azureml-model-deployment": "blue" };
      await call("POST", `${suffix}/score`, { body: "{}", headers });
      expect(endpoint.requests.at(-1)?.headers["azureml-model-deployment"]).toBe("blue");
    });

    it("without a stored key is not tried, and callers send their own", async () => {
      const source = online({ apiKey: "" });
      expect(await read(source)).toMatchObject({ hasCredential: false, trial: null });
      const { suffix } = await publishOpen(source);
      const ask = (headers: Record<string, string>) =>
        call("POST", `${suffix}/score`, { body: "{}", headers });
      expect((await ask({ Authorization: `Bearer ${apiKey}` })).status).toBe(200);
      expect((await ask({})).status).toBe(401);
    });

    it("with a wrong key says so before it is saved, and passes the endpoint's refusal on", async () => {
      const source = online({ apiKey: "another key" });
      const { trial } = await read(source);
      expect(trial).toEqual({ ok: false, message: expect.stringContaining("did not accept the credential") });
      const { suffix } = await publishOpen(source);
      const refused = await call("POST", `${suffix}/score`, { body: "{}" });
      expect([refused.status, await refused.text()]).toEqual([401, "key_auth_access_denied"]);
    });

    it("that cannot be reached says so, with and without a key; calls are answered with 502", async () => {
      const source = online({ scoringUri: `${nobodyListens}/score` });
      const { notes, trial } = await read(source);
      expect(notes[0]?.message).toMatch(/description cannot be read/);
      expect(trial).toEqual({ ok: false, message: expect.stringContaining("got no answer") });
      expect((await read({ ...source, apiKey: "" })).notes[0]?.message).toMatch(/cannot be read/);
      const { suffix } = await publishOpen(source);
      expect((await call("POST", `${suffix}/score`, { body: "{}" })).status).toBe(502);
    });

    it.each([
      [404, /nothing at this address/],
      [424, /took the credential/],
      [429, /not known yet/],
      [503, /not known yet/],
    ])("that answers the sample with %d is told of in its own words", async (code, words) => {
      answer = status(code);
      expect((await read(online())).trial).toEqual({ ok: false, message: expect.stringMatching(words) });
      const { suffix } = await publishOpen(online());
      expect((await call("POST", `${suffix}/score`, { body: "{}" })).status).toBe(code);
    });

    it("that leads elsewhere is not followed, and the key goes nowhere else", async () => {
      const canary = await startListener(json({}));
      answer = status(307, { Location: `${canary.url}/score` });
      try {
        expect((await read(online())).trial?.message).toMatch(/Redirects are not followed/);
        const { suffix } = await publishOpen(online());
        const passed = await call("POST", `${suffix}/score`, { body: "{}" });
        expect([passed.status, passed.headers.get("location")]).toEqual([307, `${canary.url}/score`]);
        expect(canary.requests).toEqual([]);
      } finally {
        await canary.close();
      }
    });

    it("that is slow is given up in time: by the preview, and by the gateway with 504", async () => {
      answer = () => {};
      const { timeout } = AbortSignal;
      vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout(Math.min(ms, 50)));
      const { notes, trial } = await read(online());
      expect(notes[0]?.message).toMatch(/description cannot be read/);
      expect(trial?.message).toMatch(/got no answer/);
      const { id, suffix } = await publishOpen(online());
      // Once the gateway knows the new suffix it knows the new time too.
      await PATCH(
        request("PATCH", { headersTimeoutMs: 100, suffix: `${suffix}-hasty` }),
        context({ apiId: id }),
      );
      expect((await call("POST", `${suffix}-hasty/score`, { body: "{}" })).status).toBe(504);
    });
  });

  describe("a batch endpoint", () => {
    const job = {
      id: "/subscriptions/s/jobs/batchjob-1",
      name: "batchjob-1",
      properties: { status: "Running" },
    };
    const runsJobs: Answer = (request, response) =>
      (request.headers.authorization === `Bearer ${apiKey}` ? json(job) : status(401))(request, response);

    it("is not asked anything before it is called: that would start a job", async () => {
      const shown = await read(batch());
      expect(shown.operations).toEqual([
        { method: "POST", urlTemplate: "/jobs", displayName: "Submit job" },
        { method: "GET", urlTemplate: "/jobs/{jobid}", displayName: "Job status" },
      ]);
      expect(shown).toMatchObject({ trial: null, notes: [], hasCredential: true });
      expect(endpoint.requests).toEqual([]);
    });

    it("takes a job and tells of it, with the stored token", async () => {
      answer = runsJobs;
      const api = await publishOpen(batch());
      const submitted = await call("POST", `${api.suffix}/jobs`, { body: sampleOf(api) });
      expect([submitted.status, await submitted.json()]).toEqual([200, job]);
      expect(JSON.parse(endpoint.requests.at(-1)?.body ?? "")).toEqual(JSON.parse(sampleOf(api)));
      const told = await call("GET", `${api.suffix}/jobs/batchjob-1`);
      expect(await told.json()).toEqual(job);
      expect(endpoint.requests.at(-1)?.url).toBe("/jobs/batchjob-1");
    });

    it("without a stored token takes each caller's own", async () => {
      answer = runsJobs;
      const { suffix } = await publishOpen(batch({ token: "" }));
      const ask = (headers: Record<string, string>) =>
        call("POST", `${suffix}/jobs`, { body: "{}", headers });
      expect((await ask({ Authorization: `Bearer ${apiKey}` })).status).toBe(200);
      expect((await ask({})).status).toBe(401);
    });

    it("with a wrong token, not there, gone or moved passes on what is answered", async () => {
      answer = runsJobs;
      const wrong = await publishOpen(batch({ token: "another token" }));
      expect((await call("POST", `${wrong.suffix}/jobs`, { body: "{}" })).status).toBe(401);
      for (const code of [404, 307]) {
        answer = status(code, code === 307 ? { Location: "http://127.0.0.1:1/" } : {});
        expect((await call("GET", `${wrong.suffix}/jobs/one`)).status).toBe(code);
      }
      const { suffix } = await publishOpen(batch({ jobsUri: `${nobodyListens}/jobs` }));
      expect((await call("GET", `${suffix}/jobs/one`)).status).toBe(502);
    });
  });

  it.each([
    [() => online({ scoringUri: "" }), "source.scoringUri", /Paste the endpoint's scoring URI/],
    [() => online({ scoringUri: "ftp://a/score" }), "source.scoringUri", /absolute URL/],
    [() => online({ scoringUri: "https://user:word@a/score" }), "source.scoringUri", /without a user name/],
    [() => batch({ jobsUri: `${endpoint.url}/score` }), "source.jobsUri", /ends with \/jobs/],
    [() => batch({ token: "two\nlines" }), "source.token", /printable ASCII/],
  ])("what is typed wrong is told at its field: %#", async (source, field, message) => {
    const refused = await readRefusal(await preview(request("POST", { source: source() })));
    expect(refused.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
  });
});
