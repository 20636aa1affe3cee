/** Said once the page's code runs. */
export const pageIsLive = "gatehouse:live";

/**
 * Keeps the clicks on a page that is shown but whose code does not run yet, and clicks again once it does. Without it a
 * click on a slow connection or a busy machine is lost without a word. What works without code is left alone: links, boxes, and
 * buttons that open a popover. What is typed is not kept: forms that would lose it are shut until the page is live.
 *
 * Stands in the page as text, before everything else, so it uses nothing from outside of itself.
 *
 * @param live the event that ends the waiting
 */
export function keepEarlyClicks(live: string): void {
  const needsCode = "button:not([popovertarget])";
  // A second click on the same button is impatience, not a second wish.
  const clicked = new Set<HTMLElement>();
  /** The button that the pointer went down on and did not come up from yet. */
  let pressed: HTMLElement | null = null;

  /** Answers the button that the event is for, which does not hear of it: half of a click would close what the other half opened. */
  function take(event: Event): HTMLElement | null {
    const { target } = event;
    const button = target instanceof Element ? target.closest<HTMLElement>(needsCode) : null;
    if (button) event.stopImmediatePropagation();
    return button;
  }

  function keepPress(event: Event) {
    pressed = take(event);
  }

  function keepClick(event: Event) {
    const button = take(event);
    if (!button) return;
    event.preventDefault();
    clicked.add(button);
    pressed = null;
  }

  // Menus open when the pointer goes down.
  function pressAgain(button: HTMLElement) {
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));
  }

  function replay() {
    window.removeEventListener("pointerdown", keepPress, true);
    window.removeEventListener("click", keepClick, true);
    for (const button of clicked) {
      if (!button.isConnected) continue;
      pressAgain(button);
      button.focus();
      button.click();
    }
    if (pressed?.isConnected) pressAgain(pressed);
  }

  window.addEventListener("pointerdown", keepPress, true);
  window.addEventListener("click", keepClick, true);
  window.addEventListener(live, replay, { once: true });
}
