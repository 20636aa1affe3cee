import type { Page } from "@playwright/test";
import { flag } from "./hostile-texts";

/** Looks for whatever of a hostile text has come alive in a page. */

/** What asks another host, or opens a dialog, from now on. */
export function watch(page: Page, home: string) {
  const seen: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(url.protocol) && url.origin !== home) seen.push(`asked ${url.href}`);
  });
  page.on("dialog", async (dialog) => {
    // Ours, of a form that is left with changes.
    if (dialog.type() !== "beforeunload") seen.push(`dialog "${dialog.message()}"`);
    await dialog.accept();
  });
  return {
    /** What has come alive since this was last asked. */
    async findings(): Promise<string[]> {
      const alive = await page.evaluate(aliveIn, flag);
      return [...seen.splice(0), ...alive];
    },
  };
}

/** Runs in the page. */
function aliveIn(flag: string): string[] {
  const found = flag in window ? ["a script ran"] : [];
  const brief = (element: Element) => element.outerHTML.slice(0, 160);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const isAddress = ["href", "src", "action", "formaction", "data", "xlink:href"].includes(name);
      // Browsers leave out spaces, tabs and line ends before they read the scheme.
      const scheme = /^([a-z]+):/i.exec(value.replace(/[\0-\x20]/g, ""))?.[1]?.toLowerCase();
      const runs = scheme === "javascript" || scheme === "vbscript";
      const isPage = scheme === "data" && !/^data:image\//.test(value);
      if (isAddress && (runs || isPage)) found.push(`a link that runs: ${brief(element)}`);
      if (name.startsWith("on")) found.push(`a handler: ${brief(element)}`);
    }
  }
  const foreign = "object, embed, base, meta[http-equiv=refresh], iframe:not([sandbox]), math, mglyph";
  for (const element of document.querySelectorAll(foreign)) found.push(`an element: ${brief(element)}`);
  return found;
}

/** What a person can read of the page itself: its title, its text, and what stands in its fields. */
export function readable(page: Page): Promise<string> {
  return page.evaluate(() => {
    const main = document.querySelector("main") ?? document.body;
    const fields = main.querySelectorAll<HTMLInputElement>("input, textarea, select");
    // biome-ignore lint/performance/useDomNodeTextContent: scripts and what is hidden cannot be read
    return [document.title, main.innerText, ...[...fields].map(({ value }) => value)].join("\n");
  });
}
