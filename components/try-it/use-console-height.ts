import { type RefObject, useCallback, useEffect } from "react";

/** Below the bar over every page, with a gap. */
const stickyTopPx = 72;

/**
 * The console reaches down to the window's edge wherever it stands, so that the answer in its lower half is never
 * below the fold. Until the first scroll or call the style sheet's own estimate holds, so that nothing moves while
 * the page loads. Gives back what fits it at once.
 */
export function useConsoleHeight(console: RefObject<HTMLElement | null>): () => void {
  const fit = useCallback(() => {
    const element = console.current;
    if (!element) return;
    const top = Math.max(stickyTopPx, element.getBoundingClientRect().top);
    element.style.setProperty("--console-top", `${Math.round(top)}px`);
  }, [console]);

  useEffect(() => {
    let asked = 0;
    const onMove = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(fit);
    };
    window.addEventListener("scroll", onMove, { passive: true });
    window.addEventListener("resize", onMove);
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener("scroll", onMove);
      window.removeEventListener("resize", onMove);
    };
  }, [fit]);
  return fit;
}
