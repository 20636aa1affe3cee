/** The look shared by everything that one types or chooses in. */
export const inputClass = [
  "block w-full min-w-0 rounded-lg border border-border-strong bg-surface px-3 text-sm text-text",
  "transition-colors duration-100 hover:border-text",
  "focus-visible:border-focus focus-visible:outline-offset-0",
  "aria-invalid:border-danger [&[readonly]]:bg-subtle",
  "disabled:cursor-not-allowed disabled:bg-subtle disabled:text-muted",
].join(" ");
