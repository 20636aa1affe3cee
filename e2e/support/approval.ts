import { expect, type Page } from "@playwright/test";
import { demo, sampleBody } from "./demo";

/** The steps from a request for access to a call, as people walk them. */

/** On a product's page: asks for a subscription of a name of its own. */
export async function requestAccess(developer: Page, name: string) {
  await developer.getByRole("button", { name: "Request access" }).first().click();
  const dialog = developer.getByRole("dialog");
  await dialog.getByLabel("Subscription name").fill(name);
  await dialog.getByRole("button", { name: "Request access" }).click();
  await expect(developer.getByText("waits for approval").first()).toBeVisible();
}

/** On the console's list of subscriptions. */
export async function approve(admin: Page, name: string) {
  await admin.getByRole("button", { name: `Approve ${name}` }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(admin.getByRole("button", { name: `Approve ${name}` })).toHaveCount(0);
}

/** On the developer's own list of subscriptions: the subscription's card. */
export function cardOf(developer: Page, name: string) {
  return developer.getByRole("listitem").filter({ has: developer.getByRole("heading", { name }) });
}

/** Makes the primary key of an approved subscription, with a hasty double click, and answers it. */
export async function makePrimaryKey(developer: Page, name: string): Promise<string> {
  const card = cardOf(developer, name);
  await card.getByRole("button", { name: "Make primary key" }).dblclick();
  const shown = developer.getByRole("dialog");
  await expect(shown).toContainText("Your new primary key");
  await shown.getByRole("button", { name: /^(Show|Reveal)/ }).click();
  const key = (await shown.locator("code").first().textContent()) ?? "";
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await expect(card.getByRole("button", { name: "Regenerate primary key" })).toBeVisible();
  return key;
}

/** Calls the demo's web service through the gateway; answers the status. */
export async function callWith(key: string, { request }: Page): Promise<number> {
  const { workspace, service } = demo.webService;
  const url = `${demo.gateway}/azureml-demo/workspaces/${workspace}/services/${service}/execute?api-version=2.0&details=true`;
  const answer = await request.post(url, {
    headers: { "Ocp-Apim-Subscription-Key": key, "Content-Type": "application/json" },
    data: sampleBody,
  });
  return answer.status();
}
