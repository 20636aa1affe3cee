import { expect, test } from "@playwright/test";
import { approve, callWith, makePrimaryKey, requestAccess } from "./support/approval";
import { demo } from "./support/demo";
import { openMailbox } from "./support/mail";
import { signIn } from "./support/sign-in";

test("a new developer signs up, confirms by the mail that arrived, is approved, gets the mail and calls", async ({
  browser,
}) => {
  const mailbox = await openMailbox();
  const email = `nina-${Date.now()}@example.com`;
  const password = "seven quiet lanterns drift";
  const developer = await (await browser.newContext()).newPage();
  try {
    await developer.goto("/sign-in");
    await developer.getByRole("link", { name: "Create an account" }).click();
    await developer.getByLabel("Name", { exact: true }).fill("Nina New");
    await developer.getByLabel("Email", { exact: true }).fill(email);
    await developer.getByLabel("Password", { exact: true }).fill(password);
    await developer.getByRole("button", { name: "Create account" }).click();
    await expect(developer.getByText("Look into your mail")).toBeVisible();

    const confirmation = await mailbox.arrived(email, /Confirm your email/);
    const link = /http\S+\/confirm\?token=\S+/.exec(confirmation)?.[0] ?? "";
    await developer.goto(link);
    await developer.getByLabel("Password", { exact: true }).fill(password);
    await developer.getByRole("button", { name: "Confirm and sign in" }).click();
    await expect(developer.getByRole("button", { name: "Account of Nina New" })).toBeVisible();

    const name = `Nina's model ${Date.now()}`;
    await developer.goto("/products/unlimited");
    await requestAccess(developer, name);

    await mailbox.arrived(demo.admin.email, /Nina New asks for access to Unlimited/);
    const admin = await (await browser.newContext()).newPage();
    await signIn(admin, demo.admin, `/admin/subscriptions?search=${encodeURIComponent(name)}`);
    await approve(admin, name);

    const approval = await mailbox.arrived(email, /Your subscription to Unlimited is active/);
    await developer.goto(/http\S+\/subscriptions/.exec(approval)?.[0] ?? "");
    expect(await callWith(await makePrimaryKey(developer, name), developer)).toBe(200);
  } finally {
    await mailbox.close();
  }
});
