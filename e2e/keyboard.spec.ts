import { expect, type Page, test } from "@playwright/test";
import { demo } from "./support/demo";
import { tabFindings } from "./support/keyboard";
import { signIn } from "./support/sign-in";

/** Dialogs by the keyboard alone. That Tab reaches everything on a page is looked at beside axe, in accessibility.spec.ts. */

interface Opening {
  address: string;
  /** The buttons that lead to it, one after the other: the last ones are a menu's items. */
  by: (string | RegExp)[];
}

const presses = 12;

test.setTimeout(180_000);

/** Presses Enter on a button of the page, then on items of the menu that it opens. */
async function openByKeyboard(page: Page, { address, by: [opener = "", ...items] }: Opening) {
  await page.goto(address, { waitUntil: "networkidle" });
  const button = page.getByRole("button", { name: opener, exact: typeof opener === "string" }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  for (const name of items) {
    const item = page.getByRole("menuitem", { name, exact: true });
    await expect(item).toBeVisible();
    for (let step = 0; step < 10 && !(await isFocused(item)); step += 1)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  return button;
}

function isFocused(locator: ReturnType<Page["locator"]>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Whether the focus never left the dialog while Tab was pressed, forwards and backwards. */
async function staysInside(page: Page): Promise<boolean> {
  await page.evaluate(() => {
    document.addEventListener("focusin", ({ target }) => {
      const isInside =
        target instanceof Element && target.closest("[role=dialog], [role=alertdialog]") !== null;
      if (!isInside) document.body.dataset.focusLeft = "yes";
    });
  });
  for (let press = 0; press < presses; press += 1) await page.keyboard.press("Tab");
  for (let press = 0; press < presses; press += 1) await page.keyboard.press("Shift+Tab");
  return page.evaluate(() => document.body.dataset.focusLeft === undefined);
}

async function walk(page: Page, openings: readonly Opening[]) {
  for (const opening of openings) {
    const what = `${opening.address}: ${opening.by.join(" > ")}`;
    const opener = await openByKeyboard(page, opening);
    const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog")).first();
    await expect(dialog, what).toBeVisible();
    expect
      .soft(await dialog.evaluate((one) => one.contains(document.activeElement)), `${what} takes the focus`)
      .toBe(true);
    expect.soft(await staysInside(page), `${what} keeps the focus`).toBe(true);
    await page.keyboard.press("Escape");
    await expect(dialog, `${what} closes on Escape`).toBeHidden();
    await expect.soft(opener, `${what} gives the focus back`).toBeFocused();
  }
}

test("the walk with Tab tells what is out of reach, what keeps the focus, and what does not show it", async ({
  page,
}) => {
  const sound = `<a href="#a">a</a><button>b</button><input type="radio" name="r" checked><input type="radio" name="r">
    <div role="tablist"><button role="tab">c</button><button role="tab" tabindex="-1">d</button></div>`;
  await page.setContent(sound);
  expect(await tabFindings(page)).toEqual([]);

  await page.setContent(`${sound}<button id="never" tabindex="-1">e</button>
    <style>#unseen:focus { outline: none }</style><a id="unseen" href="#b">f</a>`);
  expect(await tabFindings(page)).toEqual([
    expect.stringMatching(/^Tab does not reach .*never/),
    expect.stringMatching(/^the focus is not seen on .*unseen/),
  ]);

  await page.setContent('<textarea id="trap"></textarea><button id="behind">g</button>');
  await page.evaluate(() => {
    document.querySelector("#trap")?.addEventListener("keydown", (event) => event.preventDefault());
  });
  expect(await tabFindings(page)).toEqual([expect.stringMatching(/^Tab does not reach .*behind/)]);
});

test("a developer's dialogs take the focus, keep it, and give it back", async ({ page }) => {
  await signIn(page, demo.developer);
  await walk(page, [
    { address: "/apis", by: [/^Search/] },
    { address: "/products/starter", by: ["Subscribe"] },
    { address: "/subscriptions", by: [/^Regenerate primary key/] },
    { address: "/subscriptions", by: [/^Actions for /, "Rename"] },
    { address: "/profile", by: ["Delete account"] },
  ]);
});

test("an administrator's dialogs take the focus, keep it, and give it back", async ({ page }) => {
  await signIn(page, demo.admin);
  await walk(page, [
    { address: "/admin/settings/named-values", by: ["Add named value"] },
    { address: "/admin/settings/identity-providers", by: ["Add identity provider"] },
    { address: "/admin/products", by: ["Actions for Starter", "Unpublish"] },
    { address: "/admin/products", by: ["Actions for Starter", "Delete"] },
    { address: "/admin/subscriptions", by: [/^Actions for /, "Suspend"] },
    { address: "/admin/users", by: [/^Actions for Demo Developer/, "Block"] },
    { address: "/profile", by: ["Create token"] },
  ]);
});
