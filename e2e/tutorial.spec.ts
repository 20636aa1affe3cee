import { expect, type Page, test } from "@playwright/test";
import { demo, publishedRow, sampleBody } from "./support/demo";
import { signIn } from "./support/sign-in";

/** The story the product was asked for, click by click: publish, add five operations, find, try, read the answer. */

const base = "/workspaces/{workspace}/services/{service}";
const operations = [
  ["RRS Execute", "POST", `${base}/execute?api-version={apiversion}&details={details}`],
  ["BES Submit", "POST", `${base}/jobs?api-version={apiversion}`],
  ["BES Start", "POST", `${base}/jobs/{jobid}/start?api-version={apiversion}`],
  ["BES Status", "GET", `${base}/jobs/{jobid}?api-version={apiversion}`],
  ["BES Delete", "DELETE", `${base}/jobs/{jobid}?api-version={apiversion}`],
] as const;

async function addApi(page: Page, name: string, suffix: string) {
  await page.goto("/admin/apis");
  await page.getByRole("link", { name: "Add API" }).first().click();
  await page.getByLabel("Web API name").fill(name);
  await page.getByLabel("Web service URL").fill(demo.emulator);
  await page.getByLabel("Web API URL suffix").fill(suffix);
  await page.getByLabel("Web API URL scheme").selectOption({ label: "HTTPS" });
  await page.getByRole("group", { name: "Products" }).getByLabel("Starter").check();
  await page.getByRole("button", { name: "Save" }).click();
}

async function addOperation(page: Page, [displayName, verb, template]: readonly [string, string, string]) {
  await page.getByRole("link", { name: "Add operation" }).first().click();
  await page.getByLabel("HTTP verb").selectOption(verb);
  await page.getByLabel("URL template").fill(template);
  await page.getByLabel("Display name").fill(displayName);
  await expect(page.getByRole("group", { name: "Responses" }).getByLabel("Status").first()).toHaveValue(
    "200",
  );
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: displayName })).toBeVisible();
}

test("an admin publishes a web service and a developer calls it in the browser", async ({ browser }) => {
  const name = `Tutorial API ${Date.now()}`;
  const suffix = `tutorial-${Date.now()}`;

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, demo.admin);
  await addApi(admin, name, suffix);
  for (const operation of operations) await addOperation(admin, operation);

  const developer = await (await browser.newContext()).newPage();
  await signIn(developer, demo.developer);
  await developer.goto("/apis");
  await developer.getByRole("link", { name }).first().click();
  await developer
    .getByRole("link", { name: /RRS Execute/ })
    .first()
    .click();
  await expect(developer.getByRole("heading", { name: "Try it" })).toBeVisible();

  const parameters = developer.getByRole("group", { name: "Request parameters" });
  await parameters.getByLabel("workspace").fill(demo.webService.workspace);
  await parameters.getByLabel("service", { exact: true }).fill(demo.webService.service);
  await parameters.getByLabel("apiversion").fill("2.0");
  await parameters.getByLabel("details").fill("true");
  const headers = developer.getByRole("group", { name: "Request headers" });
  for (const [index, [header, value]] of [
    ["Content-Type", "application/json"],
    ["Authorization", `Bearer ${demo.webService.apiKey}`],
  ].entries()) {
    if ((await headers.getByLabel(/^Header name/).count()) <= index) {
      await developer.getByRole("button", { name: "Add header" }).click();
    }
    await headers
      .getByLabel(/^Header name/)
      .nth(index)
      .fill(header ?? "");
    await headers
      .getByLabel(/^Header value/)
      .nth(index)
      .fill(value ?? "");
  }
  await developer.getByLabel("Request body").fill(sampleBody);
  await developer.getByRole("button", { name: "Send" }).click();

  await expect(developer.getByRole("region", { name: "Response status" })).toContainText("200 OK");
  await expect(developer.getByRole("region", { name: "Requested URL" })).toContainText(
    `/workspaces/${demo.webService.workspace}/services/${demo.webService.service}/execute?api-version=2.0&details=true`,
  );
  const row = developer.getByRole("region", { name: "Response content" }).getByRole("row").last();
  await expect(row.getByRole("cell")).toHaveText(["This is a good day", ...publishedRow]);
});

test("the demo developer gets the published row with one click on Send and nothing typed", async ({
  page,
}) => {
  await signIn(page, demo.developer);
  await page.goto("/apis/azureml-demo-api/operations/rrs-execute");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("region", { name: "Response status" })).toContainText("200 OK");
  const row = page.getByRole("region", { name: "Response content" }).getByRole("row").last();
  await expect(row.getByRole("cell")).toHaveText(["This is a good day", ...publishedRow]);
});

test("the printed curl line's call answers with the published row", async ({ request }) => {
  const { workspace, service } = demo.webService;
  const url = `${demo.gateway}/azureml-demo/workspaces/${workspace}/services/${service}/execute?api-version=2.0&details=true`;
  const answer = await request.post(url, {
    headers: { "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey, "Content-Type": "application/json" },
    data: sampleBody,
  });
  expect(answer.status()).toBe(200);
  const { Results } = await answer.json();
  expect(Results.output1.value.Values).toEqual([["This is a good day", ...publishedRow]]);
});
