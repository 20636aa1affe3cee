import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleLanguages } from "./languages";
import { mergedHeaders, type SampleCall, toSampleCall, variablesOf } from "./sample-call";

const run = promisify(execFile);
const key = 'gate_it\'s "the" $KEY`!';

/** Runs a sample as it would be pasted; a language that this machine lacks is passed over, and the test says so. */
interface Runner {
  command: string;
  file: string;
  run(path: string): [string, string[]];
  /** Takes a second to compile or to start: gets the hardest cases only. */
  slow?: true;
}

const runners: Record<string, Runner> = {
  curl: { command: "curl", file: "call.sh", run: (path) => ["bash", [path]] },
  python: { command: "python3", file: "call.py", run: (path) => ["python3", [path]] },
  javascript: { command: "node", file: "call.mjs", run: (path) => ["node", [path]] },
  java: { command: "javac", file: "Call.java", run: (path) => ["java", [path]], slow: true },
  go: { command: "go", file: "call.go", run: (path) => ["go", ["run", path]], slow: true },
  php: { command: "php", file: "call.php", run: (path) => ["php", [path]] },
  ruby: { command: "ruby", file: "call.rb", run: (path) => ["ruby", [path]] },
  r: { command: "Rscript", file: "call.R", run: (path) => ["Rscript", [path]], slow: true },
  powershell: {
    command: "pwsh",
    file: "call.ps1",
    run: (path) => ["pwsh", ["-NoProfile", path]],
    slow: true,
  },
};

function isInstalled(command: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

interface Received {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

let received: Received | null = null;
let origin = "";
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  received = {
    method: request.method ?? "",
    target: request.url ?? "",
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString("base64"),
  };
  response.writeHead(request.url === "/refused" ? 429 : 200, { "Content-Type": "text/plain; charset=utf-8" });
  response.end("answered č");
});
let folder = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "gatehouse-samples-"));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const nasty = `it's "quoted" \\n \\ $HOME \${HOME} #{1+1} %s \`id\` ! !! @file ''' """ )" )-" <<'EOF' 'PHP; {0} č 日本 😀 ‘’ \\u0041`;
const bodies: [string, string][] = [
  [
    "the demo's",
    '{\n  "Inputs": {\n    "input1": { "ColumnNames": ["Col2"], "Values": [["This is a good day"]] }\n  }\n}',
  ],
  ["one nasty line", nasty],
  ["nasty lines", `${nasty}\n  ${nasty}  \n\t\n\n${nasty}\t\nends with a quote'`],
  ["lines with margins", "  a\n    b  \n  c\\\n"],
  ["carriage returns and controls", `a\r\nb\u0001\u001b[31m\u007f ! ${nasty}\r`],
  ["what looks like a file", "@/etc/passwd"],
  ["quotes alone", `'\n"\n'''\n""""\n\`\n`],
];

const hardest = bodies.filter(([name]) => /nasty lines|margins|controls/.test(name));

function call(more: Partial<SampleCall> = {}): SampleCall {
  return {
    method: "POST",
    url: `${origin}/a%2Fb/it's!/(x)?q=%24%7B1%7D&r=a%20b*~`,
    headers: [
      { name: "Content-Type", value: "application/json" },
      { name: "X-Nasty", value: `it's "quoted" \\ $HOME \${HOME} #{1} %s \`id\` ! @x {0}` },
      { name: "Ocp-Apim-Subscription-Key", variable: "GATEHOUSE_KEY" },
    ],
    body: null,
    ...more,
  };
}

async function write(id: string, sample: SampleCall): Promise<string> {
  const language = sampleLanguages.find((candidate) => candidate.id === id);
  if (!language) throw new Error(`no language ${id}`);
  return (await language.load())(sample);
}

async function paste(id: string, runner: Runner, sample: SampleCall): Promise<string> {
  const path = join(folder, runner.file);
  writeFileSync(path, await write(id, sample));
  const [command, args] = runner.run(path);
  received = null;
  const env = { ...process.env, GATEHOUSE_KEY: key, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  const { stdout } = await run(command, args, { env, cwd: folder, timeout: 60_000 });
  return stdout;
}

for (const [id, runner] of Object.entries(runners)) {
  describe.skipIf(!isInstalled(runner.command))(
    `the ${id} sample, pasted and run`,
    { timeout: 120_000 },
    () => {
      it.each(runner.slow ? hardest : bodies)(
        "sends %s body byte for byte, and the URL and headers as they are",
        async (_, body) => {
          const sample = call({ body });
          const printed = await paste(id, runner, sample);
          expect(printed).toContain("answered č");
          expect(received).toMatchObject({
            method: "POST",
            target: sample.url.slice(origin.length),
            body: Buffer.from(body).toString("base64"),
            headers: {
              "content-type": "application/json",
              "ocp-apim-subscription-key": key,
              "x-nasty": `it's "quoted" \\ $HOME \${HOME} #{1} %s \`id\` ! @x {0}`,
            },
          });
        },
      );

      it("calls without a body, and shows a refusal", async () => {
        const printed = await paste(id, runner, {
          method: "GET",
          url: `${origin}/refused`,
          headers: [],
          body: null,
        });
        expect(printed).toContain("answered č");
        expect(printed).toContain("429");
        expect(received).toMatchObject({ method: "GET", target: "/refused", body: "" });
      });

      it.each(runner.slow ? ["HEAD"] : ["DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"])(
        "calls with %s",
        async (method) => {
          await paste(id, runner, { method, url: `${origin}/x`, headers: [], body: null });
          expect(received).toMatchObject({ method, target: "/x", body: "" });
        },
      );
    },
  );
}

describe("every language", () => {
  it.each(sampleLanguages.map(({ id }) => id))("%s names the key's variable and never a key", async (id) => {
    const request = {
      method: "POST",
      path: "/a",
      headers: [
        ["Authorization", "Bearer s3cret"],
        ["ocp-apim-subscription-key", "s3cret"],
      ] as const,
      body: "{}",
    };
    const options = {
      baseUrl: "http://localhost:3000/gateway/x",
      keyHeader: "Ocp-Apim-Subscription-Key",
      withKey: false,
    };
    const sample = toSampleCall({ ...request, headers: [...request.headers] }, options);
    const text = await write(id, sample);
    expect(variablesOf(sample)).toEqual(["GATEHOUSE_AUTHORIZATION", "GATEHOUSE_KEY"]);
    expect(text).toContain("GATEHOUSE_KEY");
    expect(text).toContain("GATEHOUSE_AUTHORIZATION");
    expect(text).not.toContain("s3cret");
  });

  it.each(sampleLanguages.map(({ id }) => id))("%s writes the demo's call as before", async (id) => {
    const sample = call({
      url: "http://localhost:3000/gateway/demo/score?v=2.0",
      body: '{\n  "a": "it\'s"\n}',
    });
    expect(await write(id, sample)).toMatchSnapshot();
  });
});

it("repeated headers become one list where a language keeps them by name", () => {
  const headers = [
    { name: "X-A", value: "1" },
    { name: "Cookie", value: "a=1" },
    { name: "x-a", value: "2" },
    { name: "cookie", value: "b=2" },
  ];
  expect(mergedHeaders(call({ headers }))).toEqual([
    { name: "X-A", value: "1, 2" },
    { name: "Cookie", value: "a=1; b=2" },
  ]);
});
