import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { SignedInUser } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/test-database";
import { installedSecrets } from "@/lib/keys/installed";
import { seal } from "@/lib/keys/seal";
import { type Runtime, startRuntime } from "@/lib/runtime";
import { resultPreview } from "@/lib/try-it/result-preview";
import { isResultStorage, openTicket, StatusWatch } from "../result-tickets";
import { POST as call } from "../route";
import { ada, bob, input, type Listener, post, readCourse, seedCatalogue, startListener } from "../testing";
import { POST } from "./route";

const { blobServer, blobPort } = await vi.hoisted(async () => {
  // Before the first import reads the environment, where the allowed origins come from: it listens from here on.
  const { createServer } = await import("node:http");
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  vi.stubEnv("GATEHOUSE_SECRET", "a secret that only the tests of the console know");
  vi.stubEnv("PUBLIC_URL", "https://portal.example");
  vi.stubEnv("ALLOW_PRIVATE_BACKENDS", "loopback");
  vi.stubEnv("RESULT_ORIGINS", `http://127.0.0.1:${port}, http://169.254.169.254`);
  return { blobServer: server, blobPort: port };
});
const session = vi.hoisted(() => ({ user: null as SignedInUser | null }));
vi.mock("@/lib/auth/session", () => ({ currentUser: async () => session.user }));

const long = `Col2,n\r\n${"a text,1\r\n".repeat(200_000)}`;
const blobs: Record<string, string> = {
  "/store/out.csv": 'Col2,n\r\n"a, b",1\r\nc,2\r\n',
  "/store/out.tsv": "Col2\tn\r\na, b\t1\r\n",
  "/store/long.csv": long,
};
let storage: Listener;
let canary: Listener;
let backend: Listener;
let running: Runtime;
/** What the job's status says, as the web service writes it. */
let status: string;

const finished = (location: string, base = `${storage.url}/`) =>
  JSON.stringify({
    StatusCode: "Finished",
    Results: { output1: { BaseLocation: base, RelativeLocation: location, SasBlobToken: "?sig=x" } },
    Details: null,
  });

/** The tickets that come with a job's status. */
async function askStatus() {
  const values = input({
    operationId: "status",
    parameters: {},
    body: { kind: "text", text: "" },
    contentType: null,
  });
  return (await readCourse(await call(post(values)))).report?.results;
}

async function preview(body: object) {
  const response = await POST(post(body));
  return { status: response.status, body: await response.json() };
}

/** The preview of a finished job whose result is there. */
async function previewOf(location: string, base?: string) {
  status = finished(location, base);
  const [[name, ticket] = []] = (await askStatus()) ?? [];
  expect(name).toBe("output1");
  return preview({ ticket });
}

const ticketTo = (
  url: string,
  { key = installedSecrets().resultTicket, place = "job-result", ageMs = 0 } = {},
) => seal(JSON.stringify({ url, untilMs: Date.now() + 1_000 - ageMs }), key, place);

describe("the preview of a job's result", () => {
  useTestDatabase();

  beforeAll(async () => {
    storage = await startListener((request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      if (path === "/store/moved.csv") response.writeHead(302, { Location: `${canary.url}/out.csv` }).end();
      else if (path === "/store/endless.csv") response.write("a,b\r\n1,2\r\n");
      else if (path === "/store/empty.csv") response.writeHead(416).end();
      else response.writeHead(blobs[path] === undefined ? 404 : 200).end(blobs[path]);
    }, blobServer);
    canary = await startListener((_, response) => response.end("a,b\r\n"));
    backend = await startListener((_, response) => response.end(status));
    await seedCatalogue(backend.url);
    const api = await db().api.findFirstOrThrow({ where: { slug: "demo" } });
    await db().operation.create({
      data: {
        id: "status",
        slug: "status",
        displayName: "Status",
        method: "GET",
        urlTemplate: "/jobs/1",
        position: 1,
        parameters: [],
        apiId: api.id,
      },
    });
    running = await startRuntime({
      secrets: installedSecrets(),
      allowPrivateBackends: ["loopback"],
      allowHttp: true,
      realm: "https://portal.example",
    });
  });
  afterAll(async () => {
    await running.close();
    await Promise.all([backend.close(), storage.close(), canary.close()]);
  });
  beforeEach(() => {
    session.user = ada;
    storage.requests.length = 0;
    backend.requests.length = 0;
  });

  it.each([
    [
      "/store/out.csv",
      [
        ["a, b", "1"],
        ["c", "2"],
      ],
    ],
    ["/store/out.tsv", [["a, b", "1"]]],
  ])("%s is its table, header row first, and asks for the status no second time", async (location, rows) => {
    expect(await previewOf(location.slice(1))).toEqual({
      status: 200,
      body: { columns: ["Col2", "n"], rows, more: false },
    });
    expect(storage.requests).toMatchObject([{ method: "GET", url: `${location}?sig=x` }]);
    expect(backend.requests).toHaveLength(1);
  });

  it("sends nothing of the caller along", async () => {
    await previewOf("store/out.csv");
    const [sent] = storage.requests;
    expect(Object.keys(sent?.headers ?? {}).sort()).toEqual(["connection", "host", "range"]);
  });

  it("is twenty whole rows of a long one, also from a storage that does not know ranges", async () => {
    const { body } = await previewOf("store/long.csv");
    expect(resultPreview.parse(body)).toEqual({
      columns: ["Col2", "n"],
      rows: Array.from({ length: 20 }, () => ["a text", "1"]),
      more: true,
    });
  });

  it("of an empty blob is an empty table", async () => {
    expect((await previewOf("store/empty.csv")).body).toEqual({ columns: [], rows: [], more: false });
  });

  it.each([
    ["a job that runs", () => JSON.stringify({ StatusCode: "Running", Results: null, Details: null })],
    ["a storage that the operator has not named", () => finished("out.csv", `${canary.url}/`)],
    ["another port of a storage that is named", () => finished("out.csv", "http://127.0.0.1:1/")],
    [
      "a name that only begins like Azure's",
      () => finished("out.csv", "https://a.blob.core.windows.net.evil.example/"),
    ],
    ["an account that is none", () => finished("out.csv", "https://a/b.blob.core.windows.net/")],
    ["Azure's storage without TLS", () => finished("out.csv", "http://account.blob.core.windows.net/")],
    [
      "Azure's storage at another port",
      () => finished("out.csv", "https://account.blob.core.windows.net:8443/"),
    ],
    ["a user before the host", () => finished("out.csv", `http://127.0.0.1:${blobPort}@evil.example/`)],
    ["an address that is not HTTP's", () => finished("passwd.csv", "file:///etc/")],
    ["a result that is no table", () => finished("model.bin")],
    ["an answer longer than any status", () => finished("store/out.csv") + " ".repeat(64 * 1024)],
    ["an answer that is no JSON", () => "Finished"],
  ])("is not offered for %s", async (_name, answered) => {
    status = answered();
    expect(await askStatus()).toEqual([]);
    expect(storage.requests).toEqual([]);
  });

  it("follows no redirect", async () => {
    expect((await previewOf("store/moved.csv")).status).toBe(422);
    expect(canary.requests).toEqual([]);
  });

  it("connects to no address that is closed to backends, though its origin be named", async () => {
    const { status: code, body } = await previewOf("latest.csv", "http://169.254.169.254/");
    expect(code).toBe(422);
    expect(JSON.stringify(body)).not.toContain("169.254");
  });

  it("says that a blob is gone, and not where it was", async () => {
    const { status: code, body } = await previewOf("store/gone.csv");
    expect(code).toBe(422);
    expect(z.object({ detail: z.string() }).parse(body).detail).toMatch(/ask for the job's status again/);
    expect(JSON.stringify(body)).not.toContain("127.0.0.1");
  });

  it.each([
    ["a url in its place", () => ({ url: storage.url })],
    ["a url beside it", () => ({ ticket: ticketTo(`${storage.url}/store/out.csv`), url: canary.url })],
    ["an address as ticket", () => ({ ticket: `${storage.url}/store/out.csv` })],
    ["one for another place", () => ({ ticket: ticketTo(canary.url, { place: "backend:x:credential" }) })],
    ["one of another key", () => ({ ticket: ticketTo(canary.url, { key: installedSecrets().seal }) })],
    ["one that has expired", () => ({ ticket: ticketTo(`${storage.url}/store/out.csv`, { ageMs: 2_000 }) })],
    [
      "one that was changed",
      () => ({ ticket: ticketTo(canary.url).replace(/.$/, (end) => (end === "A" ? "B" : "A")) }),
    ],
    ["none", () => ({})],
  ])("takes no ticket but its own: %s", async (_name, body) => {
    expect([400, 404]).toContain((await preview(body())).status);
    expect(storage.requests).toEqual([]);
    expect(canary.requests).toEqual([]);
  });

  it("is taken from our own pages only", async () => {
    const headers = { Origin: "https://evil.example", "Content-Type": "application/json" };
    const ticket = ticketTo(`${storage.url}/store/out.csv`);
    expect((await POST(post({ ticket }, { headers }))).status).toBe(403);
    expect(storage.requests).toEqual([]);
  });

  it("gives no ticket to whom the gateway refuses", async () => {
    session.user = bob;
    status = finished("store/out.csv");
    expect(await askStatus()).toEqual([]);
    expect(backend.requests).toEqual([]);
  });

  it("reads eight at a time, refuses the ninth, and lets go when the browser leaves", async () => {
    const ticket = ticketTo(`${storage.url}/store/endless.csv`);
    const leaving = new AbortController();
    const eight = Array.from({ length: 8 }, () => POST(post({ ticket }, { signal: leaving.signal })));
    await expect.poll(() => storage.requests.length).toBe(8);
    const ninth = await POST(post({ ticket }));
    expect([ninth.status, ninth.headers.get("Retry-After")]).toEqual([503, "2"]);
    leaving.abort();
    for (const answer of await Promise.all(eight)) expect(answer.status).toBe(422);
    expect((await previewOf("store/out.csv")).status).toBe(200);
  });
});

describe("the storages that are read from", () => {
  it.each([
    ["https://account.blob.core.windows.net/c/b.csv", true],
    ["https://account.blob.core.usgovcloudapi.net/c/b.csv", true],
    ["https://ACCOUNT.blob.core.windows.net./c/b.csv", false],
    ["https://blob.core.windows.net/c/b.csv", false],
    ["https://x.account.blob.core.windows.net/c/b.csv", false],
    ["https://127.0.0.1/c/b.csv", false],
    ["http://store.example/c/b.csv", true],
    ["https://store.example/c/b.csv", false],
    ["http://store.example:81/c/b.csv", false],
    ["http://a.store.example/c/b.csv", false],
  ])("%s: %s", (address, allowed) => {
    expect(isResultStorage(address, ["http://store.example"])).toBe(allowed);
  });
});

it("a ticket lasts for an hour", () => {
  const watch = new StatusWatch();
  watch.take(Buffer.from(finished("store/out.csv", `http://127.0.0.1:${blobPort}/`)));
  const [[, ticket = ""] = []] = watch.tickets(0);
  expect(openTicket(ticket, 3_600_000)).toBe(`http://127.0.0.1:${blobPort}/store/out.csv?sig=x`);
  expect(openTicket(ticket, 3_600_001)).toBeNull();
});
