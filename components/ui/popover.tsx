"use client";

import { type ComponentProps, type MouseEvent, useRef } from "react";
import { cx } from "./cx";
import { floatingClass } from "./overlay-class";

/**
 * A panel that a button with `popoverTarget={id}` opens and closes. The browser does the rest: Escape, a click
 * elsewhere, the focus and the top layer. A link inside closes it, because the shells outlive a change of page.
 */
export function Popover({ className, onClick, ...props }: ComponentProps<"div"> & { id: string }) {
  const panel = useRef<HTMLDivElement>(null);

  function closeAfterChoice(event: MouseEvent<HTMLDivElement>) {
    onClick?.(event);
    const chosen = event.target instanceof Element && event.target.closest("a[href], [data-closes]");
    if (chosen) panel.current?.hidePopover();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to what bubbles up from its links and buttons
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing a link or button by key is a click too
    <div
      {...props}
      ref={panel}
      popover="auto"
      onClick={closeAfterChoice}
      className={cx(floatingClass, "inset-auto m-0 text-text", className)}
    />
  );
}
