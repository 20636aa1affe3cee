import { existsSync } from "node:fs";

/** Debian's Chromium without windows: what the browser tests use first, for it takes half as long. */
export const chromiumPackage = "chromium-headless-shell";

/** Where the system's Chromium is; undefined where there is none, and Playwright looks for its own. */
export function findChromium() {
  return [chromiumPackage, "chromium", "chromium-browser", "google-chrome"]
    .map((name) => `/usr/bin/${name}`)
    .find((path) => existsSync(path));
}
