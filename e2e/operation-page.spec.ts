import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { seriousFindings } from "./support/axe";
import { demo, publishedRow, sampleBody } from "./support/demo";
import { signIn } from "./support/sign-in";
import { subscribe } from "./support/subscribe";

/** The operation page and its console, as the signed-in demo developer meets them. */

const address = "/apis/azureml-demo-api/operations/rrs-execute";
const mostTabPresses = 12;

const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const status = (page: Page) => page.getByRole("region", { name: "Response status" });
const content = (page: Page) => page.getByRole("region", { name: "Response content" });
const parameter = (page: Page, name: string) =>
  page.getByRole("group", { name: "Request parameters" }).getByLabel(name, { exact: true });

/** Opens the page as the demo developer, who has no limit unless a test is about limits. */
async function openOperation(page: Page, subscription = "Demo Unlimited") {
  await signIn(page, demo.developer, address);
  await chooseCaller(page, subscription);
}

async function chooseCaller(page: Page, name: string) {
  const picker = page.getByLabel("Subscription", { exact: true });
  const value = await picker.locator("option", { hasText: name }).getAttribute("value");
  await picker.selectOption(value);
}

async function addHeader(page: Page, name: string, value: string) {
  await page.getByRole("button", { name: "Add header" }).click();
  const headers = page.getByRole("group", { name: "Request headers" });
  await headers
    .getByLabel(/^Header name/)
    .last()
    .fill(name);
  await headers
    .getByLabel(/^Header value/)
    .last()
    .fill(value);
}

test("one click on Send answers 200 with the published row, and no page of another host is asked", async ({
  page,
}) => {
  const hosts = new Set<string>();
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  await signIn(page, demo.developer, address);
  await send(page).click();
  await expect(status(page)).toContainText("200 OK");
  const row = content(page).getByRole("row").last();
  await expect(row.getByRole("cell")).toHaveText(["This is a good day", ...publishedRow]);
  expect([...hosts]).toEqual([new URL(demo.portal).host]);
});

test("Send is reached with a dozen Tab presses, and Ctrl+Enter sends from any field", async ({ page }) => {
  await openOperation(page);
  await page.reload();
  await expect(send(page)).toBeEnabled();
  let presses = 0;
  const isFocused = () => send(page).evaluate((button) => button === document.activeElement);
  while (presses <= mostTabPresses && !(await isFocused())) {
    await page.keyboard.press("Tab");
    presses += 1;
  }
  expect(presses).toBeLessThanOrEqual(mostTabPresses);

  await chooseCaller(page, "Demo Unlimited");
  await parameter(page, "workspace").focus();
  await page.keyboard.press("Control+Enter");
  await expect(status(page)).toContainText("200 OK");
});

test("Escape cancels a call that is under way", async ({ page }) => {
  await openOperation(page);
  await addHeader(page, "X-Emulator-Fault", "latency=30000");
  await send(page).click();
  await expect(page.getByRole("button", { name: /^Cancel/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^Cancelled after/).first()).toBeVisible();
  await expect(send(page)).toBeEnabled();
});

test("a refusal by the product's rate limit says which limit, and counts down to the next call", async ({
  page,
  request,
}) => {
  await signIn(page, demo.developer, address);
  const name = `Limit ${Date.now()}`;
  const { key, cancel } = await subscribe(page, "Starter", name);
  try {
    const { workspace, service } = demo.webService;
    const url = `${demo.gateway}/azureml-demo/workspaces/${workspace}/services/${service}/execute?api-version=2.0&details=true`;
    for (let call = 0; call < 5; call += 1) {
      const answer = await request.post(url, {
        headers: { "Ocp-Apim-Subscription-Key": key, "Content-Type": "application/json" },
        data: sampleBody,
      });
      expect(answer.status()).toBe(200);
    }
    await page.reload();
    await chooseCaller(page, name);
    await send(page).click();
    await expect(status(page)).toContainText("429");
    await expect(page.getByText(/5 of 5 calls in 1 min are used up \(product Starter\)/)).toBeVisible();
    const countdown = page.getByText(/A call may be sent again in \d+ s/);
    const first = await countdown.textContent();
    await expect(countdown).not.toHaveText(first ?? "");
    expect(await seriousFindings(page)).toEqual([]);
  } finally {
    await cancel();
  }
});

test("a visitor without a key is told so, and where to sign in", async ({ page }) => {
  await page.goto(address);
  await send(page).click();
  await expect(status(page)).toContainText("401");
  const reason = page.getByText(/No subscription key was sent/).locator("xpath=ancestor::*[@role][1]");
  await expect(reason.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", /callbackUrl=/);
});

test("a wrong key and a bad body are told apart", async ({ page }) => {
  await openOperation(page);
  await chooseCaller(page, "Paste a key");
  await page.getByLabel("Key", { exact: true }).fill("gate_nobodyhasthiskey");
  await send(page).click();
  await expect(
    page.getByText("The key is unknown, or its subscription is not active.").first(),
  ).toBeVisible();

  await chooseCaller(page, "Demo Unlimited");
  await page.getByLabel("Request body").fill('{"Inputs": {}}');
  await send(page).click();
  await expect(status(page)).toContainText("400");
  await expect(page.getByText("The web service refused the call").first()).toBeVisible();
});

test("the answer's table can be taken away as CSV", async ({ page }) => {
  await openOperation(page);
  await send(page).click();
  await expect(content(page).getByRole("table")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe(["This is a good day", ...publishedRow].join(","));
});

test("a link carries what was typed, and never a key", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openOperation(page);
  await chooseCaller(page, "Paste a key");
  await page.getByLabel("Key", { exact: true }).fill(demo.developer.unlimitedKey);
  await addHeader(page, "Authorization", `Bearer ${demo.webService.apiKey}`);
  await parameter(page, "workspace").fill("another workspace");
  await page.getByLabel("Request body").fill('{"a": 1}');
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).not.toContain(demo.developer.unlimitedKey);
  expect(decodeURIComponent(link)).not.toContain(demo.webService.apiKey);

  const opened = await context.newPage();
  await opened.goto(link);
  await expect(parameter(opened, "workspace")).toHaveValue("another workspace");
  await expect(opened.getByLabel("Request body")).toContainText('{"a": 1}');
  await expect(opened.getByRole("group", { name: "Request headers" })).not.toContainText("Bearer");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious before and after Send (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openOperation(page);
    await expect(send(page)).toBeEnabled();
    expect(await seriousFindings(page)).toEqual([]);
    await send(page).click();
    await expect(status(page)).toContainText("200 OK");
    expect(await seriousFindings(page)).toEqual([]);
  });
}
