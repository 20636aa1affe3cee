/** A quiet button in the top bar. */
export const barButtonClass =
  "inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-subtle hover:text-text";

/** A link of the top bar's navigation. */
export const barLinkClass =
  "inline-flex h-9 items-center rounded-lg px-3 font-medium text-muted text-sm hover:bg-subtle hover:text-text aria-[current=page]:text-text aria-[current=page]:bg-subtle";

/** A link of a navigation that stands upright: the side of the admin console, the menu on a phone. */
export const sideLinkClass =
  "flex min-h-9 items-center gap-2.5 rounded-lg px-3 font-medium text-muted text-sm hover:bg-subtle hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text [&>svg]:size-4";
