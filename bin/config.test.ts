import { spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The command itself, before a server that answers as Gatehouse does. */

const report = { differences: [], kept: [], unchanged: 3, toSet: [] };
const changes = [{ path: "limits › 1 › limit", before: "5", after: "50" }];
const changed = {
  ...report,
  differences: [{ change: "changed", what: "product Starter", changes }],
  kept: ["product Old"],
  toSet: ["Named value T: its secret value is still to be set."],
};

let answer: { status: number; body: unknown } = { status: 200, body: report };
const seen: { request: IncomingMessage; body: string }[] = [];
const server = createServer(async (request, response) => {
  seen.push({ request, body: await text(request) });
  const isText = typeof answer.body === "string";
  response.writeHead(answer.status, { "Content-Type": isText ? "application/yaml" : "application/json" });
  response.end(isText ? answer.body : JSON.stringify(answer.body));
});

beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise((done) => server.close(done)));

async function run(
  args: string[],
  input = "",
  env: Record<string, string> = { GATEHOUSE_TOKEN: "gatetoken_x" },
) {
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, ["bin/config.mjs", ...args], {
    env: { ...process.env, GATEHOUSE_TOKEN: "", GATEHOUSE_URL: `http://127.0.0.1:${port}/`, ...env },
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, error, code: await ended };
}

describe("npm run config", () => {
  it("prints the configuration", async () => {
    answer = { status: 200, body: "gatehouse: 1\n" };
    expect(await run(["export"])).toEqual({ out: "gatehouse: 1\n", error: "", code: 0 });
    expect(seen.at(-1)?.request).toMatchObject({ method: "GET", url: "/api/configuration" });
    expect(seen.at(-1)?.request.headers.authorization).toBe("Bearer gatetoken_x");
  });

  it("ends with 2 where a file differs, with its words, and with 0 where it does not", async () => {
    answer = { status: 200, body: changed };
    const { out, code } = await run(["diff", "-"], "gatehouse: 1\n");
    expect(code).toBe(2);
    expect(out).toContain('changed  product Starter\n           limits › 1 › limit: "5" -> "50"');
    expect(out).toContain("Not in the file, and kept: product Old.");
    expect(out).toContain("Named value T: its secret value is still to be set.");
    answer = { status: 200, body: report };
    expect(await run(["diff", "-"], "gatehouse: 1\n")).toMatchObject({ code: 0, error: "" });
  });

  it("applies a file as it is, pruning on request only", async () => {
    answer = { status: 200, body: changed };
    expect(await run(["apply", "-", "--prune"], "gatehouse: 1\n")).toMatchObject({ code: 0 });
    expect(seen.at(-1)?.request).toMatchObject({ method: "PUT", url: "/api/configuration" });
    expect(JSON.parse(seen.at(-1)?.body ?? "")).toEqual({ document: "gatehouse: 1\n", prune: true });
  });

  it("ends with 1 and every message of a refusal", async () => {
    const errors = ["Line 2, apis > A: x", "Line 3, apis > B: y"].map((message) => ({ field: "", message }));
    answer = { status: 422, body: { detail: "Line 2, apis > A: x", errors } };
    expect(await run(["apply", "-"], "gatehouse: 1\n")).toEqual({
      out: "",
      error: "\nLine 2, apis > A: x\nLine 3, apis > B: y\n",
      code: 1,
    });
    answer = { status: 403, body: { detail: "This token may only read." } };
    expect(await run(["apply", "-"], "gatehouse: 1\n")).toMatchObject({
      code: 1,
      error: "\nThis token may only read.\n",
    });
  });

  it.each([[[]], [["diff"]], [["drop", "x"]], [["apply", "a", "b"]], [["export", "--prune"]]])(
    "explains itself when it is asked for %s",
    async (args) => {
      expect(await run(args)).toMatchObject({
        code: 1,
        error: expect.stringContaining("npm run config -- apply"),
      });
    },
  );

  it("says what is missing: a token, a file, a server", async () => {
    expect((await run(["export"], "", {})).error).toContain("GATEHOUSE_TOKEN is not set");
    expect((await run(["diff", "/nowhere.yaml"])).error).toContain("/nowhere.yaml cannot be read: ENOENT");
    const dead = { GATEHOUSE_TOKEN: "t", GATEHOUSE_URL: "http://127.0.0.1:1" };
    expect((await run(["export"], "", dead)).error).toContain("does not answer at http://127.0.0.1:1");
  });
});
