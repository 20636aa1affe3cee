/**
 * Runs in the page before anything else does: notes paints, shifts, long tasks and the moment when Send is usable,
 * which is when it is drawn, enabled and answers a click. `findSend` is the contender's own.
 */
export function observe(findSend) {
  const seen = { usableMs: null, shift: 0, blockingMs: 0, firstPaintMs: null, largestPaintMs: null };
  window.gatehouseBench = seen;
  const on = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  on("longtask", (entry) => {
    seen.blockingMs += Math.max(0, entry.duration - 50);
  });
  on("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.firstPaintMs = entry.startTime;
  });
  on("largest-contentful-paint", (entry) => {
    seen.largestPaintMs = entry.startTime;
  });

  /** A server-rendered button answers nothing before React knows it; a custom element's does from the start. */
  const answers = (button) =>
    button.getRootNode() !== document || Object.keys(button).some((key) => key.startsWith("__react"));
  const look = () => {
    const button = document.documentElement && findSend();
    if (button && !button.disabled && button.getClientRects().length > 0 && answers(button)) {
      seen.usableMs = performance.now();
      seen.usableAt = performance.timeOrigin + seen.usableMs;
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
