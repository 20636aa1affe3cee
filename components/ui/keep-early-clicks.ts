/** Said once the page's code runs. */
export const pageIsLive = "gatehouse:live";

/**
 * Keeps the clicks on a page that is shown but whose code does not run yet, and clicks again once it does. Without it a
 * click on a slow connection or a busy machine is lost without a word. What works without code is left alone: links, boxes, and
 * buttons that open a popover. Forms do not need it for what is typed: they are shut until the page is live.
 *
 * Stands in the page as text, before everything else, so it uses nothing from outside of itself.
 *
 * @param live the event that ends the waiting
 */
export function keepEarlyClicks(live: string): void {
  const needsCode = "button:not([popovertarget])";
  // A second click on the same button is impatience, not a second wish.
  const clicked = new Set<HTMLElement>();

  function keep(event: Event) {
    const { target } = event;
    const button = target instanceof Element ? target.closest<HTMLElement>(needsCode) : null;
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clicked.add(button);
  }

  function clickAgain() {
    window.removeEventListener("click", keep, true);
    for (const button of clicked) {
      if (!button.isConnected) continue;
      // Menus open when the pointer goes down.
      button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
      button.focus();
      button.click();
    }
  }

  window.addEventListener("click", keep, true);
  window.addEventListener(live, clickAgain, { once: true });
}
