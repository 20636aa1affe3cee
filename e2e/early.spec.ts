import { expect, type Page, test } from "@playwright/test";
import { demo } from "./support/demo";
import { signIn } from "./support/sign-in";

/** Keeps back the code of every page that is opened from now on; the answer lets it through. */
async function holdCode(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(/\/_next\/static\/.*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: "wait" });
  };
}

test("a button and a menu that are clicked before the page's code runs answer once it does", async ({
  page,
}) => {
  await signIn(page, demo.developer);
  const clickEarly = async (path: string, click: () => Promise<void>) => {
    const release = await holdCode(page);
    await page.goto(path, { waitUntil: "commit" });
    await click();
    await release();
  };

  await clickEarly("/products/unlimited", () =>
    page.getByRole("button", { name: "Request access" }).first().click(),
  );
  await expect(page.getByRole("dialog")).toBeVisible();

  await clickEarly("/subscriptions", () =>
    page
      .getByRole("button", { name: /^Actions for/ })
      .first()
      .click(),
  );
  await expect(page.getByRole("menuitem").first()).toBeVisible();

  // Half of a click before, half after.
  await clickEarly("/subscriptions", async () => {
    await page
      .getByRole("button", { name: /^Actions for/ })
      .first()
      .hover();
    await page.mouse.down();
  });
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
});
