import { expect, type Page } from "@playwright/test";

interface Account {
  email: string;
  password: string;
}

/** Signs in on the real page, as a person would, and ends where the page leads: the start page, or `callbackUrl`. */
export async function signIn(page: Page, { email, password }: Account, callbackUrl = "/"): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // Two passwords are hashed at a time, and a busy machine takes its time for each.
  await expect(page).not.toHaveURL(/\/sign-in/, { timeout: 30_000 });
}

/** Signs out through the account menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of / }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}
