/** The look shared by tabs that switch a panel and tabs that are links. */
export const tabListClass = "tab-strip relative flex gap-5 overflow-x-auto border-b";

export const tabClass = [
  "-mb-px inline-flex h-10 shrink-0 items-center gap-2 border-transparent border-b-2 font-medium text-muted text-sm",
  "-outline-offset-2 hover:text-text",
  "aria-[current=page]:border-accent-text aria-[current=page]:text-text",
  "aria-selected:border-accent-text aria-selected:text-text",
].join(" ");
