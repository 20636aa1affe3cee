import { expect, type Page, test } from "@playwright/test";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

test.setTimeout(90_000);

const description = (page: Page) => page.getByLabel("Description", { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();

test("who saves after somebody else is told so, keeps what was typed, and says whose stands", async ({
  page,
}) => {
  await signIn(page, demo.admin, "/admin/groups/new");
  const name = `Edited ${Date.now()}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await save(page);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/admin\/groups\/(?!new)/);
  await page.reload();
  const other = await page.context().newPage();
  await other.goto(page.url());

  // As often as one likes, while one is alone.
  for (const text of ["First", "Second"]) {
    await description(other).fill(text);
    await save(other);
    await expect(other.getByText("Not saved yet")).toBeHidden();
    await expect(other.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  }

  await description(page).fill("Mine");
  await save(page);
  const alert = page.getByRole("alert").filter({ hasText: "Changed meanwhile" });
  await expect(alert).toContainText(`${demo.admin.email} changed this after you opened it`);
  await expect(description(page)).toHaveValue("Mine");
  await alert.getByRole("button", { name: "Save mine over it" }).click();
  await expect(alert).toBeHidden();
  await page.reload();
  await expect(description(page)).toHaveValue("Mine");

  await description(other).fill("Theirs");
  await save(other);
  await other.getByRole("button", { name: "Reload (lose mine)" }).click();
  await expect(description(other)).toHaveValue("Mine");
});
