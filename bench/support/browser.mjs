// The browser that the benches look through: the system's Chromium where there is one, else Playwright's own.
import { chromium } from "@playwright/test";
import { findChromium } from "../../bin/chromium.mjs";

export function launchBrowser() {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A request to another host is counted, and fails at once on every machine alike.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * Signs in on the real page.
 * @returns the browser's state, to begin other contexts with.
 */
export async function signedInState(browser, portal, { email, password }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${portal}/sign-in`);
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  const state = await context.storageState();
  await context.close();
  return state;
}
