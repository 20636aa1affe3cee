import { expect, test } from "@playwright/test";
import { startTestProvider, testClient } from "../lib/identities/test-provider";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

test("an administrator adds an OpenID provider, and somebody new signs in by it, without a password", async ({
  page,
  browser,
}) => {
  const redirectUri = `${demo.portal}/api/auth/callback/company`;
  const provider = await startTestProvider({ redirectUris: [redirectUri] });
  await signIn(page, demo.admin, "/admin/settings/identity-providers");
  await page.getByRole("button", { name: "Add identity provider" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(redirectUri)).toBeVisible();
  await dialog.getByLabel("Button text").fill("Example Corp");
  await dialog.getByLabel("Issuer URL").fill(provider.issuer);
  await dialog.getByLabel("Client ID").fill(testClient.id);
  await dialog.getByLabel("Client secret").fill(testClient.secret);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("cell", { name: redirectUri })).toBeVisible();

  const person = await (await browser.newContext()).newPage();
  const email = `ada.${Date.now()}@example.com`;
  await person.goto("/sign-in");
  await expect(person.getByRole("button", { name: "Sign in with Example Corp" })).toBeVisible();
  await person.getByRole("link", { name: "Create an account" }).click();
  await person.getByRole("button", { name: "Sign up with Example Corp" }).click();
  await person.getByPlaceholder("Enter any login").fill(`${email}|Ada Lovelace`);
  await person.getByPlaceholder("and password").fill("any");
  await person.getByRole("button", { name: "Sign-in" }).click();
  await person.getByRole("button", { name: "Continue" }).click();
  await expect(person).toHaveURL(`${demo.portal}/`, { timeout: 20_000 });
  await person.goto("/profile");
  await expect(person.getByRole("definition").filter({ hasText: email })).toBeVisible();
  await expect(person.getByRole("list", { name: "Linked identities" })).toContainText("Example Corp");

  // Whoever has no password confirms the end of the account by its email.
  await person.getByRole("button", { name: "Delete account" }).click();
  await person
    .getByRole("dialog")
    .getByLabel(/^Type /)
    .fill(email);
  await person.getByRole("dialog").getByRole("button", { name: "Delete account" }).click();
  await expect(person.getByRole("link", { name: "Sign in" })).toBeVisible();
  await person.context().close();

  await page.getByRole("button", { name: "Actions for Example Corp" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No identity providers")).toBeVisible();
  await provider.close();
});
