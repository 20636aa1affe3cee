import { expect, type Page, test } from "@playwright/test";
import { approve, makePrimaryKey, requestAccess } from "./support/approval";
import { demo, sampleBody } from "./support/demo";
import { startEmptyPortal } from "./support/empty-portal";
import { openMailbox } from "./support/mail";
import { otherService, publish, uriOf } from "./support/publish";

/** The whole story over an empty database: from the first administrator to the first call of a new developer. */

test.setTimeout(240_000);

const { workspace, service } = demo.webService;
const password = "seven quiet lanterns drift";
const admin = { name: "Grace First", email: "grace@example.com" };
const developer = { name: "Nina New", email: "nina@example.com" };

async function setUp(page: Page, link: string) {
  await page.goto(link);
  await page.getByLabel("Name", { exact: true }).fill(admin.name);
  await page.getByLabel("Email", { exact: true }).fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();
}

async function publishBoth(page: Page) {
  const services = [
    [service, "SimpleFeatureHashingExperiment"],
    [await otherService(page), "AutomobilePriceRegression"],
  ] as const;
  for (const [id, name] of services) {
    const startedAt = Date.now();
    await publish(page, uriOf(id), name);
    expect(Date.now() - startedAt, `publishing ${name}, in ms`).toBeLessThan(60_000);
  }
}

async function letEverybodySignUp(page: Page) {
  await page.goto("/admin/settings/sign-up");
  await page.getByRole("radio", { name: /^Everybody/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Unsaved changes")).toBeHidden();
}

async function signUp(page: Page) {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name", { exact: true }).fill(developer.name);
  await page.getByLabel("Email", { exact: true }).fill(developer.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
}

async function confirm(page: Page, mail: string) {
  await page.goto(/http\S+\/confirm\?token=\S+/.exec(mail)?.[0] ?? "");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page.getByRole("button", { name: `Account of ${developer.name}` })).toBeVisible();
}

test("from an empty database: two web services are published, a developer signs up, is approved and calls", async ({
  browser,
}) => {
  const portal = await startEmptyPortal();
  const mailbox = await openMailbox();
  const open = async () => (await browser.newContext({ baseURL: portal.baseURL })).newPage();
  try {
    const [publisher, page] = [await open(), await open()];
    await setUp(publisher, portal.setUpLink);
    await publishBoth(publisher);
    await letEverybodySignUp(publisher);

    await signUp(page);
    await confirm(page, await mailbox.arrived(developer.email, /Confirm your email/));
    await page.goto("/products/unlimited");
    await requestAccess(page, "Nina's model");

    const asked = await mailbox.arrived(admin.email, /Nina New asks for access to Unlimited/);
    await publisher.goto(/http\S+\/admin\/subscriptions\S*/.exec(asked)?.[0] ?? "");
    await approve(publisher, "Nina's model");

    const approval = await mailbox.arrived(developer.email, /Your subscription to Unlimited is active/);
    await page.goto(/http\S+\/subscriptions/.exec(approval)?.[0] ?? "");
    const key = await makePrimaryKey(page, "Nina's model");
    const path = `workspaces/${workspace}/services/${service}/execute?api-version=2.0&details=true`;
    const answer = await page.request.post(`/gateway/simplefeaturehashingexperiment/${path}`, {
      headers: { "Ocp-Apim-Subscription-Key": key, "Content-Type": "application/json" },
      data: sampleBody,
    });
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain('"ColumnTypes"');

    await page.goto("/apis/automobilepriceregression/operations/rrs-execute");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByText("200 OK").first()).toBeVisible();
    // Calls are stored within a second.
    await expect(async () => {
      await publisher.goto("/admin");
      await expect(publisher.getByText("5 of 6 done")).toBeVisible({ timeout: 1_000 });
    }).toPass();
  } finally {
    await mailbox.close();
    await portal.close();
  }
});
