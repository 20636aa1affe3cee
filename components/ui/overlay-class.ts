/** What lies over the page, and what stands on top of that. */
export const overlayClass = "fixed inset-0 z-50 bg-overlay";

export const dialogClass = [
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2",
  "flex-col rounded-lg border bg-surface shadow-overlay focus-visible:outline-none",
].join(" ");

export const floatingClass = "z-50 rounded-lg border bg-surface p-1 shadow-overlay";

export const menuItemClass = [
  "flex min-h-8 select-none items-center gap-2 rounded-md px-2.5 text-sm -outline-offset-2 [&>svg]:size-4",
  "[&>svg]:text-muted hover:bg-subtle data-highlighted:bg-subtle",
].join(" ");
