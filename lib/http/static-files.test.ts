import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asksForStaticFile, staticFiles } from "./static-files";

const root = mkdtempSync(join(tmpdir(), "gatehouse-static-"));
let server: Server;

beforeAll(async () => {
  mkdirSync(join(root, ".next/static/chunks"), { recursive: true });
  writeFileSync(join(root, ".next/secret.js"), "secret");
  writeFileSync(join(root, ".next/static/chunks/a.js"), "plain");
  writeFileSync(join(root, ".next/static/chunks/a.js.br"), "brotli");
  writeFileSync(join(root, ".next/static/chunks/a.js.gz"), "gzip");
  const serve = staticFiles(root);
  server = createServer((req, res) => (asksForStaticFile(req) ? serve(req, res) : res.end("page")));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** The path goes out as it is written: `fetch` would resolve its dots. */
function get(path: string, encoding = ""): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, headers: { "Accept-Encoding": encoding } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

describe("the built files", () => {
  test("come in the best form that the browser takes, and may be kept for ever", async () => {
    const best = await get("/_next/static/chunks/a.js", "gzip, deflate, br");
    expect(best.text).toBe("brotli");
    expect(best.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": expect.stringContaining("text/javascript"),
      "cache-control": "public,max-age=31536000,immutable",
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
    });
    expect((await get("/_next/static/chunks/a.js", "gzip")).text).toBe("gzip");
    expect((await get("/_next/static/chunks/a.js")).text).toBe("plain");
  });

  test("are all that is served: nothing beside them, and nothing that is not there", async () => {
    for (const path of [
      "/_next/static/../secret.js",
      "/_next/static/%2e%2e/secret.js",
      "/_next/static/..%2fsecret.js",
      "/_next/static/chunks/none.js",
      "/_next/static/%zz",
    ]) {
      const { status, headers, text } = await get(path, "br");
      expect([path, status, text]).toEqual([path, 404, "There is no such file.\n"]);
      expect(headers["cache-control"]).toBe("no-store");
    }
    expect((await get("/apis")).text).toBe("page");
  });
});
