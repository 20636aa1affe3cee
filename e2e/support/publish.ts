import { expect, type Page } from "@playwright/test";
import { demo } from "./demo";

const { workspace, service, apiKey } = demo.webService;
/** The request URI on the web service's help page. */
export const uriOf = (id: string) =>
  `${demo.emulator}/workspaces/${workspace}/services/${id}/execute?api-version=2.0&details=true`;

/** The id of the second web service: the emulator's start page links to the help page of each. */
export async function otherService(page: Page): Promise<string> {
  const start = await (await page.request.get(demo.emulator)).text();
  const ids = [...start.matchAll(/\/services\/([0-9a-f]{32})/g)].map(([, id]) => id);
  return ids.find((id) => id !== service) ?? "";
}

/** As an administrator: types the request URI and the key and nothing else, and saves what Gatehouse makes of them. */
export async function publish(page: Page, requestUri: string, name: string) {
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
