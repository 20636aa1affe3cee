import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

/** An administrator publishes the emulator's two web services, typing their request URIs and the key and nothing else. */

const { workspace, service, apiKey } = demo.webService;
const uriOf = (id: string) =>
  `${demo.emulator}/workspaces/${workspace}/services/${id}/execute?api-version=2.0&details=true`;

/** The emulator's start page links to each web service's help page. */
async function otherService(page: Page): Promise<string> {
  const start = await (await page.request.get(demo.emulator)).text();
  const ids = [...start.matchAll(/\/services\/([0-9a-f]{32})/g)].map(([, id]) => id);
  return ids.find((id) => id !== service) ?? "";
}

async function publish(page: Page, requestUri: string, name: string) {
  await page.goto("/admin/apis");
  await page.getByRole("link", { name: "Add API" }).first().click();
  await page.getByRole("link", { name: "AzureML web service (classic)" }).click();
  await page.getByLabel("Request URI").fill(requestUri);
  await page.getByLabel("API key").fill(apiKey);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("heading", { name: "What will be added" })).toBeVisible();
  await expect(page.getByText("A first call with the sample was answered with 200")).toBeVisible();
  await expect(page.getByLabel("Web API name")).toHaveValue(name);
  await page.getByRole("group", { name: "Products" }).getByLabel("Unlimited").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: "RRS Execute" })).toBeVisible();
  await expect(page.getByRole("link", { name: "BES Delete" })).toBeVisible();
}

const found = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), suffix: z.string() })),
});
const operations = z.object({ items: z.array(z.object({ id: z.string(), slug: z.string() })) });
const operation = z.object({
  request: z.object({ representations: z.array(z.object({ sample: z.string() })).min(1) }),
});

test("both web services are published from URI and key, and answer at the gateway", async ({ page }) => {
  await signIn(page, demo.admin);
  const names = ["SimpleFeatureHashingExperiment", "AutomobilePriceRegression"];
  const ids = [service, await otherService(page)];
  for (const [index, name] of names.entries()) await publish(page, uriOf(ids[index] ?? ""), name);

  const { items } = found.parse(await (await page.request.get("/api/apis")).json());
  const headers = { Origin: new URL(demo.portal).origin };
  for (const [index, name] of names.entries()) {
    const api = items.find((one) => one.name === name);
    const list = operations.parse(await (await page.request.get(`/api/apis/${api?.id}/operations`)).json());
    const execute = list.items.find(({ slug }) => slug === "rrs-execute");
    const { request } = operation.parse(
      await (await page.request.get(`/api/apis/${api?.id}/operations/${execute?.id}`)).json(),
    );
    const path = `/${api?.suffix}/workspaces/${workspace}/services/${ids[index]}/execute?api-version=2.0&details=true`;
    await expect(async () => {
      const answer = await page.request.post(`${demo.gateway}${path}`, {
        headers: {
          "Ocp-Apim-Subscription-Key": demo.developer.unlimitedKey,
          "Content-Type": "application/json",
        },
        data: request.representations[0]?.sample ?? "",
      });
      expect(answer.status()).toBe(200);
      expect(await answer.text()).toContain('"ColumnTypes"');
    }).toPass();
    await page.request.delete(`/api/apis/${api?.id}`, { headers });
  }
});
