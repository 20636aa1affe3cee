import { type RefObject, useEffect, useRef } from "react";

/**
 * For a row of tabs that scrolls where it has no room: brings the chosen tab into sight, and notes on the row
 * (`data-before`, `data-after`) on which sides there are more, where its style then fades.
 */
export function useTabStrip<Strip extends HTMLElement>(chosen: string | undefined): RefObject<Strip | null> {
  const strip = useRef<Strip>(null);

  useEffect(() => {
    const row = strip.current;
    if (!row || chosen === undefined) return;
    const tab = row.querySelector<HTMLElement>('[aria-current="page"], [aria-selected="true"]');
    if (tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [chosen]);

  useEffect(() => {
    const row = strip.current;
    if (!row) return;
    const note = () => {
      const hiddenAfter = row.scrollWidth - row.clientWidth - row.scrollLeft;
      row.toggleAttribute("data-before", row.scrollLeft > 1);
      row.toggleAttribute("data-after", hiddenAfter > 1);
    };
    const sizes = new ResizeObserver(note);
    sizes.observe(row);
    row.addEventListener("scroll", note, { passive: true });
    return () => {
      sizes.disconnect();
      row.removeEventListener("scroll", note);
    };
  }, []);

  return strip;
}
