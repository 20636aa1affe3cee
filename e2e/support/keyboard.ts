import type { Page } from "@playwright/test";

/** Goes through a page with the Tab key alone. */

interface Walk {
  controls: Element[];
  reached: Set<Element>;
  unseen: Set<Element>;
}

declare global {
  interface Window {
    gatehouseWalk?: Walk;
  }
}

/** How many presses beyond one for each control: fields of several parts, such as a date's, take more. */
const spare = 40;
const atOnce = 10;

/**
 * Presses Tab from the top of the page to its end. One line for each control that can be seen and used but is not
 * reached, and for each that does not show that it has the focus. Controls that share one stop, such as the tabs of a
 * list or the radio buttons of a group, count as one.
 */
export async function tabFindings(page: Page): Promise<string[]> {
  const count = await page.evaluate(beginWalk);
  for (let presses = 0; presses < count; presses += 1) await page.keyboard.press("Tab");
  for (let extra = 0; extra < spare && (await page.evaluate(isUnfinished)); extra += atOnce) {
    for (let presses = 0; presses < atOnce; presses += 1) await page.keyboard.press("Tab");
  }
  return page.evaluate(endWalk);
}

/** Runs in the page: notes its controls, and from now on which of them get the focus. */
function beginWalk(): number {
  const usable = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const isUsable = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.matches(":disabled, [inert], [inert] *") &&
    // Put there for scripts to move the focus to: headings, regions, the page's main part.
    (element.matches("a, button, input, select, textarea, summary") ||
      element.getAttribute("tabindex") !== "-1");
  const controls = [...document.querySelectorAll(usable)].filter(isUsable);
  const looks = new Map(controls.map((element) => [element, lookOf(element)]));
  const walk: Walk = { controls, reached: new Set(), unseen: new Set() };
  window.gatehouseWalk = walk;
  (document.activeElement as HTMLElement | null)?.blur();
  window.scrollTo(0, 0);
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element)) return;
    walk.reached.add(target);
    if (looks.has(target) && looks.get(target) === lookOf(target)) walk.unseen.add(target);
  });
  return controls.length + 1;

  /** What of it and around it could show the focus. */
  function lookOf(element: Element): string {
    const around = [element, element.parentElement, element.nextElementSibling];
    return around
      .flatMap((one) => (one === null ? [] : [getComputedStyle(one)]))
      .map(({ outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor }) => {
        const outline = outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        return [outline, boxShadow, borderColor].join();
      })
      .join("\n");
  }
}

/** Runs in the page. */
function isUnfinished(): boolean {
  const { controls = [], reached } = window.gatehouseWalk ?? {};
  return controls.some((element) => element.isConnected && !reached?.has(element));
}

/** Runs in the page. */
function endWalk(): string[] {
  const walk = window.gatehouseWalk;
  if (!walk) return ["the walk has not begun"];
  const brief = (element: Element) => element.outerHTML.slice(0, 140);
  const groups = "[role=tablist], [role=radiogroup], [role=toolbar], [role=menu], [role=listbox]";
  const mates = (element: Element): Element[] => {
    if (element instanceof HTMLInputElement && element.type === "radio") {
      return walk.controls.filter(
        (other) => other instanceof HTMLInputElement && other.name === element.name,
      );
    }
    const group = element.closest(groups);
    return group === null ? [element] : walk.controls.filter((other) => group.contains(other));
  };
  const missed = walk.controls.filter(
    (element) => element.isConnected && !mates(element).some((mate) => walk.reached.has(mate)),
  );
  (document.activeElement as HTMLElement | null)?.blur();
  window.scrollTo(0, 0);
  return [
    ...missed.map((element) => `Tab does not reach ${brief(element)}`),
    ...[...walk.unseen].map((element) => `the focus is not seen on ${brief(element)}`),
  ];
}
