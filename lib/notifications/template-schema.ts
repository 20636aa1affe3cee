const placeholder = /\{\{\s*([\w-]*)\s*\}\}/g;

/**
 * Puts values in the place of `{{name}}`, once: what a value brings is never read as a template. Values stay on one
 * line. Names that are not known are left standing.
 */
export function fillTemplate(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? onOneLine(String(values[name])) : whole,
  );
}

function onOneLine(value: string): string {
  return value.replace(/\s+/g, " ").trim();
}

/** The names in a template, each once. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([, name = ""]) => name))];
}

/** The names in a template that are none of the known ones. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  return namesIn(text).filter((name) => !known.includes(name));
}
