import { expect, test } from "@playwright/test";
import { z } from "zod";
import { approve, callWith, cardOf, makePrimaryKey, requestAccess } from "./support/approval";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

test.setTimeout(120_000);

const logged = z.object({ items: z.array(z.unknown()) });

test("a request is approved by an administrator, its developer makes a key, and the key opens the gateway until it is suspended", async ({
  browser,
}) => {
  const name = `Approved ${Date.now()}`;
  const developer = await (await browser.newContext()).newPage();
  await signIn(developer, demo.developer, "/products/unlimited");
  await requestAccess(developer, name);

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, demo.admin, "/admin/subscriptions?show=waiting");
  await approve(admin, name);

  await developer.goto("/subscriptions");
  const card = cardOf(developer, name);
  const key = await makePrimaryKey(developer, name);
  const call = () => callWith(key, developer);
  expect(await call()).toBe(200);
  const log = `/api/audit?action=subscription.regenerate-key&search=${encodeURIComponent(name)}`;
  const { items } = logged.parse(await (await admin.request.get(log)).json());
  expect(items, "a double click makes one key").toHaveLength(1);

  await admin.goto(`/admin/subscriptions?search=${encodeURIComponent(name)}`);
  await admin.getByRole("button", { name: `Actions for ${name}` }).click();
  await admin.getByRole("menuitem", { name: "Suspend" }).click();
  await admin.getByLabel("Reason").fill("A test ends here.");
  await admin.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(admin.getByText("Reason: A test ends here.")).toBeVisible();
  await expect.poll(call, { timeout: 5_000 }).toBe(401);
  await developer.reload();
  await expect(card).toContainText("A test ends here.");
});

test("a rejection needs its reason, and what was typed stays", async ({ browser }) => {
  const name = `Rejected ${Date.now()}`;
  const developer = await (await browser.newContext()).newPage();
  await signIn(developer, demo.developer, "/products/unlimited");
  await requestAccess(developer, name);

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, demo.admin, "/admin/subscriptions?show=waiting");
  await admin.getByRole("button", { name: `Reject ${name}` }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog).toContainText("Say why");
  await dialog.getByLabel("Reason").fill("Ask your team lead first.");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog).toBeHidden();
  await developer.goto("/subscriptions?show=ended");
  await expect(developer.getByText("Ask your team lead first.").first()).toBeVisible();
});

test("a gift to nobody names the field and keeps what was typed", async ({ page }) => {
  await signIn(page, demo.admin, "/admin/subscriptions/new");
  await page.getByLabel("Developer's email").fill("nobody@example.com");
  await page.getByLabel("Product").selectOption({ label: "Starter" });
  await page.getByLabel("Subscription name").fill("A gift");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("There is no account with this email.")).toBeVisible();
  await expect(page.getByLabel("Subscription name")).toHaveValue("A gift");
  await page.getByLabel("Developer's email").fill(demo.developer.email);
  await page.getByLabel("Ends on").fill("2020-02-29");
  await expect(page.getByText("Choose a moment in the future.")).toBeVisible();
  await page.getByLabel("Ends on").fill(`${new Date().getUTCFullYear() + 1}-02-28`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toContainText("The subscription's keys");
});

test("an added user signs in with the password that was made, and a blocked one is out at once", async ({
  browser,
}) => {
  const email = `ada-${Date.now()}@example.com`;
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, demo.admin, "/admin/users/new");
  await admin.getByLabel("Name", { exact: true }).fill("Ada Added");
  await admin.getByLabel("Email", { exact: true }).fill(email);
  await admin.getByRole("button", { name: "Save" }).click();
  const shown = admin.getByRole("dialog");
  await shown.getByRole("button", { name: "Show Password" }).click();
  const password = (await shown.locator("code").first().textContent()) ?? "";
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await expect(admin).toHaveURL(/\/admin\/users$/);

  const added = await (await browser.newContext()).newPage();
  await signIn(added, { email, password }, "/profile");
  await expect(added.getByRole("heading", { name: "Profile" })).toBeVisible();

  await admin.goto(`/admin/users?search=${email}`);
  await admin.getByRole("button", { name: "Actions for Ada Added" }).click();
  await admin.getByRole("menuitem", { name: "Block" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
  await expect(admin.getByRole("cell", { name: "Blocked" })).toBeVisible();
  await added.goto("/profile");
  await expect(added).toHaveURL(/\/sign-in/);
});
