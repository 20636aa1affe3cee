import { type Browser, expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

const oneMade = z.object({ id: z.string() });
const listed = z.object({ items: z.array(oneMade) });

/** The life of a product, click by click: made, filled, offered, subscribed to, withdrawn, deleted. */

const name = `Trial ${Date.now()}`;
const slug = name.toLowerCase().replace(" ", "-");

async function openAs(browser: Browser, account: typeof demo.admin, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, account, address);
  return page;
}

/** What the address answers to whoever is signed in. */
async function statusOf(page: Page): Promise<number | undefined> {
  return (await page.goto(`/products/${slug}`))?.status();
}

async function make(admin: Page) {
  await admin.getByRole("link", { name: "Add product" }).click();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await admin.getByLabel("Name", { exact: true }).fill(name);
  await admin.getByLabel("Description").fill("For **first** steps.");
  await admin.getByLabel("Terms of use").fill("Only for trying out.");
  await admin.getByLabel("Subscriptions per developer").fill("1");
  await admin.getByRole("button", { name: "Add limit" }).click();
  await admin.getByRole("group", { name: "Limit 1" }).getByLabel("At most").fill("7");
  await expect(admin.getByText("In the portal: 7 calls a minute")).toBeVisible();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin).toHaveURL(/\/admin\/products\/[^/]+\/apis$/);
  await admin.getByRole("group", { name: "APIs" }).getByLabel("AzureML Demo API").check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText(`${name} was saved`)).toBeVisible();
}

async function offer(admin: Page) {
  await admin.getByRole("link", { name: "Settings", exact: true }).last().click();
  await expect(admin.getByText("Nobody but administrators sees a product without groups.")).toBeVisible();
  await admin.getByRole("group", { name: "Visible to members of" }).getByLabel("Developers").check();
  await admin.getByLabel("Published").check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Unsaved changes")).toBeHidden();
}

async function subscribe(developer: Page) {
  expect(await statusOf(developer)).toBe(200);
  await expect(developer.getByText("7 calls a minute")).toBeVisible();
  await expect(developer.getByText("One subscription each")).toBeVisible();
  await expect(developer.getByRole("link", { name: "AzureML Demo API" })).toBeVisible();
  await developer.getByRole("button", { name: "Subscribe" }).click();
  const dialog = developer.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "Terms of use" })).toContainText("Only for trying out.");
  await dialog.getByRole("button", { name: "Subscribe" }).click();
  await expect(dialog).toContainText("Accept the terms of use to subscribe.");
  await dialog.getByLabel("I accept the terms of use").check();
  await dialog.getByRole("button", { name: "Subscribe" }).click();
  await developer.getByRole("button", { name: "I have copied them" }).click();
  await expect(developer.getByText("You hold the one subscription that this product allows.")).toBeVisible();
}

/** Through the menu of the product's row. */
async function choose(admin: Page, item: string) {
  await admin.goto(`/admin/products?search=${encodeURIComponent(name)}`);
  await admin.getByRole("button", { name: `Actions for ${name}` }).click();
  await admin.getByRole("menuitem", { name: item }).click();
  return admin.getByRole("alertdialog");
}

async function remove(admin: Page) {
  const dialog = await choose(admin, "Delete");
  const confirm = dialog.getByRole("button", { name: "Delete product" });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await confirm.click();
  return dialog;
}

test("a product is made, offered, subscribed to, withdrawn and deleted", async ({ browser }) => {
  const admin = await openAs(browser, demo.admin, "/admin/products");
  const developer = await openAs(browser, demo.developer, "/products");
  await make(admin);
  expect(await statusOf(developer)).toBe(404);
  await offer(admin);
  await subscribe(developer);

  const asked = await choose(admin, "Unpublish");
  await expect(asked).toContainText("The keys of 1 subscription in use keep working.");
  await asked.getByRole("button", { name: "Unpublish" }).click();
  await expect(asked).toBeHidden();
  expect(await statusOf(developer)).toBe(404);

  const refused = await remove(admin);
  await expect(refused).toContainText("It has 1 subscription in use");
  await developer.goto("/subscriptions");
  await developer.getByRole("button", { name: `Actions for ${name}` }).click();
  await developer.getByRole("menuitem", { name: "Cancel subscription" }).click();
  await developer.getByRole("alertdialog").getByRole("button", { name: "Cancel subscription" }).click();
  await expect(developer.getByRole("heading", { name })).toHaveCount(0);
  await expect(await remove(admin)).toBeHidden();
  await admin.goto(`/admin/products?search=${encodeURIComponent(name)}`);
  await expect(admin.getByText("No product fits the search")).toBeVisible();
});

test("a name of a hundred letters leaves everything else in sight", async ({ browser }) => {
  const admin = await openAs(browser, demo.admin, "/admin/products");
  const headers = { Origin: new URL(demo.portal).origin };
  const { items } = listed.parse(await (await admin.request.get("/api/apis")).json());
  const longest = "W".repeat(100);
  const apiIds = items.map(({ id }) => id);
  const answer = await admin.request.post("/api/products", {
    headers,
    data: { name: longest, apiIds, published: true },
  });
  const { id } = oneMade.parse(await answer.json());
  try {
    for (const width of [1440, 1100, 390]) {
      await admin.setViewportSize({ width, height: 900 });
      for (const path of ["/admin/products", "/products", "/apis"]) {
        await admin.goto(path);
        await expect(admin.getByText(longest).last(), `${path} at ${width}`).toBeAttached();
        const beyond = await admin.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(beyond, `${path} at ${width} is wider than the window`).toBeLessThanOrEqual(0);
      }
    }
    await admin.setViewportSize({ width: 1440, height: 900 });
    await admin.goto("/admin/products");
    await expect(admin.getByRole("button", { name: `Actions for ${longest}` })).toBeInViewport({ ratio: 1 });
  } finally {
    await admin.request.delete(`/api/products/${id}`, { headers });
  }
});
