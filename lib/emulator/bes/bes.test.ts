import { describe, expect, it } from "vitest";
import type { EmulatorOptions } from "../server";
import { azuriteOfFile } from "../test-azurite";
import { startForTest } from "../test-support";
import { callJobs, ended, jobsFolder, resultUrl, start, statusOf, submit, until } from "./test-jobs";

const storage = azuriteOfFile();

function startWithStorage(options: EmulatorOptions = {}) {
  return startForTest({ batch: { folder: jobsFolder(), storage: storage() }, ...options });
}

const header = `Col2,${Array.from({ length: 8 }, (_, at) => `Col2_HashingFeature.${at}`).join(",")}`;
const texts = "Col2\r\nThis is a good day\r\nI loved this book\r\nThis book was great\r\n";
const scored = `${header}\r\nThis is a good day,1,1,2,2,0,2,0,1\r\nI loved this book,0,1,1,2,1,0,2,0\r\nThis book was great,0,3,0,0,1,0,1,2\r\n`;
const goodDay = "This is a good day,1,1,2,2,0,2,0,1\r\n";

const blob = (name: string) => ({
  ConnectionString: storage().connectionString,
  RelativeLocation: `data/${name}`,
});

interface RunOptions {
  input?: string;
  output?: string;
  service?: "featureHashing" | "priceRegression";
  parameters?: Record<string, string>;
}

/** Runs a job over this input to its end, and reads what it wrote. */
async function runOver(
  content: string | Uint8Array,
  { input = "in.csv", output = "out.csv", service = "featureHashing", parameters = {} }: RunOptions = {},
) {
  const emulator = await startWithStorage();
  await storage().put(input, content);
  const job = { Input: blob(input), Outputs: { output1: blob(output) }, GlobalParameters: parameters };
  const id = await submit(emulator, job, { service });
  await start(emulator, id, { service });
  const status = await ended(emulator, id, { service });
  return { ...status, text: status.StatusCode === "Finished" ? await storage().get(output) : null };
}

describe("a batch job", () => {
  it.each(["Input", "Inputs"])(
    "submitted with %s scores the blob's rows into the named output",
    async (form) => {
      const emulator = await startWithStorage();
      await storage().put("texts.csv", texts);
      const input = blob("texts.csv");
      const inputs = form === "Input" ? { Input: input } : { Inputs: { input1: input } };
      const job = { ...inputs, Outputs: { output1: blob("scored.csv") }, GlobalParameters: null };
      const id = await submit(emulator, job);
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(await statusOf(emulator, id)).toEqual({
        StatusCode: "NotStarted",
        Results: null,
        Details: null,
      });
      await start(emulator, id);
      const status = await ended(emulator, id);
      expect(status).toMatchObject({ StatusCode: "Finished", Details: null });
      expect(await (await fetch(resultUrl(status))).text()).toBe(scored);
    },
  );

  it("takes `Output` for a single output, locations with a slash before them, and all that is unused as null", async () => {
    const emulator = await startWithStorage();
    await storage().put("texts.csv", texts);
    const slashed = (name: string) => ({
      ...blob(name),
      RelativeLocation: `/data/${name}`,
      BaseLocation: null,
    });
    const id = await submit(emulator, {
      Input: slashed("texts.csv"),
      Inputs: null,
      Output: slashed("single.csv"),
      Outputs: null,
    });
    await start(emulator, id);
    expect(resultUrl(await ended(emulator, id))).toContain("/data/single.csv?");
    expect(await storage().get("single.csv")).toBe(scored);
  });

  it("reads a blob named by a base address and a token, and names its result itself", async () => {
    const emulator = await startWithStorage();
    await storage().put("first.csv", texts);
    const named = await submit(emulator, { Input: blob("first.csv") });
    await start(emulator, named);
    const { Results } = await ended(emulator, named);
    const result = Results?.output1;
    expect(result?.BaseLocation).toBe(`${storage().blobEndpoint}/`);
    expect(result?.RelativeLocation).toBe(`experimentoutput/${named}/output1.csv`);
    // The result is itself an input now, by its three parts: but its columns are not the service's.
    const again = await submit(emulator, { Inputs: { input1: result } });
    await start(emulator, again);
    expect((await ended(emulator, again)).Details).toContain("InputMismatchError");
  });

  it.each([
    ["with its endpoint", (text: string, at: string) => `${text};BlobEndpoint=${at}`],
    ["of the emulator's own account", () => "UseDevelopmentStorage=true"],
  ])("takes a connection string %s", async (_name, written) => {
    const emulator = await startWithStorage();
    await storage().put("in.csv", texts);
    const ConnectionString = written(storage().connectionString, storage().blobEndpoint);
    const at = (name: string) => ({ ConnectionString, RelativeLocation: `data/${name}` });
    const id = await submit(emulator, { Input: at("in.csv"), Outputs: { output1: at("o.csv") } });
    await start(emulator, id);
    expect(await ended(emulator, id)).toMatchObject({ StatusCode: "Finished" });
  });

  it("gives a token that only reads, for a day, and a fresh one at each status", async () => {
    let now = Date.now();
    const emulator = await startForTest({
      batch: { folder: jobsFolder(), storage: storage() },
      now: () => now,
    });
    await storage().put("in.csv", texts);
    const id = await submit(emulator, { Input: blob("in.csv"), Outputs: { output1: blob("o.csv") } });
    await start(emulator, id);
    const first = resultUrl(await ended(emulator, id));
    now += 60_000;
    const second = resultUrl(await statusOf(emulator, id));
    expect(second).not.toBe(first);
    const { searchParams } = new URL(second);
    expect(searchParams.get("sp")).toBe("r");
    expect(Date.parse(searchParams.get("se") ?? "") - now).toBeLessThanOrEqual(86_400_000);
    expect(Date.parse(searchParams.get("se") ?? "") - now).toBeGreaterThan(86_000_000);
    const write = await fetch(second, {
      method: "PUT",
      body: "x",
      headers: { "x-ms-blob-type": "BlockBlob" },
    });
    expect(write.status).toBe(403);
    expect((await fetch(second.replace("o.csv", "in.csv"))).status).toBe(403);
  });

  it("computes with global parameters and several columns in any order", async () => {
    const { text } = await runOver("highway-mpg,horsepower,engine-size\n27,111,130\n,68,91.5\n", {
      service: "priceRegression",
      parameters: { "Currency rate": "2" },
    });
    expect(text).toBe(
      "engine-size,horsepower,highway-mpg,Scored Labels\r\n130,111,27,31426\r\n91.5,68,,\r\n",
    );
  });
});

describe("the input", () => {
  const row = `${header}\r\n${goodDay}`;
  it.each<[string, string | Uint8Array, string]>([
    ["with a byte order mark", "\uFEFFCol2\r\nThis is a good day\r\n", row],
    ["with LF", "Col2\nThis is a good day\n", row],
    ["with CR", "Col2\rThis is a good day\r", row],
    ["without an end of its last line", "Col2\r\nThis is a good day", row],
    ["with blank lines", "Col2\r\n\r\nThis is a good day\r\n\r\n", row],
    ["in quotes", '"Col2"\r\n"This is a good day"\r\n', row],
    ["with an empty cell", 'Col2\r\n""\r\n', `${header}\r\n,0,0,0,0,0,0,0,0\r\n`],
    [
      "with commas, quotes and line ends inside of quotes",
      'Col2\r\n"a, ""b""\r\nc"\r\n',
      `${header}\r\n"a, ""b""\r\nc",0,0,0,1,1,0,2,1\r\n`,
    ],
    ["of the header alone", "Col2\r\n", `${header}\r\n`],
  ])("%s", async (_name, content, expected) => {
    const { text, Details } = await runOver(content);
    expect(Details).toBeNull();
    // What the hashes of an arbitrary text are is tested elsewhere.
    const withoutCounts = (table: string | null) => table?.replaceAll(/"(,\d)+\r\n$/g, '"\r\n');
    expect(withoutCounts(text)).toBe(withoutCounts(expected));
  });

  it("may be TSV", async () => {
    expect((await runOver('Col2\n"This is\ta good day"\n', { input: "in.tsv" })).text).toContain(
      "This is\ta good day,1,1,2,2,0,2,0,1",
    );
  });

  it.each([
    [
      "a row with a value too many",
      'Col2\r\nfine\r\n"two\r\nlines"\r\na,b\r\n',
      "row 3 (line 5) has 2 values for 1 column",
    ],
    ["a quote that is never closed", 'Col2\r\nfine\r\n"open\r\n', "line 3: a quoted cell is never closed"],
    ["other columns", "Text\r\nfine\r\n", "names the columns Text; the web service takes Col2"],
    ["nothing", "", "it is empty"],
    [
      "bytes that are not UTF-8",
      Uint8Array.from([67, 111, 108, 50, 10, 0xff, 0xfe, 10]),
      "it is not UTF-8 text",
    ],
  ])("%s fails the job and says where", async (_name, content, details) => {
    const status = await runOver(content);
    expect(status).toMatchObject({ StatusCode: "Failed", Results: null });
    expect(status.Details).toContain(details);
  });

  it("that is no number fails the job with its row and column", async () => {
    const status = await runOver("engine-size,horsepower,highway-mpg\n1,2,3\n1,many,3\n", {
      service: "priceRegression",
      parameters: { "Currency rate": "1" },
    });
    expect(status.Details).toContain('row 2, column "horsepower": "many" is not a Double');
  });

  it("that is not there fails the job in Microsoft's words", async () => {
    const emulator = await startWithStorage();
    const id = await submit(emulator, { Input: blob("missing.csv") });
    await start(emulator, id);
    const { StatusCode, Details } = await ended(emulator, id);
    expect(StatusCode).toBe("Failed");
    expect(Details).toMatch(
      /^BlobNotFound: Unable to access the provided Azure blob - data\/missing\.csv\. {2}Azure error message: .+\.$/,
    );
  });

  it("in a storage that does not answer fails the job, and all else goes on", async () => {
    const gone = { ...storage(), blobEndpoint: "http://127.0.0.1:9/teststore" };
    const emulator = await startForTest({ batch: { folder: jobsFolder(), storage: gone } });
    const id = await submit(emulator, { Input: blob("in.csv") });
    await start(emulator, id);
    expect((await ended(emulator, id)).Details).toContain(
      "The blob storage at http://127.0.0.1:9 does not answer",
    );
  });
});

describe("the output", () => {
  it("may be TSV", async () => {
    const { text } = await runOver('Col2\n"a\tb"\n', { output: "out.tsv" });
    expect(text?.split("\r\n")[0]).toBe(header.replaceAll(",", "\t"));
    expect(text?.split("\r\n")[1]).toMatch(/^"a\tb"(\t\d){8}$/);
  });

  it("may be ARFF", async () => {
    const { text } = await runOver('Col2\nIt\'s a good day\n""\n', { output: "out.ARFF" });
    expect(text).toMatch(
      /^@RELATION 'output1'\n\n@ATTRIBUTE 'Col2' STRING\n(@ATTRIBUTE 'Col2_HashingFeature\.\d' NUMERIC\n){8}\n@DATA\n'It\\'s a good day'(,\d){8}\n\?(,0){8}\n$/,
    );
  });

  it("that a failed job would have written is not touched", async () => {
    await storage().put("kept.csv", "as it was");
    await runOver("Col2\nfine\na,b\n", { output: "kept.csv" });
    expect(await storage().get("kept.csv")).toBe("as it was");
  });
});

describe("what a job refuses", () => {
  it.each<[string, () => unknown, string, string]>([
    ["no body", () => "", "RequestBodyInvalid", ""],
    ["null", () => null, "RequestIsEmpty", ""],
    ["a list", () => [], "RequestBodyInvalid", ""],
    ["no input", () => ({}), "MissingRequestInput", "expects an input"],
    [
      "both inputs",
      () => ({ Input: blob("a.csv"), Inputs: { input1: blob("a.csv") } }),
      "DuplicateInputInBatchCall",
      "single and multiple",
    ],
    ["Inputs without any", () => ({ Inputs: {} }), "BatchJobInputsNotSpecified", "input1"],
    ["an input of null", () => ({ Inputs: { input1: null } }), "BatchJobInputsNotSpecified", "input1"],
    ["an unknown input", () => ({ Inputs: { input2: blob("a.csv") } }), "InvalidInputNames", "input2"],
    [
      "two inputs",
      () => ({ Inputs: { input1: blob("a.csv"), b: blob("a.csv") } }),
      "BatchJobInputsTooManySpecified",
      "input1",
    ],
    ["an empty reference", () => ({ Input: {} }), "MissingInputBlobInformation", "Missing Azure storage"],
    [
      "a container alone",
      () => ({ Input: { ...blob(""), RelativeLocation: "data" } }),
      "MissingInputBlobInformation",
      "",
    ],
    [
      "no token",
      () => ({ Input: { BaseLocation: "http://a/b/", RelativeLocation: "data/a.csv" } }),
      "MissingInputBlobInformation",
      "",
    ],
    [
      "no connection string",
      () => ({ Input: { ...blob("a.csv"), ConnectionString: "AccountName=x" } }),
      "InvalidBlobConnectionString",
      "AccountName=x",
    ],
    [
      "an unknown output",
      () => ({ Input: blob("a.csv"), Outputs: { Output1: blob("b.csv") } }),
      "InvalidOutputOverrideName",
      "Output1",
    ],
    [
      "an output of null",
      () => ({ Input: blob("a.csv"), Outputs: { output1: null } }),
      "MissingOutputOverrideSpecification",
      "output1",
    ],
    [
      "an output without extension",
      () => ({ Input: blob("a.csv"), Output: blob("b") }),
      "InvalidBlobExtension",
      '".csv, .tsv, .arff"',
    ],
    [
      "an unknown parameter",
      () => ({ Input: blob("a.csv"), GlobalParameters: { x: "1" } }),
      "UnexpectedParameter",
      "",
    ],
  ])("%s", async (_name, job, code, words) => {
    const emulator = await startWithStorage();
    const made = job();
    const body = made === "" ? "" : JSON.stringify(made);
    const answer = await callJobs(emulator, "", { method: "POST", body });
    expect(answer.status).toBe(400);
    const { error } = await answer.json();
    expect(error).toMatchObject({ code: "BadArgument", details: [{ code }] });
    expect(error.details[0].message).toContain(words);
  });

  it("never repeats an account's key", async () => {
    const emulator = await startWithStorage();
    const ConnectionString = "AccountName=UPPER;AccountKey=c2VjcmV0c2VjcmV0;Extra=1";
    const body = JSON.stringify({ Input: { ConnectionString, RelativeLocation: "a/b.csv" } });
    const answer = await callJobs(emulator, "", { method: "POST", body });
    expect(await answer.text()).not.toContain("c2VjcmV0c2VjcmV0");
  });

  it("a job of another web service, and one that never was: 404 for each call", async () => {
    const emulator = await startWithStorage();
    const id = await submit(emulator, { Input: blob("a.csv") });
    const elsewhere = { service: "priceRegression" } as const;
    expect((await callJobs(emulator, `/${id}`, elsewhere)).status).toBe(404);
    expect((await callJobs(emulator, `/${id}/start`, { ...elsewhere, method: "POST" })).status).toBe(404);
    expect((await callJobs(emulator, `/${id}`, { ...elsewhere, method: "DELETE" })).status).toBe(404);
    expect(await (await callJobs(emulator, "/nothing")).json()).toMatchObject({
      error: { code: "NotFound" },
    });
    expect((await statusOf(emulator, id)).StatusCode).toBe("NotStarted");
  });
});

describe("a job's states", () => {
  /** A job that runs until the test lets it work. */
  async function startHeld() {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const emulator = await startWithStorage({
      wait: (_ms, signal) =>
        Promise.race([
          held,
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
        ]),
    });
    await storage().put("in.csv", texts);
    const id = await submit(emulator, { Input: blob("in.csv"), Outputs: { output1: blob("held.csv") } });
    await start(emulator, id, { headers: { "x-emulator-fault": "job=1" } });
    return { emulator, id, release };
  }

  it.each([
    ["an empty body", ""],
    ["none", null],
    ["null", "null"],
    ['""', '""'],
  ])("start takes %s", async (_name, body) => {
    const emulator = await startWithStorage();
    await storage().put("in.csv", texts);
    const id = await submit(emulator, { Input: blob("in.csv") });
    expect((await callJobs(emulator, `/${id}/start`, { method: "POST", body })).status).toBe(204);
    expect(await ended(emulator, id)).toMatchObject({ StatusCode: "Finished" });
  });

  it("a job is started once: in every other state, start is refused with its name", async () => {
    const { emulator, id, release } = await startHeld();
    const again = async () => (await callJobs(emulator, `/${id}/start`, { method: "POST" })).json();
    const refusal = (state: string) => ({
      error: {
        code: "InvalidOperation",
        message: "The request is invalid in the current context.",
        details: [
          { code: "CannotStartJob", message: `The job cannot be started because it is in ${state} state.` },
        ],
      },
    });
    expect((await statusOf(emulator, id)).StatusCode).toBe("Running");
    expect(await again()).toEqual(refusal("Running"));
    release();
    await ended(emulator, id);
    expect(await again()).toEqual(refusal("Finished"));
  });

  it("a running job that is deleted becomes Cancelled and writes nothing", async () => {
    await storage().put("held.csv", "as it was");
    const { emulator, id, release } = await startHeld();
    const remove = async () => (await callJobs(emulator, `/${id}`, { method: "DELETE" })).status;
    expect(await remove()).toBe(204);
    expect(await statusOf(emulator, id)).toEqual({ StatusCode: "Cancelled", Results: null, Details: null });
    release();
    const next = await submit(emulator, { Input: blob("in.csv") });
    await start(emulator, next);
    await ended(emulator, next);
    expect(await storage().get("held.csv")).toBe("as it was");
  });

  it.each(["NotStarted", "Finished", "Failed", "Cancelled"])(
    "a %s job is forgotten when it is deleted",
    async (state) => {
      const { emulator, id: held, release } = await startHeld();
      let id = held;
      if (state === "NotStarted") id = await submit(emulator, { Input: blob("in.csv") });
      if (state === "Cancelled") await callJobs(emulator, `/${id}`, { method: "DELETE" });
      if (state === "Failed") {
        id = await submit(emulator, { Input: blob("missing.csv") });
        await start(emulator, id);
      }
      if (state === "Finished") release();
      await until(
        () => statusOf(emulator, id),
        ({ StatusCode }) => StatusCode === state,
      );
      expect((await callJobs(emulator, `/${id}`, { method: "DELETE" })).status).toBe(204);
      expect((await callJobs(emulator, `/${id}`)).status).toBe(404);
      expect((await callJobs(emulator, `/${id}`, { method: "DELETE" })).status).toBe(404);
    },
  );

  it("of 100 jobs started at once 40 run and 60 wait, and all finish", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const emulator = await startWithStorage({ wait: () => gate });
    await storage().put("in.csv", texts);
    const held = { headers: { "x-emulator-fault": "job=1" } };
    const ids = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        submit(emulator, { Input: blob("in.csv"), Outputs: { output1: blob(`many-${at}.csv`) } }),
      ),
    );
    await Promise.all(ids.map((id) => start(emulator, id, held)));
    const states = async () =>
      (await Promise.all(ids.map((id) => statusOf(emulator, id)))).map((s) => s.StatusCode);
    const count = (all: string[], state: string) => all.filter((each) => each === state).length;
    const now = await states();
    expect([count(now, "Running"), count(now, "NotStarted")]).toEqual([40, 60]);
    release();
    await until(states, (all) => count(all, "Finished") === 100);
    expect(await storage().get("many-99.csv")).toBe(scored);
  }, 60_000);
});
