import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { BlobServiceClient } from "@azure/storage-blob";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { seriousFindings } from "./support/axe";
import { demo, publishedRow } from "./support/demo";
import { signIn } from "./support/sign-in";

/** Batch execution: the tutorial's client as plain HTTP, the five operations by hand, the code samples as pasted. */

const { account, key, blobEndpoint } = demo.storage;
/** As Azure's portal shows it, without an endpoint; and with one, for clients that call the storage themselves. */
const connection = `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key}`;
const reachable = `${connection};BlobEndpoint=${blobEndpoint}`;
const texts: Record<string, string[]> = {
  "This is a good day": publishedRow,
  "I loved this book": ["0", "1", "1", "2", "1", "0", "2", "0"],
  "This book was great": ["0", "3", "0", "0", "1", "0", "1", "2"],
};
const rows = Object.entries(texts).map(([text, counts]) => [text, ...counts].join(","));
const header = ["Col2", ...publishedRow.map((_, at) => `Col2_HashingFeature.${at}`)].join(",");

const { workspace, service } = demo.webService;
const jobs = `${demo.gateway}/azureml-demo/workspaces/${workspace}/services/${service}/jobs`;

const statusSchema = z.strictObject({
  StatusCode: z.enum(["NotStarted", "Running", "Failed", "Cancelled", "Finished"]),
  Results: z
    .record(
      z.string(),
      z.object({ BaseLocation: z.string(), RelativeLocation: z.string(), SasBlobToken: z.string() }),
    )
    .nullable(),
  Details: z.string().nullable(),
});

function call(request: APIRequestContext, method: string, path: string, more: object = {}) {
  return request.fetch(`${jobs}${path}?api-version=2.0`, {
    method,
    headers: { "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey },
    ...more,
  });
}

async function submit(request: APIRequestContext, job: object): Promise<string> {
  const answer = await call(request, "POST", "", { data: { GlobalParameters: {}, ...job } });
  const text = await answer.text();
  expect(answer.status(), text).toBe(200);
  expect(text).toMatch(/^"[0-9a-f]{32}"$/);
  return z.string().parse(JSON.parse(text));
}

async function statusOf(request: APIRequestContext, id: string) {
  const answer = await call(request, "GET", `/${id}`);
  expect(answer.status()).toBe(200);
  return statusSchema.parse(await answer.json());
}

/** Asks until the job is in the state. */
async function untilIs(request: APIRequestContext, id: string, state: string) {
  await expect
    .poll(async () => (await statusOf(request, id)).StatusCode, { timeout: 30_000, intervals: [100] })
    .toBe(state);
  return statusOf(request, id);
}

async function upload(name: string, content: string) {
  const container = BlobServiceClient.fromConnectionString(reachable).getContainerClient("data");
  await container.createIfNotExists();
  await container.getBlockBlobClient(name).upload(content, Buffer.byteLength(content));
}

const blob = (name: string) => ({ ConnectionString: connection, RelativeLocation: `data/${name}` });
const csv = `${["Col2", ...Object.keys(texts)].join("\r\n")}\r\n`;

for (const [form, startBody] of [
  ["Input", ""],
  ["Inputs", undefined],
] as const) {
  test(`a client's job with ${form}, started with ${startBody === "" ? "an empty body" : "no body"}, ends with the right rows`, async ({
    request,
  }) => {
    const [input, output] = [`${form}.csv`, `${form}-scored.csv`];
    await upload(input, csv);
    const given = form === "Input" ? { Input: blob(input) } : { Inputs: { input1: blob(input) } };
    const id = await submit(request, { ...given, Outputs: { output1: blob(output) } });
    expect(await statusOf(request, id)).toEqual({ StatusCode: "NotStarted", Results: null, Details: null });
    const started = await call(
      request,
      "POST",
      `/${id}/start`,
      startBody === undefined ? {} : { data: startBody },
    );
    expect([started.status(), await started.text()]).toEqual([204, ""]);

    const { Results } = await untilIs(request, id, "Finished");
    const { BaseLocation, RelativeLocation, SasBlobToken } = Results?.output1 ?? {};
    const result = await request.get(`${BaseLocation}${RelativeLocation}${SasBlobToken}`);
    expect((await result.text()).split("\r\n")).toEqual([header, ...rows, ""]);
  });
}

test("DELETE is answered in every state", async ({ request }) => {
  await upload("states.csv", csv);
  const start = async (id: string, headers: Record<string, string> = {}) => {
    const key = { "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey };
    expect((await call(request, "POST", `/${id}/start`, { headers: { ...key, ...headers } })).status()).toBe(
      204,
    );
  };
  const slow = { "x-emulator-fault": "job=60000" };
  const reach = new Map<string, (id: string) => Promise<void>>([
    ["NotStarted", async () => {}],
    ["Running", (id) => start(id, slow)],
    ["Finished", (id) => start(id)],
    ["Failed", (id) => start(id)],
    [
      "Cancelled",
      async (id) => {
        await start(id, slow);
        await call(request, "DELETE", `/${id}`);
      },
    ],
  ]);
  for (const [state, bring] of reach) {
    const id = await submit(request, { Input: blob(state === "Failed" ? "none.csv" : "states.csv") });
    await bring(id);
    await untilIs(request, id, state);
    const deleted = await call(request, "DELETE", `/${id}`);
    expect([state, deleted.status(), await deleted.text()]).toEqual([state, 204, ""]);
    const after = await call(request, "GET", `/${id}`);
    // A job that runs is cancelled and can be asked why; any other is forgotten.
    if (state === "Running") expect(statusSchema.parse(await after.json()).StatusCode).toBe("Cancelled");
    else expect(after.status(), state).toBe(404);
  }
});

const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const answered = (page: Page) => page.getByRole("region", { name: "Response status" });
const next = (page: Page) => page.getByRole("region", { name: "Go on with this job" });
const jobField = (page: Page) =>
  page.getByRole("group", { name: "Request parameters" }).getByLabel("jobid", { exact: true });

async function chooseUnlimited(page: Page) {
  const picker = page.getByLabel("Subscription", { exact: true });
  await picker.selectOption(
    await picker.locator("option", { hasText: "Demo Unlimited" }).getAttribute("value"),
  );
}

async function sendAndExpect(page: Page, status: string) {
  await expect(page.getByLabel("Subscription", { exact: true }).locator("option:checked")).toContainText(
    "Unlimited",
  );
  await send(page).click();
  await expect(answered(page)).toContainText(status);
}

async function goOn(page: Page, name: string, id: string) {
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await next(page).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeInViewport();
  await expect(jobField(page)).toHaveValue(id);
}

test("all five operations by hand, nothing typed: the job's id is carried on, and its result is shown as a table", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, demo.developer, "/apis/azureml-demo-api/operations/rrs-execute");
  await chooseUnlimited(page);
  await sendAndExpect(page, "200 OK");

  await page.goto("/apis/azureml-demo-api/operations/bes-submit");
  await sendAndExpect(page, "200 OK");
  const id = (await next(page).locator("code").textContent()) ?? "";
  expect(id).toMatch(/^[0-9a-f]{32}$/);

  await goOn(page, "BES Start", id);
  await sendAndExpect(page, "204 No Content");

  await goOn(page, "BES Status", id);
  await sendAndExpect(page, "200 OK");
  const results = page.getByRole("region", { name: "Results of the job" });
  await expect(async () => {
    if (await results.isVisible()) return;
    await send(page).click();
    await expect(results).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  const table = results.getByRole("table");
  await expect(table.getByRole("columnheader").first()).toHaveText("Col2");
  for (const [at, [text, counts]] of Object.entries(texts).entries()) {
    await expect(
      table
        .getByRole("row")
        .nth(at + 1)
        .getByRole("cell"),
    ).toHaveText([text, ...counts]);
  }
  const link = await results.getByRole("link", { name: "Download output1" }).getAttribute("href");
  expect(await (await page.request.get(link ?? "")).text()).toBe([header, ...rows, ""].join("\r\n"));
  expect(await seriousFindings(page)).toEqual([]);

  await goOn(page, "BES Delete", id);
  await sendAndExpect(page, "204 No Content");
  await expect(next(page).getByRole("link")).toHaveText(["BES Status"]);
});

test("the last job of a tab is filled in where the next operation is opened in another way, and answers to its subscription alone", async ({
  page,
}) => {
  await signIn(page, demo.developer, "/apis/azureml-demo-api/operations/bes-submit");
  await chooseUnlimited(page);
  await sendAndExpect(page, "200 OK");
  const id = (await next(page).locator("code").textContent()) ?? "";
  await page.goto("/apis/azureml-demo-api/operations/bes-status");
  await expect(jobField(page)).toHaveValue(id);
  await sendAndExpect(page, "200 OK");
  const picker = page.getByLabel("Subscription", { exact: true });
  await picker.selectOption(
    await picker.locator("option", { hasText: "Demo Starter" }).getAttribute("value"),
  );
  await send(page).click();
  await expect(answered(page)).toContainText("404");
  await expect(page.getByText(/answers to the subscription that submitted it/)).toBeVisible();

  await page.goto("/apis/azureml-demo-api/operations/bes-status#try-it&path%3Ajobid=linked");
  await page.reload();
  await expect(jobField(page)).toHaveValue("linked");
});

const run = promisify(execFile);
const programs = {
  "Python 3": { command: "python3", file: "batch.py" },
  "JavaScript (Node.js)": { command: process.execPath, file: "batch.mjs" },
  curl: { command: "bash", file: "batch.sh" },
};

test("the operation page's code of a whole job runs as pasted, through the gateway", async ({
  page,
}, testInfo) => {
  test.setTimeout(120_000);
  await signIn(page, demo.developer, "/apis/azureml-demo-api/operations/bes-status");
  await page.getByText("The whole batch job: upload, submit, start, follow, download, delete").click();
  const language = page.getByLabel("Language of the whole job");
  await expect(language.locator("option")).toHaveText([
    "Python 3",
    "C#",
    "R",
    "JavaScript (Node.js)",
    "curl",
  ]);
  for (const [name, { command, file }] of Object.entries(programs)) {
    await language.selectOption(name);
    const block = page.getByRole("region", { name: `The whole job in ${name}` });
    const path = testInfo.outputPath(file);
    writeFileSync(path, await block.locator("code").evaluate((code) => code.textContent ?? ""));
    const { stdout } = await run(command, [path], {
      env: {
        ...process.env,
        GATEHOUSE_KEY: demo.developer.unlimitedKey,
        AZURE_STORAGE_CONNECTION_STRING: reachable,
      },
      timeout: 30_000,
    });
    expect(stdout.trim().split(/\r?\n/), name).toEqual([header, rows[0]]);
  }
});

test("the other operations offer no code of a batch job", async ({ page }) => {
  await page.goto("/apis/azureml-demo-api/operations/rrs-execute");
  await expect(page.getByRole("heading", { name: "Code samples" })).toBeVisible();
  await expect(page.getByText("The whole batch job")).toHaveCount(0);
});
