import { type Browser, expect, type Page, test } from "@playwright/test";
import { demo } from "./support/demo";
import { signIn, signOut } from "./support/sign-in";

const { developer } = demo;

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function changePassword(page: Page, from: string, to: string) {
  await page.goto("/profile");
  await page.getByLabel("Current password", { exact: true }).fill(from);
  await page.getByLabel("New password", { exact: true }).fill(to);
  await page.getByRole("button", { name: "Change password" }).click();
}

test("a wrong password is told, the email stays, and the right one leads where the person was going", async ({
  page,
}) => {
  await page.goto("/profile");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fprofile/);
  await page.getByLabel("Email", { exact: true }).fill(developer.email);
  await page.getByLabel("Password", { exact: true }).fill("not the right one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Wrong email or password" })).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(developer.email);
  await page.getByLabel("Password", { exact: true }).fill(developer.password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
});

test("a filtered list that asks for signing in comes back filtered", async ({ page }) => {
  await page.goto("/admin/subscriptions?show=suspended&q=a%26b");
  await page.getByLabel("Email", { exact: true }).fill(demo.admin.email);
  await page.getByLabel("Password", { exact: true }).fill(demo.admin.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/subscriptions\?show=suspended&q=a%26b$/);
});

test("a person can look at the password they type", async ({ page }) => {
  await page.goto("/sign-in");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("seven quiet lanterns");
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(password).toHaveAttribute("type", "password");
});

test("signing in never leads to another site", async ({ page, baseURL }) => {
  for (const evil of ["//evil.example", "/\\evil.example"]) {
    await signIn(page, developer, evil);
    expect(new URL(page.url()).origin).toBe(baseURL);
    await signOut(page);
  }
});

test("signing out ends the session on this browser", async ({ page }) => {
  await signIn(page, developer, "/profile");
  await signOut(page);
  await page.goto("/profile");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a changed name is shown at once and stays", async ({ page }) => {
  await signIn(page, developer, "/profile");
  await page.getByLabel("Name", { exact: true }).fill("Dana Developer");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Account of Dana Developer" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Dana Developer");
  await page.getByLabel("Name", { exact: true }).fill("Demo Developer");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Account of Demo Developer" })).toBeVisible();
});

test("a changed password keeps this browser signed in and signs every other out", async ({
  page,
  browser,
}) => {
  const elsewhere = await newPage(browser);
  await signIn(elsewhere, developer, "/profile");
  await signIn(page, developer, "/profile");

  await changePassword(page, developer.password, "password1234567");
  await expect(page.getByText("among the first that others would try")).toBeVisible();
  await changePassword(page, "not the right one", "seven quiet lanterns drift");
  await expect(page.getByText("This is not your current password")).toBeVisible();
  await changePassword(page, developer.password, "seven quiet lanterns drift");
  await expect(page.getByText("Password changed")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  await changePassword(page, "seven quiet lanterns drift", developer.password);
  await expect(page.getByText("Password changed")).toBeVisible();
  await signIn(elsewhere, developer, "/profile");
  await elsewhere.context().close();
});

test("signing out everywhere ends every session after asking once", async ({ page, browser }) => {
  const elsewhere = await newPage(browser);
  await signIn(elsewhere, developer, "/profile");
  await signIn(page, developer, "/profile");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await question.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.context().close();
});

test("the set-up page is closed once there is an administrator", async ({ page }) => {
  await page.goto("/setup?token=guess");
  await expect(page).toHaveURL(/\/sign-in/);
});
