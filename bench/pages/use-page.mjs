// What a person meets on the page: how many actions to an answer, how many Tab presses to Send, what axe finds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { contextOptions } from "./measure-load.mjs";
import { observe } from "./observer.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const mostTabs = 80;

async function openPage(browser, contender, more = {}) {
  const context = await browser.newContext(contextOptions(contender, more));
  const page = await context.newPage();
  await page.addInitScript(`(${observe})(${contender.findSend})`);
  await page.goto(contender.deepLink(5));
  await contender.send(page).waitFor();
  return page;
}

/** Does what a person does, and counts it: a click is one action, a value typed into a field is one. */
function countingHand() {
  let actions = 0;
  return {
    actions: () => actions,
    click: (target) => {
      actions += 1;
      return target.click();
    },
    type: (target, text) => {
      actions += 1;
      return target.fill(text);
    },
  };
}

/**
 * @param {"light" | "dark"} colorScheme
 * @returns the actions from the deep link to a 200, and the critical and serious rules before and after it.
 */
export async function callAndInspect(browser, contender, colorScheme) {
  const page = await openPage(browser, contender, { colorScheme });
  try {
    const before = await seriousRules(page);
    const hand = countingHand();
    await contender.call(page, hand);
    await contender.answered(page);
    const shift = await page.evaluate(() => window.gatehouseBench?.shift ?? null);
    return { actions: hand.actions(), before, after: await seriousRules(page), shift };
  } finally {
    await page.context().close();
  }
}

/** Critical and serious rules of axe, all of its default rules run. */
async function seriousRules(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "critical" || impact === "serious")
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].target.flat().join(" ")}`);
}

/** Tab presses from the fresh page to Send; null when it is not reached. */
export async function tabPressesToSend(browser, contender) {
  const page = await openPage(browser, contender);
  try {
    for (let presses = 1; presses <= mostTabs; presses += 1) {
      await page.keyboard.press("Tab");
      const there = await page.evaluate(`(() => {
        let focused = document.activeElement;
        while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
        return focused !== null && focused === (${contender.findSend})();
      })()`);
      if (there) return presses;
    }
    return null;
  } finally {
    await page.context().close();
  }
}
